namespace KneeBot.Corpus;

/// <summary>
/// Lists a folder's files at any depth. A link is followed only to what lies in the folder itself and was not listed before, so that a careless one
/// cannot make a whole disk the corpus; a closed folder is reported.
/// </summary>
internal static class CorpusFolder
{
    /// <summary>Links and folders on the way to one file; systems themselves allow 40 links.</summary>
    private const int MostLinks = 256;

    /// <summary>Paths relative to the folder, in ordinal order, hidden ones passed over.</summary>
    public static IReadOnlyList<string> Files(string folder, List<IngestionResult> report)
    {
        var files = new List<string>();
        var root = RealPath(folder);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var current))
        {
            try
            {
                if (!seen.Add(RealPath(current)))
                {
                    report.Add(new IngestionResult(Relative(folder, current), IngestionStatus.Failed, "this link leads to a folder that is read already; its files are read once"));
                    continue;
                }

                files.AddRange(Directory.GetFiles(current).Where(IsVisible).Where(path => StaysInside(path, root, folder, report)).Select(path => Relative(folder, path)));
                // Real folders before links, whatever their names: a file keeps the path it really has.
                var inner = Directory.GetDirectories(current).Where(IsVisible).OrderBy(path => new DirectoryInfo(path).LinkTarget is null).ThenByDescending(path => path, StringComparer.Ordinal);
                foreach (var path in inner.Where(path => StaysInside(path, root, folder, report)))
                    open.Push(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                report.Add(new IngestionResult(Relative(folder, current), IngestionStatus.Failed, "the folder cannot be opened: " + CorpusReader.Reason(e)));
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static bool IsVisible(string path) => !Path.GetFileName(path).StartsWith('.');

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    /// <summary>Whether a file or folder is no link, or one to something within the corpus folder; another is reported.</summary>
    private static bool StaysInside(string path, string root, string folder, List<IngestionResult> report)
    {
        if (new FileInfo(path).LinkTarget is null)
            return true;
        string message;
        try
        {
            var target = RealPath(path);
            if (target == root || target.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return true;
            message = $"this link leads out of the corpus folder, to {target}; it is not followed: put the files themselves into the folder";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            message = CorpusReader.Reason(e);
        }

        report.Add(new IngestionResult(Relative(folder, path), IngestionStatus.Failed, message));
        return false;
    }

    /// <summary>The path with every link on the way to it resolved.</summary>
    /// <exception cref="IOException">Links lead to one another without end.</exception>
    private static string RealPath(string path, int links = 0)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (links > MostLinks)
            throw new IOException("links lead to one another without end");
        if (new FileInfo(full).ResolveLinkTarget(returnFinalTarget: false)?.FullName is { } target)
            return RealPath(target, links + 1);
        return Path.GetDirectoryName(full) is { } parent ? Path.Combine(RealPath(parent, links + 1), Path.GetFileName(full)) : full;
    }
}

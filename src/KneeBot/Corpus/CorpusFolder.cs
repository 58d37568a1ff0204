namespace KneeBot.Corpus;

/// <summary>Lists a folder's files at any depth. A link back to a folder already listed ends there; a closed folder is reported.</summary>
internal static class CorpusFolder
{
    /// <summary>Paths relative to the folder, in ordinal order, hidden ones passed over.</summary>
    public static IReadOnlyList<string> Files(string folder, List<IngestionResult> report)
    {
        var files = new List<string>();
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

                files.AddRange(Directory.GetFiles(current).Where(IsVisible).Select(path => Relative(folder, path)));
                // Real folders before links, whatever their names: a file keeps the path it really has.
                var inner = Directory.GetDirectories(current).Where(IsVisible).OrderBy(path => new DirectoryInfo(path).LinkTarget is null).ThenByDescending(path => path, StringComparer.Ordinal);
                foreach (var path in inner)
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

    /// <summary>The folder with every link on the way to it resolved.</summary>
    private static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;
        return new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target
            ? Path.TrimEndingDirectorySeparator(target)
            : Path.Combine(RealPath(parent), Path.GetFileName(full));
    }
}

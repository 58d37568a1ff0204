namespace KneeBot.Corpus;

/// <summary>Reads every supported file of a folder, at any depth. One bad file is a failed result, not a stop.</summary>
public static class CorpusReader
{
    /// <summary>The longest file read, in bytes.</summary>
    public const long MaxFileBytes = 16 * 1024 * 1024;

    private static readonly IArticleReader[] Readers = [new MarkdownArticleReader(), new HtmlArticleReader(), new PlainTextArticleReader()];

    /// <summary>Formats KneeBot reads, as file name extensions.</summary>
    public static IReadOnlyList<string> SupportedExtensions { get; } = [.. Readers.SelectMany(reader => reader.Extensions)];

    /// <summary>Reads the folder.</summary>
    /// <param name="corpus">The corpus folder, or a single article's file.</param>
    /// <returns>Articles and passages, with one result per file. Hidden files and folders are passed over, and links that lead out of the folder are not followed.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or file.</exception>
    public static ArticleCorpus Read(string corpus)
    {
        var isFile = File.Exists(corpus);
        if (!isFile && !Directory.Exists(corpus))
            throw new DirectoryNotFoundException($"The corpus folder '{corpus}' does not exist. Point Corpus (or --corpus) at the folder that holds the articles.");

        var folder = isFile ? Path.GetDirectoryName(Path.GetFullPath(corpus))! : corpus;
        var articles = new Dictionary<string, Article>(StringComparer.Ordinal);
        var report = new List<IngestionResult>();
        foreach (var path in isFile ? [Path.GetFileName(corpus)] : CorpusFolder.Files(folder, report))
            report.Add(ReadFile(folder, path, articles));
        if (articles.Count == 0 && !isFile)
            report.Add(new IngestionResult(folder, IngestionStatus.Failed, $"no article could be read from this folder, so no question can be answered; put files there ({string.Join(", ", SupportedExtensions)})"));

        var list = articles.Values.ToArray();
        return new ArticleCorpus(list, [.. list.SelectMany(HeadingChunker.Chunk)], [.. report.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>An owner's words for a file that the system does not give.</summary>
    internal static string Reason(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it was listed and is not there; it was moved or deleted, or is a link to nothing",
        UnauthorizedAccessException => "no permission to read it; give KneeBot's user the right to",
        _ => fault.Message,
    };

    private static IngestionResult ReadFile(string folder, string path, Dictionary<string, Article> articles)
    {
        var reader = Array.Find(Readers, r => r.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
        if (reader is null)
            return new IngestionResult(path, IngestionStatus.Unsupported, $"not a format KneeBot reads ({string.Join(", ", SupportedExtensions)})");

        try
        {
            var reading = reader.Read(path, ArticleFile.ReadText(Path.Combine(folder, path)));
            var article = reading.Article;
            if (article.Sections.Count == 0)
                return new IngestionResult(path, IngestionStatus.Failed, "the article has no text" + LeftOut(reading, "; "));
            if (articles.TryGetValue(article.Id, out var first))
                return new IngestionResult(path, IngestionStatus.Failed, $"its id '{article.Id}' is already used by {first.SourcePath}; give one of them another 'id' in its front matter, or another file name");
            articles.Add(article.Id, article);
            var headings = article.Sections.Any(section => section.HeadingPath.Count > 0) ? "" : "no headings: one section, named after the title";
            return new IngestionResult(path, IngestionStatus.Indexed, headings + LeftOut(reading, headings.Length > 0 ? "; " : "")) { Warning = reading.Warning };
        }
        catch (Exception e) when (e is ArticleFormatException)
        {
            return new IngestionResult(path, IngestionStatus.Failed, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new IngestionResult(path, IngestionStatus.Failed, Reason(e));
        }
    }

    private static string LeftOut(ArticleReading reading, string separator) =>
        reading.LeftOut.Count == 0 ? "" : separator + "left out: " + string.Join("; ", reading.LeftOut);
}

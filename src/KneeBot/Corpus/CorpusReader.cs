using System.Text;

namespace KneeBot.Corpus;

/// <summary>Reads every supported file of a folder, at any depth. One bad file is a failed result, not a stop.</summary>
public static class CorpusReader
{
    /// <summary>The longest file read, in bytes.</summary>
    public const long MaxFileBytes = 16 * 1024 * 1024;

    private static readonly IArticleReader[] Readers = [new MarkdownArticleReader()];

    /// <summary>Formats KneeBot reads, as file name extensions.</summary>
    public static IReadOnlyList<string> SupportedExtensions { get; } = [.. Readers.SelectMany(reader => reader.Extensions)];

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The corpus folder.</param>
    /// <returns>Articles and passages, with one result per file. Hidden files and folders are passed over.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static ArticleCorpus Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The corpus folder '{folder}' does not exist. Point Corpus (or --corpus) at the folder that holds the articles.");

        var articles = new Dictionary<string, Article>(StringComparer.Ordinal);
        var report = new List<IngestionResult>();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal);
        foreach (var path in files)
            report.Add(ReadFile(folder, path, articles));

        var list = articles.Values.ToArray();
        return new ArticleCorpus(list, [.. list.SelectMany(HeadingChunker.Chunk)], report);
    }

    private static IngestionResult ReadFile(string folder, string path, Dictionary<string, Article> articles)
    {
        var reader = Array.Find(Readers, r => r.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
        if (reader is null)
            return new IngestionResult(path, IngestionStatus.Unsupported, $"not a format KneeBot reads ({string.Join(", ", SupportedExtensions)})");

        try
        {
            var reading = reader.Read(path, ReadText(Path.Combine(folder, path)));
            var article = reading.Article;
            if (article.Sections.Count == 0)
                return new IngestionResult(path, IngestionStatus.Failed, "the article has no text");
            if (articles.TryGetValue(article.Id, out var first))
                return new IngestionResult(path, IngestionStatus.Failed, $"its id '{article.Id}' is already used by {first.SourcePath}; give one of them another 'id' in its front matter");
            articles.Add(article.Id, article);
            return new IngestionResult(path, IngestionStatus.Indexed, reading.LeftOut.Count == 0 ? "" : "left out: " + string.Join("; ", reading.LeftOut));
        }
        catch (Exception e) when (e is ArticleFormatException or IOException or UnauthorizedAccessException)
        {
            return new IngestionResult(path, IngestionStatus.Failed, e.Message);
        }
    }

    private static string ReadText(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxFileBytes)
            throw new ArticleFormatException($"the file has {length:N0} bytes; KneeBot reads articles of up to {MaxFileBytes:N0}");

        var bytes = File.ReadAllBytes(path);
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes.AsSpan(0, Math.Max(0, e.Index)).Count((byte)'\n');
            throw new ArticleFormatException($"line {line}: not valid UTF-8; save the file as UTF-8", e);
        }
    }
}

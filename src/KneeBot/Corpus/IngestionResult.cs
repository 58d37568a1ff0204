namespace KneeBot.Corpus;

/// <summary>What became of one file of the corpus folder.</summary>
public enum IngestionStatus
{
    /// <summary>Read and indexed.</summary>
    Indexed,

    /// <summary>Not a format KneeBot reads; nothing was indexed from it.</summary>
    Unsupported,

    /// <summary>Could not be read; the reason is in the message, the other files are indexed all the same.</summary>
    Failed,
}

/// <summary>The outcome of reading one file.</summary>
/// <param name="Path">The file, relative to the corpus folder.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Message">For the site's owner: the reason, with the line where that is known; what was left out of an indexed file.</param>
public sealed record IngestionResult(string Path, IngestionStatus Status, string Message)
{
    /// <summary>What is probably a mistake in an indexed file; null: nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>Everything read from one corpus folder.</summary>
/// <param name="Articles">The articles, ordered by file path.</param>
/// <param name="Passages">Their passages, in article order.</param>
/// <param name="Report">One result per file, ordered by path.</param>
public sealed record ArticleCorpus(
    IReadOnlyList<Article> Articles,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<IngestionResult> Report)
{
    /// <summary>The articles' titles, each once, in the order they were read.</summary>
    public IReadOnlyList<string> Titles { get; } = [.. Articles.Select(article => article.Title).Distinct()];
}

namespace KneeBot.Corpus;

/// <summary>Reads one format into an <see cref="Article"/>.</summary>
public interface IArticleReader
{
    /// <summary>File name extensions it reads, lower case with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Turns a file's text into an article.</summary>
    /// <param name="relativePath">The file, relative to the corpus folder; names the article where nothing else does.</param>
    /// <param name="content">The whole text.</param>
    /// <exception cref="ArticleFormatException">The text cannot be read as this format; the message names the line.</exception>
    ArticleReading Read(string relativePath, string content);
}

/// <summary>An article, and what its reader left out of it (for the owner's report).</summary>
public sealed record ArticleReading(Article Article, IReadOnlyList<string> LeftOut)
{
    /// <summary>What is probably a mistake in the file, though it could be read; null: nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>The file's content is not what its format promises.</summary>
public sealed class ArticleFormatException : Exception
{
    public ArticleFormatException() { }

    public ArticleFormatException(string message) : base(message) { }

    public ArticleFormatException(string message, Exception inner) : base(message, inner) { }
}

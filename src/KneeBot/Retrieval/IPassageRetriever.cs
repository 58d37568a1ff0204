using KneeBot.Corpus;

namespace KneeBot.Retrieval;

/// <summary>Finds passages for a query.</summary>
public interface IPassageRetriever
{
    /// <summary>The best passages, best first; ties keep corpus order, so two runs give the same list.</summary>
    /// <param name="query">A visitor's words; never parsed as query syntax.</param>
    /// <param name="topK">Most passages returned.</param>
    /// <param name="articles">Ids of the articles to search; null or empty: all.</param>
    /// <param name="ct">Cancels the search.</param>
    Task<IReadOnlyList<ScoredPassage>> RetrieveAsync(string query, int topK, IReadOnlySet<string>? articles = null, CancellationToken ct = default);
}

/// <summary>A passage with its retrieval score; scores compare within one result only.</summary>
public sealed record ScoredPassage(Passage Passage, double Score)
{
    /// <summary>Its score by words, 0 to 1 over the passages found; null when words alone made <see cref="Score"/>.</summary>
    public double? Lexical { get; init; }

    /// <summary>How near its meaning is to the question's, -1 to 1; null without an encoder.</summary>
    public float? Similarity { get; init; }
}

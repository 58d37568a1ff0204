using KneeBot.Corpus;

namespace KneeBot.Retrieval;

/// <summary>Finds passages for a query.</summary>
public interface IPassageRetriever
{
    /// <summary>The best passages, best first; ties keep corpus order, so two runs give the same list.</summary>
    /// <param name="query">A visitor's words; never parsed as query syntax.</param>
    /// <param name="topK">Most passages returned.</param>
    /// <param name="ct">Cancels the search.</param>
    Task<IReadOnlyList<ScoredPassage>> RetrieveAsync(string query, int topK, CancellationToken ct = default);
}

/// <summary>A passage with its retrieval score; scores compare within one result only.</summary>
public sealed record ScoredPassage(Passage Passage, double Score);

using KneeBot.Conversations;
using KneeBot.Corpus;

namespace KneeBot.Retrieval;

/// <summary>
/// Finds passages by words (BM25) and by meaning (the sentence encoder), and adds the two: each scaled to 0 to 1 over the passages
/// found, the meaning weighted. Without an encoder it is the index of words alone.
/// </summary>
/// <remarks>On the development sets adding scaled scores ranks better than reciprocal rank fusion, which forgets how clear a lead is.</remarks>
public sealed class HybridRetriever(LucenePassageIndex lexical, Meanings meanings, IReadOnlyList<Passage> passages) : IPassageRetriever
{
    private const double MeaningWeight = 2, OwnWords = 0.7;
    private const int Depth = 200;

    private readonly Lazy<Task<IReadOnlyList<ReadOnlyMemory<float>>?>> _vectors = new(() => meanings.OfTextsAsync([.. passages.Select(TextOf)]));

    /// <summary>Makes the vectors of all passages now rather than with the first question.</summary>
    public Task PrepareAsync() => _vectors.Value;

    public async Task<IReadOnlyList<ScoredPassage>> RetrieveAsync(string query, int topK, IReadOnlySet<string>? articles = null, CancellationToken ct = default)
    {
        if (!meanings.IsOn)
            return await lexical.RetrieveAsync(query, topK, articles, ct).ConfigureAwait(false);
        var byWords = await lexical.RetrieveAsync(query, Math.Max(topK, Depth), articles, ct).ConfigureAwait(false);
        if (await MeaningAsync(query, ct).ConfigureAwait(false) is not { } near)
            return [.. byWords.Take(topK)];
        return Fuse(byWords, near, articles is { Count: > 0 } ? [.. Enumerable.Range(0, near.Length).Where(i => articles.Contains(passages[i].Id.Article))] : null, topK);
    }

    /// <summary>What stands for a passage: its subject and heading (else its title) and its text.</summary>
    internal static string TextOf(Passage passage) =>
        (passage.SubjectPath.Length > 0 ? passage.SubjectPath : passage.ArticleTitle) is { Length: > 0 } heading ? heading + ". " + passage.Text : passage.Text;

    /// <summary>How near each passage is to the question: its own words, and these with what the dialogue is about.</summary>
    private async Task<float[]?> MeaningAsync(string query, CancellationToken ct)
    {
        if (await _vectors.Value.ConfigureAwait(false) is not { } vectors)
            return null;
        var (own, about) = FollowUpResolver.Split(query);
        if (await meanings.OfQuestionAsync(own, ct).ConfigureAwait(false) is not { } question)
            return null;
        var inDialogue = about.Length == 0 ? null : await meanings.OfQuestionAsync($"{own} ({about})", ct).ConfigureAwait(false);
        var near = new float[vectors.Count];
        for (var i = 0; i < near.Length; i++)
            near[i] = inDialogue is { } whole
                ? (float)(OwnWords * Meanings.Similarity(question, vectors[i]) + (1 - OwnWords) * Meanings.Similarity(whole, vectors[i]))
                : Meanings.Similarity(question, vectors[i]);
        return near;
    }

    private List<ScoredPassage> Fuse(IReadOnlyList<ScoredPassage> byWords, float[] near, int[]? within, int topK)
    {
        if (near.Length == 0 || within is [])
            return [];
        var words = new double[near.Length];
        var most = byWords.Count > 0 ? byWords[0].Score : 1;
        var place = _places.Value;
        foreach (var found in byWords)
            words[place[found.Passage.Id]] = found.Score / most;
        var (low, high) = within is null ? (near.Min(), near.Max()) : (within.Min(i => near[i]), within.Max(i => near[i]));
        var scale = high > low ? MeaningWeight / (high - low) : 0;
        var candidates = byWords.Select(found => place[found.Passage.Id]).Concat(Nearest(near, within ?? Enumerable.Range(0, near.Length), Math.Max(topK, Depth))).Distinct();
        return [.. candidates
            .Select(i => new ScoredPassage(passages[i], words[i] + scale * (near[i] - low)) { Lexical = words[i], Similarity = near[i] })
            .OrderByDescending(found => found.Score).ThenBy(found => place[found.Passage.Id])
            .Take(topK)];
    }

    /// <summary>The nearest passages, without sorting all of them.</summary>
    private static IEnumerable<int> Nearest(float[] near, IEnumerable<int> searched, int most)
    {
        var best = new PriorityQueue<int, (float Near, int Place)>();
        foreach (var i in searched)
        {
            // Of two as near, the later one goes first.
            if (best.Count < most)
                best.Enqueue(i, (near[i], -i));
            else if (best.TryPeek(out _, out var least) && near[i] > least.Near)
                best.EnqueueDequeue(i, (near[i], -i));
        }

        return best.UnorderedItems.Select(entry => entry.Element);
    }

    private readonly Lazy<Dictionary<PassageId, int>> _places = new(() => passages.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index));
}

using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Evaluation;

/// <summary>One conversation that ends in a question.</summary>
/// <param name="Ranked">What was found for the last question.</param>
/// <param name="Answerability">As the file says: ANSWERABLE, PARTIAL, UNANSWERABLE, UNDERSPECIFIED.</param>
/// <param name="Confidence">How surely the passages answer, 0 to 1.</param>
public sealed record RankedConversation(RankedQuery Ranked, string Answerability, double Confidence)
{
    /// <summary>Whether there is something to find.</summary>
    public bool HasAnswer => Answerability is "ANSWERABLE" or "PARTIAL";
}

/// <summary>Measures retrieval for questions that lean on a conversation: <c>corpus.jsonl</c> and <c>conversations.jsonl</c>.</summary>
/// <remarks>
/// A word of the user's turn k turns back counts 0.5^k, one of the assistant's last reply 0.2; the meaning is that of the last
/// question and of the last two together. The confidence adds how much of the question's rare words the best passage has to how
/// near its meaning is.
/// </remarks>
public static class ConversationEvaluation
{
    private const double MeaningWeight = 1.2, LastTurn = 0.7, ReplyWeight = 0.2, Decay = 0.5;
    private const int ReplyWords = 40;

    private sealed record Conversation(string Id, IReadOnlyList<Turn> Turns, string Answerability, IReadOnlyList<string> Relevant);

    private sealed record Turn(string Speaker, string Text);

    /// <summary>Runs the last question of every conversation.</summary>
    /// <exception cref="EvaluationFormatException">A file is missing or broken; the message names file and line.</exception>
    public static async Task<IReadOnlyList<RankedConversation>> RunAsync(string folder, Meanings meanings, Action<int, int>? progress = null, CancellationToken ct = default)
    {
        var passages = RetrievalEvaluation.ReadCorpus(Path.Combine(folder, "corpus.jsonl"));
        Conversation[] conversations = [.. JsonLines.Read<Conversation>(Path.Combine(folder, "conversations.jsonl"), RetrievalEvaluation.Web)];
        using var index = new LucenePassageIndex(passages);
        using var analyzer = new KneeAnalyzer();
        var vectors = await meanings.OfTextsAsync([.. passages.Select(HybridRetriever.TextOf)], ct).ConfigureAwait(false);
        var done = new List<RankedConversation>();
        foreach (var one in conversations)
        {
            var words = index.Weigh(Weights(one, analyzer), out var share);
            var near = vectors is null ? null : await NearAsync(one, meanings, vectors, ct).ConfigureAwait(false);
            var (order, confidence) = Rank(words, share, near);
            done.Add(new RankedConversation(
                new RankedQuery(one.Id, one.Turns[^1].Text, one.Relevant.ToHashSet(StringComparer.Ordinal), [.. order.Take(100).Select(i => passages[i].Id.Article)]), one.Answerability, confidence));
            progress?.Invoke(done.Count, conversations.Length);
        }

        return done;
    }

    private static (IEnumerable<int> Order, double Confidence) Rank(double[] words, double share, float[]? near)
    {
        var most = Math.Max(1e-9, words.Max());
        if (near is null)
            return (Enumerable.Range(0, words.Length).OrderByDescending(i => words[i]), share);
        var (low, high) = (near.Min(), near.Max());
        var scale = MeaningWeight / Math.Max(1e-6, high - low);
        return (Enumerable.Range(0, words.Length).OrderByDescending(i => words[i] / most + scale * (near[i] - low)), (share + high) / 2);
    }

    private static async Task<float[]?> NearAsync(Conversation one, Meanings meanings, IReadOnlyList<ReadOnlyMemory<float>> vectors, CancellationToken ct)
    {
        var asked = one.Turns.Where(turn => turn.Speaker == "user").Select(turn => turn.Text).ToArray();
        var reply = one.Turns.LastOrDefault(turn => turn.Speaker != "user")?.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(ReplyWords) ?? [];
        var together = string.Join(' ', [.. asked.SkipLast(1).TakeLast(1), .. reply, asked[^1]]);
        if (await meanings.OfQuestionAsync(asked[^1], ct).ConfigureAwait(false) is not { } last || await meanings.OfQuestionAsync(together, ct).ConfigureAwait(false) is not { } whole)
            return null;
        return [.. vectors.Select(vector => (float)(LastTurn * Meanings.Similarity(last, vector) + (1 - LastTurn) * Meanings.Similarity(whole, vector)))];
    }

    private static Dictionary<string, double> Weights(Conversation one, KneeAnalyzer analyzer)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (back, turn) in one.Turns.Where(turn => turn.Speaker == "user").Reverse().Index())
            foreach (var term in analyzer.Terms(turn.Text))
                weights[term] = Math.Max(weights.GetValueOrDefault(term), Math.Pow(Decay, back));
        if (one.Turns.LastOrDefault(turn => turn.Speaker != "user") is { } reply)
            foreach (var term in analyzer.Terms(reply.Text))
                weights[term] = Math.Max(weights.GetValueOrDefault(term), ReplyWeight);
        return weights;
    }
}

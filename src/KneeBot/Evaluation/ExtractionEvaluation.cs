using System.Text.Json;
using System.Text.RegularExpressions;
using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Evaluation;

/// <summary>How sentence selection did on questions with a passage each.</summary>
/// <param name="Answerable">Questions whose passage answers them.</param>
/// <param name="Unanswerable">Questions whose passage does not.</param>
/// <param name="RougeL">100 × ROUGE-L of what is quoted (whatever the decision) against the best reference, mean over the answerable.</param>
/// <param name="Kept">Share of the answerable that get an answer.</param>
/// <param name="Refused">Share of the unanswerable that get none.</param>
/// <param name="RefusedAtThreeQuarters">Share of the unanswerable below the probability that keeps 75 % of the answerable.</param>
/// <param name="Auc">Probability that an answerable question has a higher confidence than an unanswerable one.</param>
public sealed record ExtractionScores(int Answerable, int Unanswerable, double RougeL, double Kept, double Refused, double RefusedAtThreeQuarters, double Auc);

/// <summary>Measures sentence selection on files in ClapNQ layout: question, title, sentences, answers (empty: not answerable).</summary>
public static partial class ExtractionEvaluation
{
    private sealed record Item(string Question, string Title, IReadOnlyList<string> Sentences, IReadOnlyList<string> Answers);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Runs the composer on every question of the files, with its passage as the only one.</summary>
    public static async Task<ExtractionScores> RunAsync(IEnumerable<string> files, AnswerOptions options, CancellationToken ct = default)
    {
        using var analyzer = new KneeAnalyzer();
        var thesaurus = Thesaurus.Load(analyzer);
        var kinds = QuestionKinds.Load(analyzer);
        var items = files.SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Item>(line, Web)!).ToArray();
        Passage[] passages = [.. items.Select(ToPassage)];
        var composer = new ExtractiveAnswerComposer(
            new SentenceIndex(passages, analyzer, thesaurus, kinds), new QuestionReader(analyzer, thesaurus, kinds), kinds, new Meanings(null, TimeProvider.System), options);
        var results = new List<(bool Answerable, double Probability, double Rouge)>();
        for (var i = 0; i < items.Length; i++)
        {
            var draft = await composer.ComposeAsync(items[i].Question, [new ScoredPassage(passages[i], 1)], ct).ConfigureAwait(false);
            var quoted = string.Join(' ', draft.Candidates.Where(candidate => candidate.Fate == "chosen" || candidate.Fate.StartsWith("answers with", StringComparison.Ordinal)).Select(candidate => candidate.Text));
            results.Add((items[i].Answers.Count > 0, draft.Decision?.Probability ?? 0, items[i].Answers.Select(answer => RougeL(quoted, answer)).DefaultIfEmpty(0).Max()));
        }

        var yes = results.Where(one => one.Answerable).ToArray();
        var no = results.Where(one => !one.Answerable).ToArray();
        var cut = yes.Select(one => one.Probability).Order().ElementAtOrDefault(yes.Length / 4);
        return new ExtractionScores(
            yes.Length, no.Length, 100 * yes.Average(one => one.Rouge),
            yes.Average(one => one.Probability >= options.MinProbability ? 1.0 : 0), no.Average(one => one.Probability < options.MinProbability ? 1.0 : 0),
            no.Average(one => one.Probability < cut ? 1.0 : 0),
            yes.Average(a => no.Average(b => a.Probability > b.Probability ? 1 : a.Probability == b.Probability ? 0.5 : 0)));
    }

    private static Passage ToPassage(Item item, int number)
    {
        var text = string.Join('\n', item.Sentences);
        var sentences = new List<Sentence>();
        var start = 0;
        foreach (var sentence in item.Sentences)
        {
            sentences.Add(new Sentence(sentences.Count, start, sentence.Length));
            start += sentence.Length + 1;
        }

        return new Passage(new PassageId("passage", number), item.Title, "", text) { Sentences = sentences };
    }

    /// <summary>F1 of the longest common subsequence of words.</summary>
    internal static double RougeL(string quoted, string reference)
    {
        var a = Words().Matches(quoted.ToLowerInvariant()).Select(match => match.Value).ToArray();
        var b = Words().Matches(reference.ToLowerInvariant()).Select(match => match.Value).ToArray();
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
                lengths[i, j] = a[i - 1] == b[j - 1] ? lengths[i - 1, j - 1] + 1 : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
        return a.Length + b.Length == 0 ? 0 : 2.0 * lengths[a.Length, b.Length] / (a.Length + b.Length);
    }

    [GeneratedRegex("[a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}

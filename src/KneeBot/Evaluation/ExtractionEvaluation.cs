using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Retrieval;
using Microsoft.Extensions.AI;

namespace KneeBot.Evaluation;

/// <summary>How sentence selection did on questions with a passage each.</summary>
/// <param name="Answerable">Questions whose passage answers them.</param>
/// <param name="Unanswerable">Questions whose passage does not.</param>
/// <param name="RougeL">100 × ROUGE-L of what is quoted (whatever the decision) against the best reference, mean over the answerable.</param>
/// <param name="Kept">Share of the answerable that get an answer.</param>
/// <param name="Refused">Share of the unanswerable that get none.</param>
/// <param name="RefusedAtThreeQuarters">Share of the unanswerable below the probability that keeps 75 % of the answerable.</param>
/// <param name="Auc">Probability that an answerable question has a higher confidence than an unanswerable one.</param>
public sealed record ExtractionScores(int Answerable, int Unanswerable, double RougeL, double Kept, double Refused, double RefusedAtThreeQuarters, double Auc)
{
    /// <summary>F1 of the sentences quoted against those an annotator chose, mean over the answerable.</summary>
    public double SentenceF1 { get; init; }
}

/// <summary>One question of the measurement.</summary>
/// <param name="Id">Its place among the questions, from 0.</param>
/// <param name="Question">The question.</param>
/// <param name="Answerable">Whether its passage answers it.</param>
/// <param name="Decision">The decision to answer.</param>
/// <param name="Quoted">What is quoted, whatever the decision.</param>
/// <param name="RougeL">0 to 1 against the best reference; 0 for one that is not answerable.</param>
/// <param name="SentenceF1">F1 of the sentences against those that an annotator chose; 0 where none are given.</param>
public sealed record ExtractedCase(int Id, string Question, bool Answerable, AnswerDecision? Decision, string Quoted, double RougeL, double SentenceF1);

/// <summary>Measures sentence selection on files in ClapNQ layout: question, title, sentences, answers (empty: not answerable).</summary>
public static partial class ExtractionEvaluation
{
    private sealed record Item(string Question, string Title, IReadOnlyList<string> Sentences, IReadOnlyList<string> Answers)
    {
        [JsonPropertyName("gold_sentences")]
        public IReadOnlyList<int> GoldSentences { get; init; } = [];
    }

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Runs the composer on every question of the files, with its passage as the only one.</summary>
    /// <param name="files">The files.</param>
    /// <param name="options">How answers are put together.</param>
    /// <param name="encoder">Sentence encoder; null: words alone.</param>
    /// <param name="progress">Told how many questions are done, and of how many.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <exception cref="EvaluationFormatException">A file cannot be read or a line is no question.</exception>
    public static Task<IReadOnlyList<ExtractedCase>> RunAsync(IEnumerable<string> files, AnswerOptions options, IEmbeddingGenerator<string, Embedding<float>>? encoder = null, Action<int, int>? progress = null, CancellationToken ct = default) =>
        RunAsync(files, options, encoder, [QuestionAdapter.For(encoder)], progress, ct);

    /// <summary>As above; the question at place i is asked with the adapter at place i modulo their number.</summary>
    internal static async Task<IReadOnlyList<ExtractedCase>> RunAsync(IEnumerable<string> files, AnswerOptions options, IEmbeddingGenerator<string, Embedding<float>>? encoder, IReadOnlyList<QuestionAdapter?> adapters, Action<int, int>? progress, CancellationToken ct)
    {
        using var analyzer = new KneeAnalyzer();
        var thesaurus = Thesaurus.Load(analyzer);
        var kinds = QuestionKinds.Load(analyzer);
        Item[] items = [.. files.SelectMany(file => JsonLines.Read<Item>(file, Web))];
        Passage[] passages = [.. items.Select(ToPassage)];
        using var cache = EmbeddingCache.Open(options.EmbeddingCache, encoder);
        var meanings = new Meanings(encoder, TimeProvider.System, options.QuestionPrefix, cache);
        var sentences = new SentenceIndex(passages, analyzer, thesaurus, kinds);
        await meanings.OfTextsAsync([.. sentences.Texts.Distinct(StringComparer.Ordinal)], ct).ConfigureAwait(false);
        var composers = adapters.Select(adapter => new ExtractiveAnswerComposer(sentences, new QuestionReader(analyzer, thesaurus, kinds), kinds, meanings.With(adapter), options)).ToArray();
        var done = new List<ExtractedCase>();
        for (var i = 0; i < items.Length; i++)
        {
            var draft = await composers[i % composers.Length].ComposeAsync(items[i].Question, [await GivenAsync(passages[i], items[i].Question, meanings, ct).ConfigureAwait(false)], ct).ConfigureAwait(false);
            var quoted = string.Join(' ', draft.Proposed.Select(sentence => sentence.Text));
            done.Add(new ExtractedCase(i, items[i].Question, items[i].Answers.Count > 0, draft.Decision, quoted,
                items[i].Answers.Select(answer => RougeL(quoted, answer)).DefaultIfEmpty(0).Max(),
                F1([.. draft.Proposed.Select(sentence => sentence.Sentence.Index)], items[i].GoldSentences)));
            progress?.Invoke(i + 1, items.Length);
        }

        return done;
    }

    /// <summary>The questions for <see cref="AdapterTrainer"/>, each with its passage's sentences: those of a part counted from 0, or all.</summary>
    internal static async Task<IReadOnlyList<AdapterTrainer.Group>> ExamplesAsync(IEnumerable<string> files, AnswerOptions options, IEmbeddingGenerator<string, Embedding<float>> encoder, Func<int, bool> isWanted, float importance, CancellationToken ct)
    {
        using var analyzer = new KneeAnalyzer();
        Item[] items = [.. files.SelectMany(file => JsonLines.Read<Item>(file, Web)).Where((_, i) => isWanted(i))];
        Passage[] passages = [.. items.Select(ToPassage)];
        using var cache = EmbeddingCache.Open(options.EmbeddingCache, encoder);
        var meanings = new Meanings(encoder, TimeProvider.System, options.QuestionPrefix, cache);
        var sentences = new SentenceIndex(passages, analyzer, Thesaurus.Load(analyzer), QuestionKinds.Load(analyzer));
        await meanings.OfTextsAsync([.. sentences.Texts.Distinct(StringComparer.Ordinal)], ct).ConfigureAwait(false);
        var answered = items.Count(item => item.Answers.Count > 0);
        var groups = new List<AdapterTrainer.Group>();
        for (var i = 0; i < items.Length; i++)
        {
            var isAnswered = items[i].Answers.Count > 0;
            if ((isAnswered && items[i].GoldSentences.Count == 0) || await meanings.OfQuestionAsync(items[i].Question, ct).ConfigureAwait(false) is not { } question)
                continue;
            groups.Add(new AdapterTrainer.Group(
                [.. sentences.Of(passages[i]).Select(sentence => AdapterExamples.VectorOf(meanings, sentence))],
                [new AdapterTrainer.Item(question, isAnswered ? [.. items[i].GoldSentences] : [])],
                importance / (isAnswered ? answered : items.Length - answered)));
        }

        return groups;
    }

    /// <summary>The figures of a run.</summary>
    /// <param name="done">The questions.</param>
    /// <param name="minProbability">Least probability at which an answer is given.</param>
    public static ExtractionScores Score(IReadOnlyList<ExtractedCase> done, double minProbability)
    {
        var yes = done.Where(one => one.Answerable).ToArray();
        var no = done.Where(one => !one.Answerable).ToArray();
        var cut = yes.Select(Confidence).Order().ElementAtOrDefault(yes.Length / 4);
        return new ExtractionScores(
            yes.Length, no.Length, 100 * Mean(yes.Select(one => one.RougeL)),
            Mean(yes.Select(one => Confidence(one) >= minProbability ? 1.0 : 0)), Mean(no.Select(one => Confidence(one) < minProbability ? 1.0 : 0)),
            Mean(no.Select(one => Confidence(one) < cut ? 1.0 : 0)), Auc(yes.Select(Confidence), no.Select(Confidence)))
        { SentenceF1 = Mean(yes.Select(one => one.SentenceF1)) };
    }

    /// <summary>Probability that one of the first is higher than one of the second; ties count half.</summary>
    internal static double Auc(IEnumerable<double> positives, IEnumerable<double> negatives)
    {
        double[] no = [.. negatives];
        return Mean(positives.Select(a => Mean(no.Select(b => a > b ? 1 : a == b ? 0.5 : 0))));
    }

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(0).Average();

    private static double Confidence(ExtractedCase one) => one.Decision?.Probability ?? 0;

    private static async Task<ScoredPassage> GivenAsync(Passage passage, string question, Meanings meanings, CancellationToken ct)
    {
        var asked = await meanings.OfQuestionAsync(question, ct).ConfigureAwait(false);
        var text = await meanings.OfTextsAsync([HybridRetriever.TextOf(passage)], ct).ConfigureAwait(false);
        return new ScoredPassage(passage, 1) { Lexical = 1, Similarity = asked is { } a && text is { } t ? Meanings.Similarity(a, t[0]) : null };
    }

    private static double F1(HashSet<int> chosen, IReadOnlyList<int> gold)
    {
        var hits = gold.Count(chosen.Contains);
        return hits == 0 ? 0 : 2.0 * hits / (chosen.Count + gold.Count);
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

using System.Text.RegularExpressions;
using KneeBot.Answering;
using KneeBot.Retrieval;
using Microsoft.Extensions.AI;

namespace KneeBot.Evaluation;

/// <summary>How one case went.</summary>
/// <param name="Case">The case.</param>
/// <param name="Result">The last reply with its trace.</param>
/// <param name="OutcomeRight">Whether the outcome is one of those expected.</param>
/// <param name="Right">Whether, besides, every fact is in the reply and no article is quoted that must not be.</param>
public sealed record AnsweredCase(QuestionCase Case, TurnResult Result, bool OutcomeRight, bool Right)
{
    /// <summary>Which part of a cross-validation it belongs to, from 0.</summary>
    public int Fold { get; init; }

    /// <summary>Whether the sentences chosen, said or not, hold every fact.</summary>
    public bool Found => AnswerEvaluation.HasFacts(Case, string.Join(' ', Result.Trace.Proposed.Select(quoted => quoted.Text)));
}

/// <summary>Runs question sets through the pipeline.</summary>
public static class AnswerEvaluation
{
    /// <summary>How the facts of a case are looked for.</summary>
    internal const RegexOptions FactOptions = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>How long a fact may be looked for; a busy machine lets a thread wait for more than a second.</summary>
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(30);

    /// <summary>Parts of a cross-validation.</summary>
    public const int Folds = 5;

    /// <summary>Answers every case, each in a dialogue of its own.</summary>
    public static async Task<IReadOnlyList<AnsweredCase>> RunAsync(KneeBotPipeline pipeline, IEnumerable<QuestionCase> cases, Action<int>? progress = null, CancellationToken ct = default)
    {
        var done = new List<AnsweredCase>();
        var dialogues = new CaseDialogues(pipeline);
        foreach (var one in cases)
        {
            var result = await dialogues.LastAsync(one.Turns, ct).ConfigureAwait(false);
            var outcome = one.Expect.Contains(result.Reply.Outcome);
            done.Add(new AnsweredCase(one, result, outcome, outcome && HasFacts(one, result.Reply.Text) && IsOfItsArticles(one, result.Reply)));
            progress?.Invoke(done.Count);
        }

        return done;
    }

    /// <summary>
    /// Answers every case as if its words had never been seen: in five parts, each with the synonyms less those that hold a word
    /// which only the cases of that part use. What was learnt from a development question must not help to answer it here.
    /// </summary>
    internal static async Task<IReadOnlyList<AnsweredCase>> RunUnseenAsync(KneeBotOptions options, IEmbeddingGenerator<string, Embedding<float>>? encoder, IReadOnlyList<QuestionCase> cases, IReadOnlyList<QuestionAdapter?>? adapters, Action<int>? progress = null, CancellationToken ct = default)
    {
        var done = new List<AnsweredCase>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var part = cases.Where((_, i) => i % Folds == fold).ToArray();
            using var all = KneeBotEngine.Start(options, without: null);
            var known = all.Corpus.Passages.SelectMany(passage => Words(passage.HeadingPath + " " + passage.Text))
                .Concat(cases.Where((_, i) => i % Folds != fold).SelectMany(one => one.Turns).SelectMany(Words)).ToHashSet(StringComparer.Ordinal);
            var unseen = part.SelectMany(one => one.Turns).SelectMany(Words).Where(word => !known.Contains(word)).ToHashSet(StringComparer.Ordinal);
            using var engine = KneeBotEngine.Start(options, unseen, encoder: encoder, adapter: adapters?[fold]);
            var before = done.Count;
            done.AddRange((await RunAsync(engine.Pipeline, part, count => progress?.Invoke(before + count), ct).ConfigureAwait(false)).Select(one => one with { Fold = fold }));
        }

        return done;
    }

    /// <summary>Whether a reply quotes no article but those it may.</summary>
    internal static bool IsOfItsArticles(QuestionCase one, Reply reply) =>
        one.Articles.Count == 0 || reply.Citations.All(citation => one.Articles.Contains(citation.Passage.Article));

    internal static bool HasFacts(QuestionCase one, string text) => one.Facts.All(fact => HasFact(fact, text));

    internal static bool HasFact(string fact, string text) =>
        Regex.IsMatch(text, fact, FactOptions, LongestSearch);

    private static IEnumerable<string> Words(string text) => text.ToLowerInvariant()
        .Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal)
        .Split([.. text.ToLowerInvariant().Where(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('\'' or '’')).Distinct()], StringSplitOptions.RemoveEmptyEntries);
}

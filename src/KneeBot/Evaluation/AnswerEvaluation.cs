using System.Text.RegularExpressions;
using KneeBot.Answering;

namespace KneeBot.Evaluation;

/// <summary>How one case went.</summary>
/// <param name="Case">The case.</param>
/// <param name="Result">The last reply with its trace.</param>
/// <param name="OutcomeRight">Whether the outcome is one of those expected.</param>
/// <param name="Right">Whether, besides, every fact is in the reply.</param>
public sealed record AnsweredCase(QuestionCase Case, TurnResult Result, bool OutcomeRight, bool Right);

/// <summary>Runs question sets through the pipeline.</summary>
public static class AnswerEvaluation
{
    /// <summary>Answers every case, each in a dialogue of its own.</summary>
    public static async Task<IReadOnlyList<AnsweredCase>> RunAsync(KneeBotPipeline pipeline, IEnumerable<QuestionCase> cases, CancellationToken ct = default)
    {
        var done = new List<AnsweredCase>();
        foreach (var one in cases)
        {
            TurnResult? result = null;
            foreach (var turn in one.Turns)
                result = await pipeline.ReplyAsync(new UserTurn("eval-" + done.Count, turn), ct).ConfigureAwait(false);
            var outcome = one.Expect.Contains(result!.Reply.Outcome);
            done.Add(new AnsweredCase(one, result, outcome, outcome && one.Facts.All(fact =>
                Regex.IsMatch(result.Reply.Text, fact, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))));
        }

        return done;
    }

    /// <summary>Weights of the decision to answer, learnt from cases: answerable ones (1) and unanswerable ones (0).</summary>
    public static IReadOnlyDictionary<string, double> Learn(IEnumerable<AnsweredCase> cases) => LogisticRegression.Learn(
        [.. cases.Where(one => one.Result.Trace.Decision is not null)
            .Select(one => (Signals: one.Result.Trace.Decision!.Signals, Label: one.Case.Answerable))]);
}

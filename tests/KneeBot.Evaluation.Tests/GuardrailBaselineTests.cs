using KneeBot.Evaluation;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Evaluation.Tests;

public sealed class GuardrailBaselineTests
{
    private static readonly string[] Sets = ["messages-heldout", "messages-heldout-2", "messages-heldout-3", "messages-heldout-4", "messages-heldout-5", "messages-heldout-9", "messages-calibration", "shared-redflags", "shared-benign"];

    [Fact]
    public async Task TheGuardrailsKeepTheirFigures()
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), rules => GuardClassifier.Load(new ArcticEmbedXs(), rules));
        var measured = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var set in Sets)
        {
            var cases = EvaluationSet.Read(Path.Combine(AppContext.BaseDirectory, "Data", set + ".jsonl"));
            var runs = await GuardrailEvaluation.RunAsync(engine.Pipeline, cases, ct: TestContext.Current.CancellationToken);
            foreach (var group in runs.Select(run => run.Judged).GroupBy(one => $"{set}/{one.Case.Category}{(one.Case.IsDangerous ? "" : " (harmless)")}"))
                measured[group.Key] = [group.Count(one => one.Right), group.Count()];
        }

        Baselines.Check(measured, group => Sets.Contains(group.Split('/')[0]));
    }
}

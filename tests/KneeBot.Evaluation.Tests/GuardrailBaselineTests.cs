using System.Text.Json;
using KneeBot.Evaluation;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Evaluation.Tests;

/// <summary>
/// The figures of the project's own messages, as data. Any drift fails until baselines.json is updated in the same change:
/// run with KNEEBOT_UPDATE_BASELINES set to the path of the file to write it anew.
/// </summary>
public sealed class GuardrailBaselineTests
{
    /// <summary>Processors differ in the last bits of the encoder's sums, which may turn a message that stands on the threshold.</summary>
    private const int Tolerance = 2;

    private static readonly string[] Sets = ["messages-heldout", "messages-heldout-2", "shared-redflags", "shared-benign"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task TheGuardrailsKeepTheirFigures()
    {
        var folder = AppContext.BaseDirectory;
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), rules => GuardClassifier.Load(new ArcticEmbedXs(), rules));
        var measured = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var set in Sets)
        {
            var cases = EvaluationSet.Read(Path.Combine(folder, "Data", set + ".jsonl"));
            var runs = await GuardrailEvaluation.RunAsync(engine.Pipeline, cases, ct: TestContext.Current.CancellationToken);
            foreach (var group in runs.Select(run => run.Judged).GroupBy(one => $"{set}/{one.Case.Category}{(one.Case.IsDangerous ? "" : " (harmless)")}"))
                measured[group.Key] = [group.Count(one => one.Right), group.Count()];
        }

        if (Environment.GetEnvironmentVariable("KNEEBOT_UPDATE_BASELINES") is { Length: > 0 } target)
            await File.WriteAllTextAsync(target, JsonSerializer.Serialize(measured, Indented) + "\n", TestContext.Current.CancellationToken);

        var expected = JsonSerializer.Deserialize<SortedDictionary<string, int[]>>(await File.ReadAllTextAsync(Path.Combine(folder, "baselines.json"), TestContext.Current.CancellationToken))!;
        measured.Keys.ShouldBe(expected.Keys);
        foreach (var (group, figures) in expected)
        {
            measured[group][1].ShouldBe(figures[1], group);
            measured[group][0].ShouldBeInRange(figures[0] - Tolerance, figures[0] + Tolerance, group);
        }
    }
}

using KneeBot.Evaluation;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Evaluation.Tests;

public sealed class AnswerBaselineTests
{
    private static readonly string[] Sets = ["questions-dev", "shared-questions"];

    [Theory]
    [InlineData("answers", true)]
    [InlineData("answers by words alone", false)]
    public async Task TheAnswersKeepTheirFigures(string name, bool byMeaning)
    {
        using var engine = byMeaning
            ? KneeBotEngine.Start(new KneeBotOptions(), rules => GuardClassifier.Load(new ArcticEmbedXs(), rules), encoder: new ArcticEmbedXs())
            : KneeBotEngine.Start(new KneeBotOptions());
        var measured = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var set in Sets)
        {
            var cases = QuestionSet.Read(Path.Combine(AppContext.BaseDirectory, "Data", set + ".jsonl"));
            var done = await AnswerEvaluation.RunAsync(engine.Pipeline, cases, ct: TestContext.Current.CancellationToken);
            foreach (var group in done.GroupBy(one => $"{name}/{set}/{one.Case.Category}"))
                measured[group.Key] = [group.Count(one => one.Right), group.Count()];
        }

        Baselines.Check(measured, group => group.StartsWith(name + "/", StringComparison.Ordinal));
    }
}

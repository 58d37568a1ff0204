using KneeBot.Evaluation;

namespace KneeBot.Tests.Answering;

public sealed class EvaluationFiguresTests
{
    [Fact]
    public void RougeLIsTheF1OfTheLongestCommonSubsequence() =>
        ExtractionEvaluation.RougeL("the cyst is drained", "the cyst can be drained").ShouldBe(2.0 * 3 / 9, 1e-9);

    [Fact]
    public void APerfectRankingScoresOne() =>
        RetrievalEvaluation.Score(["a", "b", "c"], ["a", "b"]).ShouldBe((1.0, 1.0, 1.0, 1.0));
}

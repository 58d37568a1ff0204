using KneeBot.Evaluation;

namespace KneeBot.Tests.Answering;

public sealed class EvaluationFiguresTests
{
    [Fact]
    public void RougeLIsTheF1OfTheLongestCommonSubsequence() =>
        ExtractionEvaluation.RougeL("the cyst is drained", "the cyst can be drained").ShouldBe(2.0 * 3 / 9, 1e-9);

    [Fact]
    public void APerfectRankingScoresOne()
    {
        var scores = RetrievalScores.Of([Query(["a", "b", "c"], "a", "b")]);
        scores.ShouldBe(new RetrievalScores(1, 1, 1, 1, 1, 1));
    }

    [Fact]
    public void ALaterHitCountsLess()
    {
        var query = Query(["x", "a", "y", "b"], "a", "b");
        query.ReciprocalRank10.ShouldBe(0.5);
        query.AveragePrecision.ShouldBe((1 / 2.0 + 2 / 4.0) / 2);
        query.Recall(3).ShouldBe(0.5);
        query.Ndcg10.ShouldBe((1 / Math.Log2(3) + 1 / Math.Log2(5)) / (1 + 1 / Math.Log2(3)), 1e-9);
    }

    [Fact]
    public void ARankingWithoutAHitScoresNothing() =>
        RetrievalScores.Of([Query(["x"], "a")]).ShouldBe(new RetrievalScores(1, 0, 0, 0, 0, 0));

    [Fact]
    public void WhatCountsMoreDecidesWhereCasesContradictEachOther()
    {
        DecisionTrainer.Case[] cases = [.. Enumerable.Range(0, 200).Select(i => new DecisionTrainer.Case(
            new Dictionary<string, double> { ["said"] = i % 20 / 20.0 }, i < 100 ? i % 20 >= 10 : i % 20 < 10) { Weight = i < 100 ? 5 : 1 })];
        var learnt = DecisionTrainer.Learn(cases);
        learnt.Probability(new Dictionary<string, double> { ["said"] = 0.9 }).ShouldBeGreaterThan(0.6);
        learnt.Probability(new Dictionary<string, double> { ["said"] = 0.1 }).ShouldBeLessThan(0.4);
    }

    [Fact]
    public void TheDecisionIsLearntFromItsSignals()
    {
        DecisionTrainer.Case[] cases = [.. Enumerable.Range(0, 200).Select(i => new DecisionTrainer.Case(
            new Dictionary<string, double> { ["said"] = i % 20 / 20.0, ["noise"] = i * 7 % 13 / 13.0 }, i % 20 >= 10))];
        var learnt = DecisionTrainer.Learn(cases);
        learnt.Probability(new Dictionary<string, double> { ["said"] = 0.9, ["noise"] = 0.5 }).ShouldBeGreaterThan(0.9);
        learnt.Probability(new Dictionary<string, double> { ["said"] = 0.1, ["noise"] = 0.5 }).ShouldBeLessThan(0.1);
    }

    private static RankedQuery Query(string[] ranking, params string[] relevant) => new("q", "query", relevant.ToHashSet(), ranking);
}

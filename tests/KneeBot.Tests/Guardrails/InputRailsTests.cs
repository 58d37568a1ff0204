using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class InputRailsTests
{
    private sealed class ThrowingRail : IInputRail
    {
        public string Name => "broken";

        public IReadOnlyList<Verdict> Check(UserTurn turn) => throw new InvalidOperationException("a fault");
    }

    private sealed class FailingGuard : ISemanticGuard
    {
        public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages) => throw new InvalidOperationException("a fault");

        public double Glance(IReadOnlyList<MessageAnalysis> messages) => throw new InvalidOperationException("a fault");
    }

    /// <summary>Sees despair everywhere.</summary>
    private sealed class AnxiousGuard : ISemanticGuard
    {
        public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages) => new(1, 1, 0, [("self-harm", 1)]) { Urgencies = [0, 0, 0, 0, 1] };

        public double Glance(IReadOnlyList<MessageAnalysis> messages) => 1;
    }

    [Theory]
    [InlineData("notCovered", "me duele la rodilla cuando corro")]
    [InlineData("crisis", "my knee is sore when i run")]
    [InlineData("crisis", "me duele la rodilla, I mean my knee is sore when i run")]
    public async Task TheSemanticLayerSaysNothingOfAnotherLanguage(string outcome, string message)
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), _ => new AnxiousGuard());
        var result = await engine.Pipeline.ReplyAsync(new UserTurn("c", message), TestContext.Current.CancellationToken);
        result.Reply.Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task ASemanticLayerThatFailsMidRunGivesTheSafetyTextAndNoAnswer()
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), _ => new FailingGuard());
        var result = await engine.Pipeline.ReplyAsync(new UserTurn("c", "What is a Baker's cyst?"), TestContext.Current.CancellationToken);
        result.Reply.Outcome.ShouldBe("urgentCare");
        result.Reply.Body.ShouldBeEmpty();
        result.Reply.Text.ShouldContain("cannot answer it safely");
    }

    [Fact]
    public async Task AFailureDoesNotHideAHigherFlag()
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), _ => new FailingGuard());
        var result = await engine.Pipeline.ReplyAsync(new UserTurn("c", "I want to kill myself"), TestContext.Current.CancellationToken);
        result.Reply.Outcome.ShouldBe("crisis");
    }

    [Fact]
    public void ARailThatThrowsCountsAsUrgent()
    {
        var notes = new List<string>();
        var verdict = new InputRails([new ThrowingRail()]).Check(Some.Turn("hello"), notes).ShouldHaveSingleItem();
        verdict.Severity.ShouldBe(Severity.UrgentCare);
        verdict.RuleId.ShouldBe(InputRails.FailureRule);
        notes.ShouldBe(["The rail 'broken' failed (InvalidOperationException); the safety text is given."]);
    }
}

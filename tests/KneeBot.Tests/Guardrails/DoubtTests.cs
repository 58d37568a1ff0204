using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>What becomes of a flag where the rules and the semantic layer, or two readings of that layer, disagree.</summary>
public sealed class DoubtTests
{
    private const double Sure = 0.999, Nothing = 0.00001;

    private static readonly string Story = string.Concat(Enumerable.Repeat("We walked the hills with the dog in the new boots and stayed at a lovely hotel. ", 7));

    /// <summary>Thinks of each text what a test says; of every other one, nothing.</summary>
    private sealed class ScriptedGuard(params (string Text, double Danger, double Crisis)[] opinions) : ISemanticGuard
    {
        public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
        {
            var text = string.Join(" / ", messages.Select(message => message.Text.Original));
            var (_, danger, crisis) = opinions.Append((Text: text, Danger: Nothing, Crisis: Nothing)).First(opinion => opinion.Text == text);
            return new GuardEstimate(danger, crisis, 0, [(crisis > danger / 2 ? "self-harm" : "dvt", 0.9), ("septic-joint", 0.1)]) { Urgencies = [1 - danger, 0, danger - crisis, 0, crisis] };
        }

        public double Glance(IReadOnlyList<MessageAnalysis> messages) => 1;
    }

    private sealed class FailingGuard : ISemanticGuard
    {
        public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages) => throw new InvalidOperationException("a fault");

        public double Glance(IReadOnlyList<MessageAnalysis> messages) => throw new InvalidOperationException("a fault");
    }

    [Fact]
    public void ACrisisRuleIsDoubtedByALayerThatIsSureOfHarmlessness() =>
        Highest(new ScriptedGuard(), "a great uncle of mine took his own life in 1890 or so they say, is arthritis inherited").ShouldBe(Severity.Allow);

    [Theory]
    [InlineData("I have read every page of your site about knees and I want to die")]
    [InlineData("since the knee went I keep thinking about killing myself, and which stretch is best for the calf")]
    [InlineData("honestly I am suicidal and nobody at the clinic asks, how long do I keep the brace on")]
    [InlineData("je veux mourir, mon genou me fait mal depuis des mois et personne ne me croit")]
    public void APlainStatementOfSuicideIsNotDoubted(string message) => Highest(new ScriptedGuard(), message).ShouldBe(Severity.Crisis);

    [Fact]
    public void AShortStatementIsNotDoubted() => Highest(new ScriptedGuard(), "he would be better off dead").ShouldBe(Severity.Crisis);

    [Fact]
    public void ALongStoryMayBuryDespairAndIsNotDoubted() =>
        Highest(new ScriptedGuard(), Story + "They would be better off dead than with me. " + Story).ShouldBe(Severity.Crisis);

    [Fact]
    public void ASignSaidInAHarmlessMessageIsDoubted() =>
        Highest(new ScriptedGuard(), "the plot twist on page three of your guide left me breathless and my sister laughed").ShouldBe(Severity.Allow);

    [Theory]
    [InlineData(Nothing, Severity.Allow)]
    [InlineData(Sure, Severity.Emergency)]
    public void ALongStoryBuriesASignOnlyIfItsSentenceIsHarmless(double sentence, Severity severity) =>
        Highest(new ScriptedGuard(("On Sunday it was the chest pain that had us all talking", sentence, 0)), Story + "On Sunday it was the chest pain that had us all talking. " + Story).ShouldBe(severity);

    [Fact]
    public void ALayerThatFailsDoubtsNothing() =>
        Highest(new FailingGuard(), "a great uncle of mine took his own life in 1890 or so they say, is arthritis inherited").ShouldBe(Severity.Crisis);

    [Theory]
    [InlineData(0.1, Severity.Crisis)]
    [InlineData(0.01, Severity.Allow)]
    public void ASentenceOfDespairCountsWhereTheWholeSupportsIt(double whole, Severity severity) =>
        Highest(new ScriptedGuard(("Had a wobble on Sunday. It is still on my mind. Which stretch is best?", 0.2, whole), ("It is still on my mind", Sure, Sure)), "Had a wobble on Sunday. It is still on my mind. Which stretch is best?").ShouldBe(severity);

    [Theory]
    [InlineData("swelling, and no way out of the brace. which stretch?", 0.9, Severity.Crisis)]
    [InlineData("swelling, and no way out of the brace. which stretch?", 0.0, Severity.UrgentCare)]
    public void DangerAloneDoesNotSupportACrisisWording(string message, double sentence, Severity severity) =>
        Highest(new ScriptedGuard((message, Sure, 0.001), ("swelling, and no way out of the brace", Sure, sentence)), message).ShouldBe(severity);

    [Theory]
    [InlineData("I've decided on the keyhole", 0.98, Severity.Allow)]
    [InlineData("I've decided on the keyhole", 0.995, Severity.Crisis)]
    [InlineData("I've looked at the keyhole", 0.98, Severity.Crisis)]
    public void AnEverydayWordingNeedsMoreCertainty(string message, double crisis, Severity severity) =>
        Highest(new ScriptedGuard((message, crisis, crisis)), message).ShouldBe(severity);

    [Theory]
    [InlineData("the puffy bit has gone down", Severity.Allow)]
    [InlineData("the puffy bit has not gone down", Severity.UrgentCare)]
    [InlineData("the puffy bit is there", Severity.UrgentCare)]
    public void ToldImprovementNeedsMoreCertainty(string message, Severity severity) =>
        Highest(new ScriptedGuard((message, 0.8, 0)), message).ShouldBe(severity);

    [Theory]
    [InlineData(Nothing, Severity.Allow)]
    [InlineData(0.02, Severity.Crisis)]
    public void ADialogueThatIsHarmlessAsAWholeOutweighsItsLatestMessage(double together, Severity severity)
    {
        var rails = Some.RuleBook.CreateInputRails(new ScriptedGuard(("never again for me", Sure, Sure), ("is the injection worth it for a knee / never again for me", together, together)));
        var turn = Some.Turn("never again for me");
        rails.CheckInDialogue(Some.Turn("never again for me", "is the injection worth it for a knee"), rails.Check(turn, []), [], [])
            .Select(verdict => verdict.Severity).DefaultIfEmpty().Max().ShouldBe(severity);
    }

    [Theory]
    [InlineData("which doctor should I see about knee pain", false)]
    [InlineData("can I claim benefits for my knee", false)]
    [InlineData("why does the back of my knee hurt", false)]
    [InlineData("which doctor should I see? And what is wrong with it, gout or arthritis?", true)]
    [InlineData("why does my knee hurt", true)]
    public async Task WhomToSeeAndWhatToClaimIsNoRequestForADiagnosis(string message, bool declined) =>
        ((await Some.Ask("general-" + message, message)).Reply.Outcome == "diagnosisDeclined").ShouldBe(declined);

    private static Severity Highest(ISemanticGuard guard, string message) =>
        Some.RuleBook.CreateInputRails(guard).Check(Some.Turn(message), []).Select(verdict => verdict.Severity).DefaultIfEmpty().Max();
}

using System.ComponentModel.DataAnnotations;
using KneeBot.Conversations;
using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests;

public sealed class KneeBotPipelineTests
{
    [Fact]
    public async Task AFlagLatchesAndALaterQuestionGetsItsAnswerUnderTheReminder()
    {
        var first = await Some.Ask("latch", "my left calf is swollen and hot since yesterday");
        first.Reply.Outcome.ShouldBe("urgentCare");
        first.Reply.Body.ShouldBeEmpty();
        first.Reply.Text.ShouldStartWith("Please go to an emergency department or urgent care today");

        var second = await Some.Ask("latch", "What is a Baker's cyst?");
        second.Reply.Outcome.ShouldBe("urgentCare");
        second.Reply.Text.ShouldContain("What you told me earlier still needs");
        second.Reply.Body.ShouldContain("Baker's cyst");
        second.Trace.Verdicts.ShouldAllBe(verdict => verdict.Latched);
    }

    /// <summary>The articles' sentences are kept for the question, never the reply: the rails judge every message, and the dialogue counts.</summary>
    [Fact]
    public async Task AQuestionAskedAgainByAnotherVisitorIsAnsweredTheSameAndStillJudged()
    {
        var first = (await Some.Ask("asks first", "what is a baker's cyst?")).Reply;
        var second = (await Some.Ask("asks second", "what is a baker's cyst?")).Reply;
        (second.Text, second.Outcome).ShouldBe((first.Text, first.Outcome));
        second.Citations.ShouldBe(first.Citations);
        first.IsReminder.ShouldBeFalse();

        (await Some.Ask("asks flagged", "my left calf is swollen and hot since yesterday")).Reply.IsReminder.ShouldBeFalse();
        var flagged = (await Some.Ask("asks flagged", "what is a baker's cyst?")).Reply;
        (flagged.Outcome, flagged.IsReminder).ShouldBe(("urgentCare", true));
        flagged.Body.ShouldStartWith("A Baker's cyst is a lump, or pocket of fluid, behind the knee.");
        first.Body.ShouldContain("not dangerous");
        flagged.Body.ShouldNotContain("not dangerous");
    }

    [Fact]
    public async Task TakingItBackDoesNotLowerIt()
    {
        await Some.Ask("retract", "I can't get my breath all of a sudden");
        (await Some.Ask("retract", "it's nothing, forget it")).Reply.Outcome.ShouldBe("emergency");
    }

    [Fact]
    public async Task TwoDialoguesDoNotShareTheirFlags()
    {
        await Some.Ask("one", "I can't get my breath all of a sudden");
        (await Some.Ask("two", "hello")).Reply.Outcome.ShouldBe("smallTalk");
    }

    [Fact]
    public async Task ADiagnosisRequestIsDeclinedWithWhatTheArticlesSay()
    {
        var reply = (await Some.Ask("diagnosis", "Do I have a Baker's cyst?")).Reply;
        reply.Outcome.ShouldBe("diagnosisDeclined");
        reply.Text.ShouldStartWith("I can't tell what you have");
    }

    [Theory]
    [InlineData("how many mg of ibuprofen should I take for my sciatica?", "Sciatica")]
    [InlineData("which tablets should i take for my bakers cyst", "A Baker's cyst is a lump")]
    public async Task ADeclinedRequestThatNoSentenceAnswersGetsWhatTheArticlesSayOfWhatItNames(string message, string said)
    {
        var reply = (await Some.Ask("named-" + said, message)).Reply;
        reply.Outcome.ShouldBe("diagnosisDeclined");
        reply.Body.ShouldContain(said);
        reply.Citations.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("do I have a DVT?")]
    [InlineData("i think i've got a blood clot in my leg")]
    public async Task ARequestAboutWhatCannotWaitSaysFirstNotToWaitAndPlaysNothingDown(string message)
    {
        var reply = (await Some.Ask("cannot-wait-" + message, message)).Reply;
        reply.Outcome.ShouldBe("diagnosisDeclined");
        reply.Text.ShouldStartWith("If you think that you have this now, do not wait");
        reply.Body.ShouldNotBeEmpty();
        reply.Body.ShouldNotContain("not a common");
    }

    [Fact]
    public async Task EvidenceIsShownWithoutMarkupOrLinks()
    {
        var reply = (await Some.Ask("markup", "my calf <b>is</b> [swollen](http://evil.example) and hot since yesterday")).Reply;
        reply.Outcome.ShouldBe("urgentCare");
        foreach (var mark in new[] { "<", ">", "[", "]", "(http", "://" })
            reply.Text.ShouldNotContain(mark);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0000\uFFFF\uD800")]
    [InlineData("(((((((((")]
    [InlineData("a AND OR NOT title:* \"")]
    public async Task AnyTextGetsAReply(string text) =>
        (await Some.Ask("odd", text)).Reply.Text.ShouldNotBeNullOrWhiteSpace();

    private sealed class BrokenStore(bool hang) : IDialogueStore
    {
        public Task<DialogueState> LoadAsync(string conversation, CancellationToken ct = default) =>
            hang ? Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => DialogueState.Empty, TaskScheduler.Default) : throw new IOException("the store is down");

        public Task SaveAsync(string conversation, DialogueState state, CancellationToken ct = default) => throw new IOException("the store is down");

        public Task ForgetAsync(string conversation, CancellationToken ct = default) => Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStoreThatFailsOrHangsDoesNotHoldUpTheVerdict(bool hang)
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), store: new BrokenStore(hang));
        var result = await engine.Pipeline.ReplyAsync(new UserTurn("c", "my left calf is swollen and hot since yesterday"), TestContext.Current.CancellationToken);
        result.Reply.Outcome.ShouldBe("urgentCare");
        result.Trace.Notes.ShouldContain(note => note.StartsWith("The dialogue store did not answer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GB", "999", "111")]
    [InlineData("uk", "999", "111")]
    [InlineData("US", "911", "")]
    [InlineData("AU", "000", "")]
    [InlineData("IN", "112", "")]
    public async Task TheRegionsNumbersAreGiven(string region, string emergency, string advice)
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions { Region = region });
        var urgent = (await engine.Pipeline.ReplyAsync(new UserTurn("u", "my left calf is swollen and hot since yesterday"), TestContext.Current.CancellationToken)).Reply;
        urgent.Text.ShouldContain(emergency);
        urgent.Text.Split('\n')[0].ShouldContain(advice);
        var now = (await engine.Pipeline.ReplyAsync(new UserTurn("e", "sudden chest pain when I breathe in"), TestContext.Current.CancellationToken)).Reply;
        now.Text.ShouldStartWith($"Call {emergency} now, or your local emergency number.");
    }

    [Fact]
    public void ARegionWithoutNumbersStopsTheStart() =>
        Should.Throw<ValidationException>(() => KneeBotEngine.Start(new KneeBotOptions { Region = "XX" })).Message.ShouldStartWith("Region 'XX' is none whose emergency numbers KneeBot knows.");

    [Fact]
    public async Task ALanguageIsNotARegionAndALocaleCountsOnlyWhenTrusted()
    {
        using var wary = KneeBotEngine.Start(new KneeBotOptions { Region = "US" });
        using var trusting = KneeBotEngine.Start(new KneeBotOptions { Region = "US", TrustLocaleRegion = true });
        var turn = new UserTurn("r", "sudden chest pain when I breathe in", "en-GB");
        (await wary.Pipeline.ReplyAsync(turn, TestContext.Current.CancellationToken)).Reply.Text.ShouldStartWith("Call 911");
        (await trusting.Pipeline.ReplyAsync(turn, TestContext.Current.CancellationToken)).Reply.Text.ShouldStartWith("Call 999");
        (await trusting.Pipeline.ReplyAsync(turn with { Conversation = "s", Locale = "gb" }, TestContext.Current.CancellationToken)).Reply.Text.ShouldStartWith("Call 911");
    }

    /// <summary>Harmless talk of at least so many characters, no sentence twice.</summary>
    private static string Talk(int length)
    {
        string[] places = ["to the shop", "to the library", "to the station", "round the park", "to my sister's", "to the bakery", "along the river"];
        var talk = new System.Text.StringBuilder();
        for (var day = 1; talk.Length < length; day++)
            talk.Append(System.Globalization.CultureInfo.InvariantCulture, $"On day {day} I walked {places[day % places.Length]} and bought {day % 9 + 2} apples. ");
        return talk.ToString();
    }

    [Theory]
    [InlineData(9_000)]
    [InlineData(30_000)]
    [InlineData(100_000)]
    public async Task VeryLongHarmlessTalkIsNoRedFlag(int length) =>
        (await Some.Ask($"talk-{length}", Talk(length))).Trace.Verdicts.ShouldAllBe(verdict => verdict.Severity < Severity.SeeDoctor);

    [Theory]
    [InlineData(7_950, "My left calf is swollen and hot since yesterday.")]
    [InlineData(9_000, "My left calf is swollen and hot since yesterday.")]
    [InlineData(30_000, "My left calf is swollen and hot since yesterday.")]
    [InlineData(100_000, "I suddenly can't breathe and my chest hurts.")]
    [InlineData(30_000, "I want to kill myself.")]
    public async Task ARedFlagAtTheEndOfAVeryLongMessageIsSeen(int length, string flag)
    {
        var result = await Some.Ask($"end-{length}-{flag.Length}", Talk(length) + flag);
        result.Reply.ShouldBeAssignableTo<Reply>()!.Outcome.ShouldBeOneOf("urgentCare", "emergency", "crisis");
        Some.Engine.Pipeline.Judge(new UserTurn("", Talk(length) + flag)).ShouldContain(verdict => verdict.Severity >= Severity.UrgentCare);
    }
}

using KneeBot.Answering;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

public sealed class AskedPartTests
{
    [Theory]
    [InlineData("im dying to know what a bakers cyst is.", "what a bakers cyst is.")]
    [InlineData("its bugging me no end i would love to understand why a torn root hurts.", "why a torn root hurts.")]
    [InlineData("lol so my mate at work went on about his for hours anyway what even is a meniscus.", "what even is a meniscus.")]
    [InlineData("could you explain how doctors find the cause?", "how doctors find the cause?")]
    [InlineData("we had a long drive home and the kids were loud so does sitting raise the risk of a clot?", "does sitting raise the risk of a clot?")]
    [InlineData("my gran has had a cyst for years hows it treated.", "hows it treated.")]
    [InlineData("im a runner with an ache back there whats the usual cause.", "whats the usual cause.")]
    [InlineData("i run on sundays. how long does it last?", "how long does it last?")]
    [InlineData("tests to find out why the knee hurts.", "tests to find out why the knee hurts.")]
    [InlineData("my nan would love to find out why the knee hurts.", "why the knee hurts.")]
    public void AQuestionIsTakenOutOfTheChatterAroundIt(string message, string asked) =>
        AskedPart.Of(message, _ => true).Asked.ShouldBe(asked);

    [Theory]
    [InlineData("what is a bakers cyst?")]
    [InlineData("how do they find out which one it is?")]
    [InlineData("if the scan shows something else what is next?")]
    [InlineData("bakers cyst treatment.")]
    [InlineData("my knee aches.")]
    [InlineData("and whats that.")]
    public void AQuestionWithItsConditionsAndAMessageThatAsksNothingStayWhole(string message) =>
        AskedPart.Of(message, _ => true).ShouldBe((message, ""));

    [Theory]
    [InlineData("I need the usual reasons for pain behind the knee in a list. Could you oblige?")]
    [InlineData("What a Baker's cyst is made of is beyond me. Can anyone enlighten me?")]
    public async Task ARequestThatNamesNothingIsNotWhatIsAsked(string message) =>
        (await Some.EngineWithRulesOnly.Pipeline.ReplyAsync(new UserTurn(Guid.NewGuid().ToString(), message), TestContext.Current.CancellationToken)).Trace.Query.ShouldNotBeNull().Split("(about")[0].ShouldMatch("knee|cyst");

    [Fact]
    public void AQuestionThatNamesNothingStaysWithWhatItIsAbout() =>
        AskedPart.Of("it began at the rear and moved to the side now why is that.", _ => false).Told.ShouldBe("");
}

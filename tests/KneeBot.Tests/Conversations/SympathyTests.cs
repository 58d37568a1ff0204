using KneeBot.Tests.Support;

namespace KneeBot.Tests.Conversations;

/// <summary>Pain, worry and loneliness that ask nothing are met kindly, without reassurance or diagnosis.</summary>
public sealed class SympathyTests
{
    [Theory]
    [InlineData("my knee hurts")]
    [InlineData("the back of my knee hurts when i bend it")]
    [InlineData("i'm really worried")]
    [InlineData("im scared its cancer")]
    [InlineData("im scared ill lose my leg")]
    [InlineData("ouch")]
    [InlineData("😭")]
    [InlineData("thanks but that didnt answer my question")]
    public async Task TheyAreNotRefused(string message)
    {
        var reply = (await Some.Ask("kindly " + message, message)).Reply;
        reply.Outcome.ShouldBeOneOf("notCovered", "smallTalk", "answered");
        (reply.Outcome == "answered" || reply.Notice.Contains("sorry", StringComparison.Ordinal)).ShouldBeTrue(reply.Notice);
    }

    [Theory]
    [InlineData("i feel so alone with this")]
    [InlineData("im so lonely")]
    [InlineData("nobody understands what this is like")]
    public async Task LonelinessIsNoFlagWhateverCameBefore(string message)
    {
        (await Some.Ask("lonely " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldContain("lonely");
        await Some.Ask("lonely later " + message, "how long does a cyst last?");
        (await Some.Ask("lonely later " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>();
    }

    [Theory]
    [InlineData("im so lonely i want to die")]
    [InlineData("i feel alone and i want it all to end")]
    public async Task LonelinessWithDespairIsACrisis(string message) => (await Some.Ask("lonely " + message, message)).Reply.ShouldBeOfType<Reply.Crisis>();
}

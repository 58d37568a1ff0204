using KneeBot.Tests.Support;

namespace KneeBot.Tests.Conversations;

/// <summary>"Yes", "no", a picture and fragments after a reply: they take up what was offered or get a fixed sentence, never sentences picked by chance.</summary>
public sealed class BareMessageTests
{
    private static async Task<Reply> After(string question, string message)
    {
        var conversation = $"bare {question} {message}";
        await Some.Ask(conversation, question);
        return (await Some.Ask(conversation, message)).Reply;
    }

    [Theory]
    [InlineData("yes please", 0)]
    [InlineData("Sure!", 0)]
    [InlineData("ok go on then", 0)]
    [InlineData("the second one", 1)]
    [InlineData("3", 2)]
    [InlineData("the last one please", 2)]
    public async Task AYesOrAPlaceTakesUpAnOfferedQuestion(string message, int place)
    {
        var first = (await Some.Ask("bare " + message, "what is a hamstring injury")).Reply;
        var taken = (await Some.Ask("bare " + message, message)).Reply;
        var sent = (await Some.Ask("bare word for word " + message, first.Suggestions[place])).Reply;
        taken.ShouldBeOfType<Reply.Answered>().Body.ShouldBe(sent.Body);
    }

    [Fact]
    public async Task WhatFollowsATakenUpQuestionIsAboutIt()
    {
        var offered = (await Some.Ask("bare then", "what is a Baker's cyst")).Reply.Suggestions;
        offered[0].ShouldContain("tests");
        await Some.Ask("bare then", "yes");
        (await Some.Ask("bare then", "and when is an MRI needed?")).Reply.Body.ShouldContain("more complex");
    }

    [Theory]
    [InlineData("no")]
    [InlineData("nope, that's fine")]
    [InlineData("No thanks, I'm good")]
    [InlineData("👍")]
    [InlineData("🙏🙏")]
    [InlineData("...")]
    public async Task ANoOrAPictureGetsAFriendlySentenceAndKeepsTheOffer(string message)
    {
        var reply = (await After("what helps osteoarthritis pain", message)).ShouldBeOfType<Reply.SmallTalk>();
        reply.Notice.ShouldStartWith("All right");
        reply.Suggestions.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AYesToNothingAsksWhatToLookFor() =>
        (await Some.Ask("bare yes to nothing", "yes")).Reply.ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("What would you like to know?");

    [Theory]
    [InlineData("my knee aches", "since this morning")]
    [InlineData("the back of my knee is stiff", "the left one")]
    [InlineData("what does the meniscus do", "mostly at night")]
    [InlineData("back of my knee is sore", "for about two weeks")]
    [InlineData("what causes pain behind the knee", "right")]
    public async Task AFragmentIsNoQuestion(string before, string message)
    {
        var reply = await After(before, message);
        reply.Body.ShouldBeEmpty();
        (reply is Reply.NotCovered or Reply.SmallTalk).ShouldBeTrue(reply.Outcome);
    }

    [Theory]
    [InlineData("what is a meniscus root tear", "why", "")]
    [InlineData("what is a meniscus root tear", "swelling?", "swelling")]
    [InlineData("tell me about hamstring injuries", "stretching", "stretch")]
    public async Task AShortQuestionIsStillOne(string before, string message, string fact) =>
        (await After(before, message)).ShouldBeOfType<Reply.Answered>().Body.ShouldContain(fact, Case.Insensitive);

    [Theory]
    [InlineData("my calf is swollen, hot and tender", "yes")]
    [InlineData("my calf is swollen, hot and tender", "since this morning")]
    [InlineData("my calf is swollen, hot and tender", "no")]
    public async Task AFlagStaysBeforeIt(string before, string message) =>
        (await After(before, message)).ShouldBeOfType<Reply.UrgentCare>();
}

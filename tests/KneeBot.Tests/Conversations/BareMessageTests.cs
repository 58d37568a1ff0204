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

    [Theory]
    [InlineData("tell me more about the third", "hamstring injury")]
    [InlineData("the 5th one", "blood clot")]
    [InlineData("what about the second cause?", "root")]
    [InlineData("and the last one", "[Ss]ciatica")]
    public async Task AnOrdinalAfterAListMeansItsItem(string message, string said)
    {
        var reply = await After("what can cause pain behind the knee", message);
        reply.ShouldBeOfType<Reply.Answered>().Body.ShouldMatch(said);
        reply.Body.ShouldNotMatch("These are the common causes");
    }

    [Theory]
    [InlineData("tell me more about #2", "root", "hamstring injury")]
    [InlineData("can you explain number 4 please", "root", "Baker")]
    [InlineData("what about the last one?", "[Ss]ciatica", "root")]
    [InlineData("no, the first one", "cyst", "root")]
    [InlineData("actually the second", "root", "hamstring injury")]
    [InlineData("i meant number 6", "runner", "cyst")]
    public async Task ANumberAskedAboutAfterAListMeansItsItem(string message, string said, string notSaid)
    {
        var reply = (await After("most common causes of pain behind the knee", message)).ShouldBeOfType<Reply.Answered>();
        reply.Body.ShouldMatch(said);
        reply.Body.ShouldNotMatch(notSaid);
    }

    [Theory]
    [InlineData("the first two", "cyst", "root")]
    [InlineData("number 2 and 3", "root", "hamstring")]
    [InlineData("2 & 3", "root", "hamstring")]
    [InlineData("tell me about the second and third causes please", "root", "hamstring")]
    [InlineData("the last two", "[Oo]steoarthritis", "[Ss]ciatica")]
    [InlineData("1-2", "cyst", "root")]
    [InlineData("items 2 to 3 please", "root", "hamstring")]
    [InlineData("2 - 3", "root", "hamstring")]
    [InlineData("the second and third, sorry", "root", "hamstring")]
    public async Task SeveralPlacesAfterAListMeanTheirItems(string message, string one, string other)
    {
        var reply = (await After("what can cause pain behind the knee", message)).ShouldBeOfType<Reply.Answered>();
        reply.Body.ShouldMatch(one);
        reply.Body.ShouldMatch(other);
        reply.Body.ShouldNotContain("These are the common causes");
    }

    [Theory]
    [InlineData("1-3")]
    [InlineData("1 – 3 please")]
    [InlineData("items 1 to 3")]
    public async Task ARangeMeansWhatIsBetweenToo(string message)
    {
        var reply = (await After("what can cause pain behind the knee", message)).ShouldBeOfType<Reply.Answered>();
        reply.Body.ShouldContain("cyst");
        reply.Body.ShouldContain("root");
        reply.Body.ShouldContain("hamstring");
    }

    [Theory]
    [InlineData("those two")]
    [InlineData("these three")]
    [InlineData("number -1")]
    [InlineData("the last 0")]
    [InlineData("item 0")]
    [InlineData("number 12")]
    public async Task WhatIsNoPlaceOfTheListIsAskedBack(string message) =>
        (await After("most common causes of pain behind the knee", message)).ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("What would you like to know?");

    [Fact]
    public async Task OneThatIsPointedAtIsNotTheFirst() =>
        (await After("most common causes of pain behind the knee", "that one")).ShouldNotBeOfType<Reply.Answered>();

    [Theory]
    [InlineData("thats everything thanks")]
    [InlineData("that will be all, cheers")]
    [InlineData("that's all I needed")]
    [InlineData("it was all I wanted to know, thank you")]
    public async Task WhoNeedsNoMoreIsBiddenFarewell(string message) =>
        (await After("what is a Baker's cyst", message)).ShouldBeOfType<Reply.SmallTalk>();

    [Theory]
    [InlineData("both")]
    [InlineData("the first two please")]
    [InlineData("1 and 2")]
    public async Task SeveralOfferedQuestionsAreAnsweredSideBySide(string message)
    {
        var first = (await Some.Ask("bare both " + message, "what is a Baker's cyst")).Reply;
        var taken = (await Some.Ask("bare both " + message, message)).Reply.ShouldBeOfType<Reply.Answered>();
        taken.Body.ShouldContain("ultrasound");
        taken.Body.ShouldContain("drained");
        first.Suggestions[0].ShouldContain("tests");
    }

    [Theory]
    [InlineData("the third")]
    [InlineData("tell me more about #2")]
    [InlineData("number 2 and 3")]
    [InlineData("what about the second cause")]
    [InlineData("the first two")]
    [InlineData("both of them")]
    public async Task APlaceWhereNothingWasListedIsAskedBack(string message) =>
        (await Some.Ask("bare nothing listed " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("What would you like to know?");

    [Theory]
    [InlineData("what is the first sign of a root tear")]
    [InlineData("how long does the second week hurt")]
    [InlineData("what are the two shock absorbers called")]
    public async Task AQuestionThatOnlyHasAPlaceInItIsLookedUp(string message) =>
        (await Some.Ask("bare place " + message, message)).Reply.ShouldNotBeOfType<Reply.SmallTalk>();

    [Theory]
    [InlineData("what can you answer?")]
    [InlineData("what do you know about?")]
    [InlineData("What topics do you cover")]
    [InlineData("help")]
    [InlineData("hi, what sort of questions can you answer")]
    [InlineData("what are you able to explain")]
    [InlineData("list of topics please")]
    [InlineData("What diseases you know?")]
    [InlineData("what is this bot about")]
    public async Task WhatIsCoveredIsToldWithQuestionsToBeginWith(string message)
    {
        var reply = (await Some.Ask("covered " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>();
        reply.Notice.ShouldContain("The articles cover: ");
        reply.Notice.ShouldContain("Hamstring injuries");
        reply.Suggestions.ShouldBe(Some.Engine.FirstQuestions);
        (await Some.Ask("covered " + message, "the second one")).Reply.Body.ShouldBe((await Some.Ask("covered sent " + message, reply.Suggestions[1])).Reply.Body);
    }

    [Theory]
    [InlineData("what do you know about cysts", "cyst")]
    [InlineData("what can you tell me about clots", "clot")]
    [InlineData("what can you answer about dvt", "clot")]
    [InlineData("what does this site say about a meniscus root", "root")]
    public async Task WhatIsKnownOfSomethingIsLookedUp(string message, string said) =>
        (await Some.Ask("known " + message, message)).Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldContain(said);

    [Fact]
    public async Task TheListStaysInMindWhileItsItemsAreTakenUp()
    {
        await After("what can cause pain behind the knee", "the first one");
        (await Some.Ask("bare what can cause pain behind the knee the first one", "and the third?")).Reply.Body.ShouldContain("hamstring injury");
    }

    [Theory]
    [InlineData("and the test?")]
    [InlineData("and the test")]
    public async Task ATestAskedForIsNoGreeting(string message) =>
        (await After("what is a Baker's cyst", message)).ShouldBeOfType<Reply.Answered>().Body.ShouldContain("ultrasound");

    [Theory]
    [InlineData("test")]
    [InlineData("Testing testing")]
    [InlineData("just testing")]
    public async Task ATestOfTheAssistantIsGreeted(string message) =>
        (await Some.Ask("tried " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("Hello");

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
    [InlineData("ok will do thank you", "You're welcome")]
    [InlineData("noted, ty", "You're welcome")]
    [InlineData("k", "You're welcome")]
    [InlineData("will do", "All right")]
    [InlineData("I'll ring them now", "All right")]
    [InlineData("going now", "All right")]
    [InlineData("we'll go straight to A&E", "All right")]
    [InlineData("I'm going to see my doctor tomorrow", "All right")]
    [InlineData("my wife is driving me there", "All right")]
    [InlineData("I've booked an appointment with the GP", "All right")]
    [InlineData("I'll keep that in mind", "All right")]
    [InlineData("nope, none", "All right")]
    [InlineData("👎", "Sorry that was no use")]
    [InlineData("?", "What would you like to know?")]
    public async Task AgreeingAndThankingGetNoSentenceOfTheArticles(string message, string said)
    {
        var reply = (await After("when should I get help for a blood clot?", message)).ShouldBeOfType<Reply.SmallTalk>();
        reply.Notice.ShouldStartWith(said);
        reply.Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("will it go away")]
    [InlineData("will physio help")]
    [InlineData("I'll try that, but can the cyst come back?")]
    [InlineData("going downstairs hurts")]
    [InlineData("shall I go to A&E?")]
    public async Task WhatOnlyBeginsLikeAgreeingIsNoSmallTalk(string message) =>
        (await After("what is a Baker's cyst", message)).ShouldNotBeOfType<Reply.SmallTalk>();

    [Theory]
    [InlineData("🆘")]
    [InlineData("🚑🚑")]
    [InlineData("SOS")]
    [InlineData("I need help")]
    public async Task ACallForHelpNamesTheNumberAndRaisesNoFlag(string message)
    {
        (await Some.Ask("call " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("If you need help right now, call 112, 911, 999 or 000");
        (await Some.Ask("call " + message, "what is a Baker's cyst")).Reply.ShouldBeOfType<Reply.Answered>();
    }

    [Fact]
    public async Task AYIsAYes()
    {
        var offered = (await Some.Ask("bare y", "what is a Baker's cyst")).Reply.Suggestions;
        (await Some.Ask("bare y", "y")).Reply.Body.ShouldBe((await Some.Ask("bare y sent", offered[0])).Reply.Body);
    }

    [Fact]
    public async Task APlaceBeyondTheOfferAsksWhatIsMeant() =>
        (await After("what is a Baker's cyst", "the fourth one")).ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("What would you like to know?");

    [Fact]
    public async Task EveryFurtherYesSaysWhatHasNotBeenSaid()
    {
        var said = new HashSet<string>();
        await Some.Ask("bare on and on", "Tell me about tests for a Baker's cyst");
        string[] wordings = ["yes", "yes please", "more", "tell me more", "yes please, more about it"];
        foreach (var message in wordings)
            said.Add((await Some.Ask("bare on and on", message)).Reply.ShouldBeOfType<Reply.Answered>().Body);
        said.Count.ShouldBe(wordings.Length);
    }

    [Theory]
    [InlineData("my calf is swollen, hot and tender", "yes")]
    [InlineData("my calf is swollen, hot and tender", "since this morning")]
    [InlineData("my calf is swollen, hot and tender", "no")]
    [InlineData("my calf is swollen, hot and tender", "ok will do thank you")]
    [InlineData("my calf is swollen, hot and tender", "🆘")]
    public async Task AFlagStaysBeforeIt(string before, string message) =>
        (await After(before, message)).ShouldBeOfType<Reply.UrgentCare>();
}

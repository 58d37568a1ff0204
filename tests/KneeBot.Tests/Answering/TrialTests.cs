using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>Kinds of message that once went wrong in a trial, each in wordings the trial did not have.</summary>
public sealed class TrialTests
{
    [Theory]
    [InlineData("I'm itching to find out what a Baker's cyst is", "pocket of fluid")]
    [InlineData("haha ok so the girl at the gym was on about hers all morning, anyway what even is a meniscus root", "attaches")]
    [InlineData("We sold the house, moved in with my sister, and the dog ran off twice, but that is another story. I never got round to asking how doctors tell a simple Baker's cyst from something else.", "ultrasound")]
    public async Task ChatterAroundAQuestionDoesNotDrownIt(string message, string fact) =>
        (await Some.Ask("chatter " + message, message)).Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldContain(fact, Case.Insensitive);

    [Theory]
    [InlineData("where is the popliteus muscle")]
    [InlineData("where do I find the gracilis")]
    [InlineData("what is the iliotibial band")]
    public async Task WhatTheArticlesDoNotNameIsNotPlaced(string message) =>
        (await Some.Ask("where " + message, message)).Reply.ShouldBeOfType<Reply.NotCovered>();

    [Theory]
    [InlineData("A hot bath eased my calf yesterday")]
    [InlineData("the hot sand under my calf was lovely")]
    public async Task WhatSomebodyTellsPullsNoAlarmingTextByChanceWords(string message) =>
        (await Some.Ask("told " + message, message)).Reply.Body.ShouldNotContain("clot");

    [Theory]
    [InlineData("what is osteoarthritis")]
    [InlineData("whats osteoarthritis?")]
    public async Task AnIllnessWithoutADefinitionIsDescribedWithAMarkOrWithout(string message) =>
        (await Some.Ask("described " + message, message)).Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldContain("steoarthritis");

    [Theory]
    [InlineData("pain running down my leg from my buttock")]
    [InlineData("the ache goes down my leg from the bum")]
    public async Task PainThatRunsDownFromTheButtockIsNervePainAsOnePossibility(string message)
    {
        var reply = (await Some.Ask("told " + message, message)).Reply;
        reply.Notice.ShouldStartWith("What you describe can have more than one cause");
        reply.Body.ShouldContain("buttock");
    }

    [Theory]
    [InlineData("nothing helps")]
    [InlineData("everything has been tried")]
    public async Task AComplaintWithoutASubjectGetsNoMixedSentences(string message) =>
        (await Some.Ask("complaint " + message, message)).Reply.Body.ShouldBeEmpty();

    [Theory]
    [InlineData("who won the world cup")]
    [InlineData("how do I bake sourdough bread")]
    [InlineData("what is the tallest building in Dubai")]
    public async Task AQuestionFromAnotherWorldIsDeclinedInOneFriendlySentence(string message) =>
        (await Some.Ask("outside " + message, message)).Reply.ShouldBeOfType<Reply.NotCovered>().Notice.ShouldStartWith("That is outside what I can help with");

    [Theory]
    [InlineData("What sets a clot apart from a Baker's cyst?", "calf", "pocket of fluid")]
    [InlineData("sciatica or a pulled hamstring, how does one tell", "radiate", "inches above the knee|high in the thigh")]
    [InlineData("osteoarthritis vs a root tear", "stiff", "pop behind the knee")]
    public async Task AComparisonQuotesWhatTellsEach(string message, string one, string other)
    {
        var body = (await Some.Ask("compare " + message, message)).Reply.ShouldBeOfType<Reply.Answered>().Body;
        body.ShouldContain(one);
        other.Split('|').ShouldContain(said => body.Contains(said));
    }

    [Theory]
    [InlineData("what is osteoarthritis?")]
    [InlineData("whats osteoarthritis")]
    public async Task WhatNoSentenceDefinesIsToldOf(string message) =>
        (await Some.Ask("defined " + message, message)).Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldContain("stiff and painful");

    [Theory]
    [InlineData("is dvt dangerous")]
    [InlineData("is a blood clot in the leg something to worry about")]
    [InlineData("how serious is osteoarthritis")]
    public async Task AReassuranceAboutAnotherIllnessIsNoAnswer(string message) =>
        (await Some.Ask("reassure " + message, message)).Reply.Body.ShouldNotContain("is not dangerous");

    [Theory]
    [InlineData("are bakers cysts dangerous")]
    public async Task AReassuranceAboutTheIllnessThatIsAskedAboutIs(string message) =>
        (await Some.Ask("reassured " + message, message)).Reply.Body.ShouldContain("is not dangerous");

    [Theory]
    [InlineData("is pain behind the knee serious")]
    [InlineData("is pain behind the knee dangerous?")]
    public async Task WhetherItIsSeriousIsAnsweredWithWhatIsUrgent(string message) =>
        (await Some.Ask("serious " + message, message)).Reply.Body.ShouldContain("need urgent attention");

    [Theory]
    [InlineData("what is a lipoma or a cyst like, how can you tell")]
    [InlineData("difference between gout and a blood clot")]
    public async Task AComparisonWithSomethingUnknownIsNotMadeUp(string message) =>
        (await Some.Ask("compare " + message, message)).Reply.Body.ShouldNotContain("calf pain");

    [Theory]
    [InlineData("what is a DVT?", "how does it feel", "calf pain", "osteoarthritis")]
    [InlineData("what is a DVT?", "who gets it", "obesity", "cyst")]
    [InlineData("tell me about osteoarthritis", "how is it treated", "brace", "blood clot")]
    [InlineData("what is a Baker's cyst", "how do they find it", "ultrasound", "blood clot")]
    public async Task AFollowUpStaysOnTheSubjectAndAnswersWhatIsAsked(string first, string then, string fact, string other)
    {
        await Some.Ask("stay " + first + then, first);
        var reply = (await Some.Ask("stay " + first + then, then)).Reply;
        reply.Body.ShouldContain(fact);
        reply.Body.ShouldNotContain(other, Case.Insensitive);
    }

    [Theory]
    [InlineData("have you anything on blood clots", "clot")]
    [InlineData("sciatica info please", "radiate")]
    [InlineData("Do you have information about osteoarthritis?", "osteoarthritis")]
    public async Task ARequestForInformationIsAQuestion(string message, string fact) =>
        (await Some.Ask("info " + message, message)).Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldContain(fact);

    [Theory]
    [InlineData("how many people get a blood clot")]
    [InlineData("do you have information on shingles")]
    public async Task WhatTheArticlesDoNotCountOrNameIsSaidToBeMissing(string message) =>
        (await Some.Ask("missing " + message, message)).Reply.ShouldBeOfType<Reply.NotCovered>();

    [Theory]
    [InlineData("thanks for your help")]
    [InlineData("thank you so much for all the help!")]
    [InlineData("cheers for that info, bye")]
    public async Task ThanksForHelpAskForNone(string message) =>
        (await Some.Ask("thanks " + message, message)).Reply.Text.ShouldNotContain("I answer questions");

    [Theory]
    [InlineData("lol")]
    [InlineData("thanks hun, you're a gem")]
    [InlineData("heya, you ok")]
    [InlineData("who built you")]
    [InlineData("am I chatting with a machine")]
    [InlineData("where did you get that idea")]
    [InlineData("you're useless")]
    [InlineData("sorry, my mistake")]
    public async Task SmallTalkIsAnsweredAsSmallTalk(string message) =>
        (await Some.Ask("small " + message, message)).Reply.ShouldBeOfType<Reply.SmallTalk>();

    [Theory]
    [InlineData("lol what is a Baker's cyst", "fluid")]
    [InlineData("lol who gets blood clots", "obesity")]
    [InlineData("who made you and what is a meniscus root", "attaches")]
    public async Task SmallTalkSwallowsNoQuestion(string message, string fact) =>
        (await Some.Ask("both " + message, message)).Reply.Body.ShouldContain(fact);
}

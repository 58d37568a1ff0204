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
}

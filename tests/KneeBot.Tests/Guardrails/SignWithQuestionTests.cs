using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>What is told stays told, whatever is asked about it behind; and a question alone tells nothing.</summary>
public sealed class SignWithQuestionTests
{
    [Theory]
    [InlineData("i can't feel my foot, should I worry?")]
    [InlineData("I cannot feel my toes. Is that dangerous?")]
    [InlineData("i cant feel my foot, can it wait til monday")]
    [InlineData("i cant feel my foot, what should i do")]
    [InlineData("i cant feel my toes, is it serious")]
    [InlineData("lost feeling in my leg, shud i worry")]
    [InlineData("I can't feel my foot. Should I see a doctor?")]
    [InlineData("I have no feeling in my left foot, when should I see someone about it?")]
    [InlineData("my foot is cold and white, is it normal")]
    [InlineData("i cannot lift my foot, will it come back?")]
    [InlineData("my toes have turned blue. Has anyone else had that?")]
    public async Task AQuestionBehindASignDoesNotTakeItsFlag(string message) => (await Some.Ask("asked " + message, message)).Reply.Outcome.ShouldBeOneOf("urgentCare", "emergency");

    [Theory]
    [InlineData("should I worry about a numb foot?")]
    [InlineData("what should i do if i can't feel my foot after surgery")]
    [InlineData("if my foot went numb, should i call someone?")]
    [InlineData("I can feel my foot fine. Should I worry?")]
    [InlineData("my feet are always cold in bed, is that normal?")]
    [InlineData("my knee clicks when i bend it, should i worry?")]
    public async Task AQuestionWithoutASignRaisesNothing(string message) => (await Some.Ask("asked " + message, message)).Reply.Outcome.ShouldNotBeOneOf("seeDoctor", "urgentCare", "emergency", "crisis");

    [Theory]
    [InlineData("my toes are blue")]
    [InlineData("my toes are white as a sheet")]
    [InlineData("my foot is as blue as a plum")]
    [InlineData("my foot looks like marble")]
    [InlineData("my foot is numb and I can't move it")]
    [InlineData("sudden leg pain and my foot is numb")]
    [InlineData("had 14 paracetamol since breakfast for the knee")]
    [InlineData("pain so bad i threw up")]
    public async Task SignsSaidInEverydayWordsAreHeard(string message) => (await Some.Ask("everyday sign " + message, message)).Reply.Outcome.ShouldBeOneOf("urgentCare", "emergency");

    [Theory]
    [InlineData("my foot is numb")]
    [InlineData("my foot feels dead")]
    public async Task ANumbFootAloneIsForADoctor(string message) => (await Some.Ask("numb " + message, message)).Reply.Outcome.ShouldBe("seeDoctor");

    [Theory]
    [InlineData("hives across my chest and my throat is closing")]
    [InlineData("itchy spots on my chest and my tongue is swelling")]
    [InlineData("rash on my chest and I can't breathe")]
    [InlineData("blisters across my chest, spreading fast, fever and I feel terrible")]
    [InlineData("blister on my leg and pain in my chest")]
    public async Task ASignBesideSkinOfTheChestIsHeard(string message) => (await Some.Ask("chest skin " + message, message)).Reply.Outcome.ShouldBe("emergency");

    [Theory]
    [InlineData("my husbnd says im moaning, the pain is real tho")]
    [InlineData("i have a rash on my chest and it burns")]
    [InlineData("blisters across my chest that sting")]
    [InlineData("blisters on my chest")]
    [InlineData("shingles on my chest, burning")]
    [InlineData("my hands are cold as ice")]
    [InlineData("did 12 kms, my calves are tight")]
    [InlineData("I won't be there")]
    [InlineData("I won't be in tomorrow")]
    [InlineData("I won't be around for the appointment")]
    [InlineData("I won't be here on Tuesday for my physio session")]
    [InlineData("my toes are painted blue")]
    [InlineData("my legs are dead after that hike")]
    public async Task WhatOnlyLooksLikeASignIsNone(string message) => (await Some.Ask("no sign " + message, message)).Reply.Outcome.ShouldNotBeOneOf("seeDoctor", "urgentCare", "emergency", "crisis");

    [Fact]
    public async Task AQuestionAfterAFlagIsNotQuotedAsASymptom()
    {
        await Some.Ask("ice after a flag", "i cant feel my foot");
        (await Some.Ask("ice after a flag", "cant i just put ice on it")).Reply.Notice.ShouldNotContain("ice on it");
    }

    [Fact]
    public async Task ASignAfterDespairIsAnsweredWithItsReasonAndTheCrisisLine()
    {
        await Some.Ask("sign after despair", "i want to die");
        var reply = (await Some.Ask("sign after despair", "foot gone white and numb")).Reply.ShouldBeOfType<Reply.Crisis>();
        reply.Notice.ShouldStartWith("Call ");
        reply.Notice.ShouldContain("You wrote: “foot … white … numb”");
        reply.Notice.ShouldContain("talk to someone");
    }
}

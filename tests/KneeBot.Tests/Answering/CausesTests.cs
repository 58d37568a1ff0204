using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>"What causes a root tear" is answered by what leads to it, never by what it leads to; "why does it hurt" by both.</summary>
public sealed class CausesTests
{
    [Theory]
    [InlineData("what causes a root tear")]
    [InlineData("why do meniscus roots tear")]
    [InlineData("how does a meniscus root get torn")]
    [InlineData("cause of root tears?")]
    public async Task WhatLeadsToIt(string question)
    {
        var body = (await Some.Ask($"causes {question}", question)).Reply.ShouldBeOfType<Reply.Answered>().Body;
        body.ShouldMatch("bends or kneels|decades");
        body.ShouldNotMatch("leads to|can cause pain|is why the pain");
    }

    [Theory]
    [InlineData("why do root tears hurt so much", "leads to")]
    [InlineData("what causes the pain of a root tear", "leads to")]
    [InlineData("what causes snapping behind the knee", "cause a grinding")]
    public async Task OfWhatElseIsAskedTheEffectsAreSaid(string question, string fact) =>
        (await Some.Ask($"effects {question}", question)).Reply.Body.ShouldContain(fact);

    [Theory]
    [InlineData("what causes a Baker's cyst")]
    [InlineData("cause of bakers cyst?")]
    public async Task WhatTheArticlesDoNotSayIsNotCovered(string question) =>
        (await Some.Ask($"no cause {question}", question)).Reply.ShouldBeOfType<Reply.NotCovered>();
}

using KneeBot.Answering;
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

    [Theory]
    [InlineData("Overuse usually causes a grinding behind the knee.", " a grinding behind the knee.")]
    [InlineData("This often leads to a stress fracture.", " a stress fracture.")]
    [InlineData("It is a common cause of swelling.", " swelling.")]
    [InlineData("Heavy periods are the commonest cause in younger women.", null)]
    [InlineData("Some foods cause it.", null)]
    [InlineData("It is caused by rubbing.", null)]
    public void WhatASentenceLeadsTo(string sentence, string? effect) => Causes.EffectIn(sentence).ShouldBe(effect);
}

using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>A question for causes whose words a list's introduction says gets the whole list, in whatever words; one that asks for more does not.</summary>
public sealed class WholeListTests
{
    private static async Task<string> Answer(string question) => (await Some.Ask("list " + question, question)).Reply.Body;

    [Theory]
    [InlineData("what causes ache in back of knee")]
    [InlineData("top reasons for aching behind the knee please")]
    [InlineData("what could be behind pain in the hollow of the knee")]
    public async Task TheListIsGivenWhole(string question)
    {
        var body = await Answer(question);
        foreach (var cause in new[] { "Baker's cyst", "meniscus root", "hamstring", "posterior horn", "thrombosis", "Overuse", "Osteoarthritis", "Sciatica" })
            body.ShouldContain(cause);
    }

    [Theory]
    [InlineData("do any causes of back knee pain need urgent care", "urgent attention")]
    public async Task WhatTheIntroductionDoesNotSayIsAnsweredWhereItStands(string question, string fact) => (await Answer(question)).ShouldContain(fact);
}

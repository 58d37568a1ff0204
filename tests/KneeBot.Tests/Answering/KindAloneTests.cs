using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>"How long does it last", "is it dangerous", "will it go away": only sentences of the dialogue's subject that say so, or an honest no.</summary>
public sealed class KindAloneTests
{
    private static async Task<Reply> After(string question, string message)
    {
        var conversation = $"kind {question} {message}";
        await Some.Ask(conversation, question);
        return (await Some.Ask(conversation, message)).Reply;
    }

    [Theory]
    [InlineData("what is a Baker's cyst", "is it dangerous", "not dangerous", "ultrasound|press on")]
    [InlineData("tell me about bursitis behind the knee", "will it go away", "subsides", "ACL")]
    [InlineData("tell me about root tears", "how long does it last", "weeks to months", "tree in the ground|shin bone")]
    [InlineData("tell me about osteoarthritis", "can I wait?", "seeing a doctor", "drained|lining")]
    public async Task OnlySentencesThatSaySo(string question, string message, string fact, string other)
    {
        var body = (await After(question, message)).Body;
        body.ShouldContain(fact);
        body.ShouldNotMatch(other);
    }

    [Theory]
    [InlineData("tell me about nerve pain", "will it go away")]
    [InlineData("what is sciatica", "how long does it last")]
    public async Task WhatTheArticlesDoNotSayOfItIsNotCovered(string question, string message) =>
        (await After(question, message)).ShouldBeOfType<Reply.NotCovered>().Notice.ShouldStartWith("The articles here don't answer that");
}

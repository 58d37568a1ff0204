using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Tests.Corpus;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

public sealed class QuotingTests
{
    [Fact]
    public void AShortQuoteIsLinkedWhole() =>
        TextFragment.Of("A well-known cyst, drained.").ShouldBe(":~:text=A%20well%2Dknown%20cyst%2C%20drained.");

    [Fact]
    public void ALongQuoteIsLinkedByItsEnds() =>
        TextFragment.Of("One two three four five six seven eight nine ten eleven twelve thirteen fourteen.")
            .ShouldBe(":~:text=One%20two%20three%20four%20five,ten%20eleven%20twelve%20thirteen%20fourteen.");

    [Fact]
    public void ACitationLeadsToTheSectionAndTheWords()
    {
        var corpus = TemporaryCorpus.Of("a.md", "---\nurl: https://example.org/knee#top\n---\n# Knee\n\n## Cysts\n\nA cyst is a pocket.\n");
        var passage = corpus.Passages.Single();
        new CitationBuilder(null).Cite(new QuotedSentence(passage, passage.Sentences[0])).Url!.AbsoluteUri
            .ShouldBe("https://example.org/knee#cysts:~:text=A%20cyst%20is%20a%20pocket.");
    }

    [Theory]
    [InlineData("It can be drained.", true)]
    [InlineData("These cysts are common.", true)]
    [InlineData("They rarely hurt.", true)]
    [InlineData("If it looks more complex, an MRI is needed.", true)]
    [InlineData("When one of them tears it can cause severe pain.", true)]
    [InlineData("Small ones cause little discomfort.", true)]
    [InlineData("A large one may press on the nerves.", true)]
    [InlineData("Most people who have one also have osteoarthritis.", true)]
    [InlineData("We call this referred pain.", true)]
    [InlineData("We also see it after an operation.", true)]
    [InlineData("When a root tears, the pain is severe.", false)]
    [InlineData("Most people who have surgery recover.", false)]
    [InlineData("We do consider surgery at times.", false)]
    [InlineData("Italian runners have cysts.", false)]
    [InlineData("A cyst can be drained.", false)]
    public void ASentenceWithoutItsSubjectLeansBack(string sentence, bool leans) => Antecedents.LeansBack(sentence).ShouldBe(leans);

    [Fact]
    public void ASentenceThatLeansBackBringsTheOneBefore()
    {
        var passage = TemporaryCorpus.Of("a.md", "# Knee\n\n## Cysts\n\nA Baker's cyst is a pocket of fluid. It can be drained.\n").Passages.Single();
        Antecedents.Add([new QuotedSentence(passage, passage.Sentences[1])]).Select(quoted => quoted.Text)
            .ShouldBe(["A Baker's cyst is a pocket of fluid.", "It can be drained."]);
    }

    [Theory]
    [InlineData("Most causes are simple. Some need urgent attention.", 0, 2)]
    [InlineData("In most cases it heals by itself. However, a few need surgery.", 0, 2)]
    [InlineData("Most causes are simple.\n\nSome need urgent attention.", 0, 1)]
    [InlineData("Most causes are simple. They heal.", 0, 1)]
    [InlineData("Cysts are common. Some need draining.", 0, 1)]
    public void WhatIsMostlySoIsSaidWithTheExceptionThatFollows(string text, int chosen, int said)
    {
        var passage = TemporaryCorpus.Of("a.md", $"# Knee\n\n## Causes\n\n{text}\n").Passages.Single();
        Caveats.Add([new QuotedSentence(passage, passage.Sentences[chosen])]).Count().ShouldBe(said);
    }

    [Fact]
    public async Task ALumpThatNobodyHasNamedMayBeSomethingElse()
    {
        var reply = (await Some.Ask("lump", "Is a lump behind the knee dangerous?")).Reply;
        if (reply is Reply.Answered)
            reply.Notice.ShouldContain("more than one cause");
        var named = (await Some.Ask("named", "Is a Baker's cyst dangerous?")).Reply.ShouldBeOfType<Reply.Answered>();
        named.Notice.ShouldBe("");
    }

    [Theory]
    [InlineData("What is a Baker's cyst?")]
    [InlineData("what helps osteoarthritis pain")]
    [InlineData("How much does an MRI scan cost?")]
    public async Task EverySuggestedQuestionIsAnswered(string question)
    {
        var suggestions = (await Some.Ask("suggest " + question, question)).Reply.Suggestions;
        suggestions.Count.ShouldBeInRange(1, 3);
        foreach (var suggestion in suggestions)
            (await Some.Ask("follow " + suggestion, suggestion)).Reply.ShouldBeOfType<Reply.Answered>(suggestion);
    }

    [Fact]
    public async Task ARedFlagIsFollowedByNoSuggestions() =>
        (await Some.Ask("flag", "my calf is swollen and hot and I cannot breathe")).Reply.Suggestions.ShouldBeEmpty();

    [Fact]
    public async Task AQuestionFromAnotherWorldIsDeclinedInOneSentence()
    {
        var reply = (await Some.Ask("world", "What is the capital of Mongolia?")).Reply.ShouldBeOfType<Reply.NotCovered>();
        reply.Text.ShouldStartWith("That is outside what I can help with");
        reply.Text.Count(c => c == '.').ShouldBe(1);
    }
}

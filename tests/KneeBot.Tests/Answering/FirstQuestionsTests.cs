using KneeBot.Answering;
using KneeBot.Tests.Corpus;

namespace KneeBot.Tests.Answering;

public sealed class FirstQuestionsTests
{
    [Theory]
    [InlineData("What a meniscus root is", "What is a meniscus root?")]
    [InlineData("What shin splints are", "What are shin splints?")]
    [InlineData("How a blood clot (DVT) feels", "How does a blood clot (DVT) feel?")]
    [InlineData("How the knee carries", "How does the knee carry?")]
    [InlineData("Why a joint catches", "Why does a joint catch?")]
    [InlineData("When an ache goes", "When does an ache go?")]
    [InlineData("Can I run with it?", "Can I run with it?")]
    public void AHeadingIsPutAsSomebodyWouldAsk(string heading, string question) => FirstQuestions.Put(heading).ShouldBe(question);

    [Theory]
    [InlineData("What pain behind the knee is and how it shows")]
    [InlineData("How a brace helps athletes")]
    [InlineData("How cartilage wears")]
    [InlineData("How a stress")]
    [InlineData("What to take away")]
    [InlineData("Nerve pain")]
    [InlineData("")]
    public void WhatIsNotThatSimpleIsLeftAlone(string heading) => FirstQuestions.Put(heading).ShouldBeNull();

    [Theory]
    [InlineData("Foods rich in iron", "Tell me about foods rich in iron")]
    [InlineData("Foods Rich In Iron", "Tell me about foods rich in iron")]
    [InlineData("Atkins plans", "Tell me about Atkins plans")]
    [InlineData("MRI scans", "Tell me about MRI scans")]
    public void AHeadingStandsInAQuestionAsWithinASentence(string heading, string question)
    {
        using var folder = new TemporaryCorpus().With("iron.md", $"# Anaemia\n\nSome follow Atkins, who wrote a book.\n\n## {heading}\n\nLentils.");
        var corpus = folder.Read();
        new NextQuestions(corpus.Passages, Support.Some.RuleBook.Normalizer, new AnswerOptions(), _ => "").Ask(heading).ShouldBe(question);
    }
}

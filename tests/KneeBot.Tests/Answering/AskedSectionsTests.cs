using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Retrieval;
using KneeBot.Tests.Corpus;

namespace KneeBot.Tests.Answering;

/// <summary>A question that asks what a heading says, and nothing else, is answered by the section below it.</summary>
public sealed class AskedSectionsTests
{
    private const string Stones = """
        # Gallstones

        Gallstones are small stones that form in the gallbladder. Many people never notice them.

        ## Symptoms

        Pain under the ribs that comes after a fatty meal.

        ## Treatment

        Keyhole surgery takes the gallbladder out within an hour. Tablets dissolve small stones over two years.

        ## How to prevent them

        Lose weight slowly and eat plenty of fibre.

        ## Foods to avoid

        Fried food, cream and pastry.

        ## What you can do

        Put a warm cloth on the belly.
        """;

    private const string Knees = """
        # Sore knees

        Sore knees have many causes.

        ## Common causes

        Falls and long walks.

        ## Bursitis

        Bursitis is an inflamed cushion. Bursitis settles in weeks.
        """;

    [Theory]
    [InlineData("what are gallstones", "Gallstones")]
    [InlineData("tell me about gallstones", "Gallstones")]
    [InlineData("how are gallstones treated", "Treatment")]
    [InlineData("how do you treat it", "Treatment")]
    [InlineData("what is the treatment for gallstones", "Treatment")]
    [InlineData("gallstones symptoms", "Symptoms")]
    [InlineData("what are the signs", "Symptoms")]
    [InlineData("which foods should I avoid", "Foods to avoid")]
    [InlineData("how can i prevent gallstones", "How to prevent them")]
    [InlineData("what can i do", "What you can do")]
    public void TheSectionIsOpenedWhoseHeadingSaysWhatIsAsked(string question, string section) => Section(Stones, question).ShouldBe(section);

    [Theory]
    [InlineData("how long does treatment take")]
    [InlineData("how are gallstones treated in dogs")]
    [InlineData("are gallstones inherited")]
    [InlineData("where are gallstones")]
    [InlineData("how many people have symptoms")]
    [InlineData("what drinks should I avoid")]
    [InlineData("i had gallstones.")]
    public void AQuestionForMoreThanAHeadingSaysOpensNone(string question) => Section(Stones, question).ShouldBe("");

    [Theory]
    [InlineData("what are the common causes", "Common causes")]
    [InlineData("what causes it (about: what is bursitis; Bursitis)", "")]
    public void WhatADialogueAboutOneIllnessOfSeveralAsksIsNotAskedOfThemAll(string question, string section) => Section(Knees, question).ShouldBe(section);

    [Theory]
    [InlineData("how are gallstones treated", "Keyhole surgery")]
    [InlineData("what are gallstones", "small stones that form")]
    public async Task TheSectionIsQuotedThoughWordsAloneWouldNotFindIt(string question, string said)
    {
        using var folder = new TemporaryCorpus().With("stones.md", Stones);
        using var engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = folder.Folder });
        var result = await engine.Pipeline.ReplyAsync(new UserTurn("stones", question), TestContext.Current.CancellationToken);
        result.Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldContain(said);
        result.Trace.Decision!.Model.ShouldBe("lexical-few");
    }

    private static string Section(string article, string question)
    {
        using var folder = new TemporaryCorpus().With("article.md", article);
        using var analyzer = new KneeAnalyzer();
        var (thesaurus, kinds) = (Thesaurus.Load(analyzer), QuestionKinds.Load(analyzer));
        var subjects = new ArticleSubjects(folder.Read(), analyzer, thesaurus);
        var sections = new AskedSections(subjects.Passages, analyzer, thesaurus, kinds, new QuestionReader(analyzer, thesaurus, kinds), subjects, new AnswerOptions());
        return sections.Of(question, [.. subjects.Passages.Select(passage => new ScoredPassage(passage, 1))])?.Passages[0].Section ?? "";
    }
}

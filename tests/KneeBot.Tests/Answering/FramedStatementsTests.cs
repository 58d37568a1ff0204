using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Tests.Corpus;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>What stands around a sentence may turn it: it is quoted with that, or not at all.</summary>
public sealed class FramedStatementsTests
{
    [Theory]
    [InlineData("Things to avoid after an ankle sprain", true)]
    [InlineData("Don't", true)]
    [InlineData("Who should not take ibuprofen", true)]
    [InlineData("What not to do", true)]
    [InlineData("Wrong advice you may hear", true)]
    [InlineData("Common mistakes", true)]
    [InlineData("Myths about gout", true)]
    [InlineData("First aid", false)]
    [InlineData("Treatment of a Baker's cyst", false)]
    [InlineData("What helps", false)]
    public void AHeadingThatTurnsIsNamed(string heading, bool named)
    {
        var passage = Only($"# Ankles\n\n## {heading}\n\n- Heat on the ankle.\n- Alcohol in the first days.\n");
        var said = AnswerText.Write(All(passage), section => $"From “{section}”:").Text;
        said.ShouldBe((named ? $"From “{heading}”:\n" : "") + "- Heat on the ankle.\n- Alcohol in the first days.");
    }

    [Fact]
    public void WhatFollowsATurnedSectionIsNamedToo()
    {
        var corpus = TemporaryCorpus.Of("a.md", "# Ankles\n\n## Avoid\n\nHeat on the ankle.\n\n## First aid\n\nRest the ankle.\n");
        AnswerText.Write([.. corpus.Passages.SelectMany(All)], section => $"From “{section}”:").Text
            .ShouldBe("From “Avoid”: Heat on the ankle.\n\nFrom “First aid”: Rest the ankle.");
    }

    [Fact]
    public void OneItemOfAListOfWhatNotToDoComesUnderItsIntroduction()
    {
        var passage = Only("# Ankles\n\n## Bandaging\n\nDo not:\n\n- Sleep with the bandage on.\n- Wrap it too tight.\n");
        AnswerText.Write([All(passage)[1]], section => section).Text.ShouldBe("Do not:\n\nSleep with the bandage on.");
    }

    [Theory]
    [InlineData("Do not bend the knee for a week. Nor should you kneel. Walk on crutches.", 1, 2)]
    [InlineData("Do not bend the knee for a week. Nor should you kneel. Walk on crutches.", 2, 1)]
    [InlineData("Do not swim. The same goes for running. Rest the knee.", 1, 2)]
    [InlineData("Please do not do any of these things. Kneel on the floor. Run down a hill.", 2, 3)]
    [InlineData("Please do not do any of these things. Kneel on the floor.\n\nRest the knee.", 2, 1)]
    [InlineData("Rest the knee. The same day, put ice on it.", 1, 1)]
    public void AProhibitionThatRunsOverSeveralSentencesIsSaidFromItsBeginning(string text, int chosen, int said) =>
        WholeStatements.Add([All(Only($"# Knees\n\n## After the operation\n\n{text}\n"))[chosen]]).Count().ShouldBe(said);

    [Theory]
    [InlineData("Gout goes away if you ignore it. Wrong! The attacks come more often.", 0, 3)]
    [InlineData("You may read online that cherries replace tablets. The opposite is true. Cherries are sweet.", 0, 3)]
    [InlineData("You may read online that cherries replace tablets. The opposite is true. Cherries are sweet.", 1, 3)]
    [InlineData("Some say soda cures gout. There is no good evidence for this. Tablets prevent attacks.", 0, 2)]
    [InlineData("Some say soda cures gout. There is no good evidence for this. Tablets prevent attacks.", 2, 1)]
    [InlineData("Myth: Coffee causes gout.\n\nFact: Coffee lowers the risk.", 0, 2)]
    [InlineData("Myth: Coffee causes gout.\n\nFact: Coffee lowers the risk.", 1, 2)]
    [InlineData("Only old men get gout. This isn't true. Women get it too.", 0, 3)]
    [InlineData("Honey is said to replace the inhaler. It does not. Exercises help.", 0, 3)]
    [InlineData("A common belief is that ticks fall from trees. They sit in grass.", 0, 2)]
    [InlineData("The joint reaches further back than most people think. It has two menisci.", 0, 1)]
    [InlineData("Rest helps. Ice does not help everybody. Ask a doctor.", 0, 1)]
    public void AClaimIsSaidWithItsRebuttal(string text, int chosen, int said) =>
        WholeStatements.Add([All(Only($"# Gout\n\n## Beliefs\n\n{text}\n"))[chosen]]).Count().ShouldBe(said);

    [Fact]
    public void AClaimWhoseRebuttalWasLeftOutIsNotSaid()
    {
        var all = All(Only("# Gout\n\n## Gout\n\nGout goes away if you ignore it. Wrong! The attacks come more often.\n"));
        WholeStatements.Only([all[0]]).ShouldBeEmpty();
        WholeStatements.Only(all).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("a.md", "# Hernia\n\n**Can a hernia heal without an operation?**\n\nNot in adults.\n")]
    [InlineData("a.md", "# Hernia\n\nQ: Can a hernia heal without an operation?\n\nA: Not in adults.\n")]
    [InlineData("a.md", "# Hernia\n\n### Can a hernia heal without an operation?\n\nNot in adults.\n")]
    [InlineData("a.html", "<html><body><main><h1>Hernia</h1><details><summary>Can a hernia heal without an operation?</summary><p>Not in adults.</p></details></main></body></html>")]
    [InlineData("a.html", "<html><body><main><h1>Hernia</h1><dl><dt>Can a hernia heal without an operation?</dt><dd>Not in adults.</dd></dl></main></body></html>")]
    [InlineData("a.html", "<html><body><main><h1>Hernia</h1><p><b>Can a hernia heal without an operation?</b></p><p>Not in adults.</p></main></body></html>")]
    [InlineData("a.txt", "Hernia\n\nA hernia is a gap in the wall of the belly through which bowel comes out.\n\nQ: Can a hernia heal without an operation?\nA: Not in adults.\n")]
    public void AQuestionIsTheHeadingOfItsAnswer(string file, string content)
    {
        var passage = TemporaryCorpus.Of(file, content).Passages[^1];
        passage.Section.ShouldBe("Can a hernia heal without an operation?");
        AnswerText.Write(All(passage), section => $"From “{section}”:").Text.ShouldBe("From “Can a hernia heal without an operation?”: Not in adults.");
    }

    [Fact]
    public void AQuestionInAParagraphIsSaidWithItsAnswerOrNotAtAll()
    {
        var all = All(Only("# Truss\n\n## Trusses\n\nIs a truss a cure? No. It holds the bowel back. Who would wear one for ever?\n"));
        WholeStatements.Add([all[0]]).Select(one => one.Text).ShouldBe(["Is a truss a cure?", "No.", "It holds the bowel back."]);
        WholeStatements.Add([all[1]]).Select(one => one.Text).ShouldBe(["Is a truss a cure?", "No.", "It holds the bowel back."]);
        WholeStatements.Add([all[^1]]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Mr. Smith")]
    [InlineData("**Do not put ice on bare skin.**")]
    public void NotEveryShortLineIsAHeading(string line) =>
        TemporaryCorpus.Of("a.md", $"# Knee\n\nA knee is a joint.\n\n{line}\n\nRest helps the knee.\n").Passages.ShouldHaveSingleItem();

    [Theory]
    [InlineData("In most cases, a Baker's cyst is not dangerous.", true)]
    [InlineData("Most causes of pain behind the knee are simple.", true)]
    [InlineData("The pain of a root tear is often already getting better.", true)]
    [InlineData("The pain of a meniscus root tear often eases over the next weeks to months.", true)]
    [InlineData("Surgery is not usually necessary.", true)]
    [InlineData("A small Baker's cyst gives little discomfort.", true)]
    [InlineData("Some causes of pain behind the knee need urgent attention.", false)]
    [InlineData("A Baker's cyst is a lump, or pocket of fluid, behind the knee.", false)]
    [InlineData("If the pain does not improve over a few days, see a doctor.", false)]
    [InlineData("A very large Baker's cyst can be drained.", false)]
    public void WhatComfortsIsTold(string sentence, bool comforts) => Reassurance.Comforts(sentence).ShouldBe(comforts);

    [Theory]
    [InlineData("so i can ignore it?")]
    [InlineData("so no need to see a doctor then")]
    [InlineData("great, I'll just leave it")]
    [InlineData("then i don't have to worry")]
    [InlineData("is it ok to ignore it")]
    public async Task NobodyIsToldThatNothingNeedBeDone(string question)
    {
        await Some.Ask("neglect " + question, "is a baker's cyst dangerous");
        var reply = (await Some.Ask("neglect " + question, question)).Reply;
        reply.ShouldBeOfType<Reply.NotCovered>();
        reply.Text.ShouldStartWith("I can't tell you that.");
    }

    private static Passage Only(string markdown) => TemporaryCorpus.Of("a.md", markdown).Passages.Single();

    private static QuotedSentence[] All(Passage passage) => [.. passage.Sentences.Select(sentence => new QuotedSentence(passage, sentence))];
}

using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;
using KneeBot.Tests.Corpus;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>Articles on several illnesses, with the same headings: what is asked of one must not be answered from another.</summary>
public sealed class SeveralArticlesTests : IClassFixture<SeveralArticlesTests.ThreeArticles>
{
    /// <summary>Three formats, with headings that only name what they are about by "it".</summary>
    public sealed class ThreeArticles : IDisposable
    {
        private readonly TemporaryCorpus _folder = new TemporaryCorpus()
            .With("tonsils.md", """
                ---
                title: Tonsillitis in children
                id: tonsillitis
                ---

                Tonsillitis is an inflammation of the two lumps at the back of the throat. Most children have it once or twice.

                ## Symptoms

                The throat hurts and swallowing is hard. Bad breath and swollen glands in the neck go with it.

                ## Treatment

                Viral tonsillitis needs only rest, cold drinks and paracetamol. Penicillin is given when bacteria are the cause.

                ## When to see a doctor

                Take the child to a doctor if it cannot drink or dribbles.
                """)
            .With("scabies.html", """
                <html><head><title>Scabies: the facts</title></head><body><main><h1>Scabies: the facts</h1>
                <p>Scabies is an itchy rash caused by tiny mites that burrow into the skin. The itch is worst at night.</p>
                <h2>What are the symptoms?</h2><p>Thin silvery lines appear between the fingers and on the wrists. Scratching leaves sores.</p>
                <h2>How is it treated?</h2><p>Permethrin cream is rubbed on the whole body and left on overnight. Everybody in the household is treated on the same day.</p>
                <h2>Is it contagious?</h2><p>Scabies spreads by holding hands for some minutes. Bedding is washed hot.</p>
                <h2>When to see a doctor</h2><p>See a doctor about scabies if the sores weep or the itch lasts for six weeks after treatment.</p>
                </main></body></html>
                """)
            .With("vertigo.txt", """
                Benign positional vertigo

                Benign positional vertigo is a spinning feeling that comes when you turn your head. Loose crystals in the inner ear cause it.

                Symptoms

                The room spins for less than a minute after you lie down or look up. Some people feel sick.

                Treatment

                The Epley manoeuvre moves the crystals out of the canal. A therapist turns your head through four positions.

                When to see a doctor

                See a doctor if the spinning comes with double vision or slurred speech.
                """);

        public ThreeArticles() => Engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = _folder.Folder }, rules => GuardClassifier.Load(new ArcticEmbedXs(), rules), encoder: new ArcticEmbedXs());

        public KneeBotEngine Engine { get; }

        public void Dispose()
        {
            Engine.Dispose();
            _folder.Dispose();
        }
    }

    private readonly ThreeArticles _three;

    public SeveralArticlesTests(ThreeArticles three) => _three = three;

    [Theory]
    [InlineData("what are the symptoms of tonsillitis", "tonsillitis", "swallowing")]
    [InlineData("how is positional vertigo treated", "vertigo", "Epley")]
    [InlineData("vertigo symptoms", "vertigo", "spins")]
    [InlineData("is scabies contagious?", "scabies", "holding hands")]
    [InlineData("when should I see a doctor about vertigo", "vertigo", "double vision")]
    public async Task AQuestionThatNamesASubjectKeepsToItsArticle(string question, string article, string fact) => await OnlyAsync([question], article, fact);

    [Theory]
    [InlineData("what is tonsillitis|how is it treated?", "tonsillitis", "paracetamol")]
    [InlineData("what is tonsillitis|what are the symptoms?", "tonsillitis", "swallowing")]
    [InlineData("what is vertigo|when should I see a doctor", "vertigo", "double vision")]
    [InlineData("which cream is rubbed on the whole body|when should I see a doctor", "scabies", "six weeks")]
    [InlineData("My daughter has tonsillitis. What are the symptoms?", "tonsillitis", "swallowing")]
    public async Task AFollowUpKeepsToTheArticleOfTheDialogue(string turns, string article, string fact) => await OnlyAsync(turns.Split('|'), article, fact);

    [Theory]
    [InlineData("how is scabies treated|and vertigo?", "vertigo", "Epley")]
    [InlineData("what is vertigo|what are the symptoms|and of tonsillitis?", "tonsillitis", "swallowing")]
    [InlineData("what is scabies|how is tonsillitis treated?|what are the symptoms", "tonsillitis", "swallowing")]
    public async Task ASubjectThatIsNamedTakesOver(string turns, string article, string fact) => await OnlyAsync(turns.Split('|'), article, fact);

    [Fact]
    public async Task WhatTheArticleDoesNotSayIsNotTakenFromAnother()
    {
        (await LastAsync("is tonsillitis contagious")).Citations.ShouldAllBe(citation => citation.Passage.Article == "tonsillitis");
        (await LastAsync("what is vertigo", "is it contagious?")).Citations.ShouldAllBe(citation => citation.Passage.Article == "vertigo");
    }

    [Theory]
    [InlineData("what is the difference between scabies and tonsillitis", "mites", "throat")]
    [InlineData("how are scabies and vertigo treated", "Permethrin", "Epley")]
    [InlineData("what are the symptoms of vertigo and tonsillitis?", "spins", "swallowing")]
    public async Task AQuestionAboutTwoTakesBoth(string question, string one, string other)
    {
        var body = (await LastAsync(question)).Body;
        body.ShouldContain(one);
        body.ShouldContain(other);
    }

    [Fact]
    public async Task AQuestionAboutAllIsNotKeptToTheDialoguesArticle() =>
        (await LastAsync("what is vertigo", "which of these illnesses cause an itchy rash?")).Citations.ShouldContain(citation => citation.Passage.Article == "scabies");

    [Fact]
    public void QuestionsToBeginWithNameTheirIllness()
    {
        _three.Engine.FirstQuestions.ShouldNotBeEmpty();
        _three.Engine.FirstQuestions.ShouldAllBe(question => question.Contains("scabies") || question.Contains("tonsillitis") || question.Contains("vertigo"));
    }

    [Theory]
    [InlineData("what is tonsillitis", "tonsillitis")]
    [InlineData("what is scabies", "scabies")]
    public async Task QuestionsOfferedNextNameTheirIllnessAndAreAnsweredFromItsArticle(string question, string article)
    {
        var offered = (await LastAsync(question)).Suggestions;
        offered.ShouldNotBeEmpty();
        foreach (var next in offered)
        {
            next.ShouldContain(article);
            await OnlyAsync([next], article, "");
        }
    }

    [Fact]
    public void OneArticleHasNoSubjectOfItsOwn() => Some.Engine.Corpus.Passages.ShouldAllBe(passage => passage.Subject == "" && passage.SubjectPath == passage.HeadingPath);

    private async Task OnlyAsync(string[] turns, string article, string fact)
    {
        var reply = await LastAsync(turns);
        reply.Body.ShouldContain(fact);
        reply.Citations.ShouldNotBeEmpty();
        reply.Citations.ShouldAllBe(citation => citation.Passage.Article == article);
    }

    private async Task<Reply> LastAsync(params string[] turns)
    {
        Reply? last = null;
        foreach (var turn in turns)
            last = (await _three.Engine.Pipeline.ReplyAsync(new UserTurn(string.Join('|', turns), turn), TestContext.Current.CancellationToken)).Reply;
        return last!;
    }
}

using KneeBot.Semantics;
using KneeBot.Tests.Corpus;

namespace KneeBot.Tests.Answering;

/// <summary>Text as pasted, whose paragraphs stand for the sections that it does not mark.</summary>
public sealed class ParagraphTests : IClassFixture<ParagraphTests.Pasted>
{
    private const string Page = """
        Tennis elbow: what it is and what helps

        Tennis elbow is pain on the outside of the elbow, where the tendons of the forearm begin.

        Who it strikes

        It aches when you grip something. Most people notice it slowly, over weeks, and many cannot say when it began.

        Who is at higher risk of tennis elbow? People over forty. Those who paint or saw for a living. Anyone who took up a racket lately. Nobody knows how many never see a doctor about it.

        What helps

        A strap eases the pull on the tendon while you work. Its buckle lies below the elbow. Two sessions are usual.

        Shock waves are tried when nothing else has helped. The noise is loud. Three sessions are usual.
        """;

    /// <summary>The page, in an engine with the encoder.</summary>
    public sealed class Pasted : IDisposable
    {
        private readonly TemporaryCorpus _corpus = new TemporaryCorpus().With("elbow.txt", Page);

        public Pasted() => Engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = _corpus.Folder }, encoder: new ArcticEmbedXs());

        public KneeBotEngine Engine { get; }

        public void Dispose()
        {
            Engine.Dispose();
            _corpus.Dispose();
        }
    }

    private readonly KneeBotEngine _engine;

    public ParagraphTests(Pasted pasted) => _engine = pasted.Engine;

    private async Task<string> Ask(string question) =>
        (await _engine.Pipeline.ReplyAsync(new UserTurn(Guid.NewGuid().ToString(), question), TestContext.Current.CancellationToken)).Reply.Body;

    [Fact]
    public async Task AQuestionThatTheArticleAsksGetsAllThatAnswersIt()
    {
        var body = await Ask("who is at higher risk of tennis elbow");
        body.ShouldContain("People over forty.");
        body.ShouldContain("Those who paint or saw for a living.");
        body.ShouldContain("Anyone who took up a racket lately.");
    }

    [Fact]
    public async Task ASentenceIsAboutWhatOpensItsParagraph()
    {
        using var corpus = new TemporaryCorpus().With("elbow.txt", Page);
        using var byWords = KneeBotEngine.Start(new KneeBotOptions { Corpus = corpus.Folder });
        var sentences = (await byWords.Pipeline.ReplyAsync(new UserTurn("opening", "how many sessions of shock waves"), TestContext.Current.CancellationToken)).Trace.Candidates;
        sentences.First(one => one.Text.Contains("sessions", StringComparison.Ordinal)).Text.ShouldBe("Three sessions are usual.");
    }
}

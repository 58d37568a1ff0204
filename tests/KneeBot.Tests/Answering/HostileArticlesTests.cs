using System.Text;
using KneeBot.Corpus;
using KneeBot.Tests.Corpus;

namespace KneeBot.Tests.Answering;

/// <summary>One folder with every kind of hostile file: each is reported by name, and the others answer.</summary>
public sealed class HostileArticlesTests
{
    [Fact]
    public async Task AnEmptyFolderSaysSo()
    {
        using var corpus = new TemporaryCorpus();
        using var engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = corpus.Folder });
        (await AskAsync(engine, "what is a bakers cyst")).ShouldBeOfType<Reply.NotCovered>().Notice.ShouldBe("There are no articles to answer from yet.");
    }

    [Fact]
    public async Task TheRestStillServes()
    {
        using var corpus = new TemporaryCorpus()
            .With("good.md", "# Knee cysts\n\n## What a Baker's cyst is\n\nA Baker's cyst is a pocket of fluid behind the knee.\n")
            .With("copy.md", "---\nid: good\n---\n# Another\n\n## Cysts\n\nA text under an id that is taken.\n")
            .With("no-headings.txt", "The quadriceps tendon joins the thigh muscles to the kneecap.\n")
            .With("large.md", "# Large\n\n## Part\n\n" + string.Concat(Enumerable.Repeat("The patella glides in a groove of the femur when the leg is straightened. ", 140_000)) + "\n")
            .With("endless.txt", "Endless\n\n" + string.Join(' ', Enumerable.Repeat("word", 4_000)) + ".\n")
            .With("not-utf8.md", [.. Encoding.ASCII.GetBytes("# Broken\n\nA knee "), 0xC3, 0x28, 0xFF])
            .With("front.md", "---\ntitle: [a\nreviewed: {\n---\n# Front\n\nText.\n");
        using var engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = corpus.Folder });

        var failed = engine.Corpus.Report.Where(file => file.Status == IngestionStatus.Failed).ToDictionary(file => file.Path, file => file.Message);
        failed.Keys.Order().ShouldBe(["front.md", "good.md", "not-utf8.md"], ignoreOrder: true);
        failed["not-utf8.md"].ShouldContain("line 3");
        failed["front.md"].ShouldContain("line");

        (await AskAsync(engine, "where does the patella glide")).ShouldBeOfType<Reply.Answered>().Body.ShouldContain("groove of the femur");
        (await AskAsync(engine, "what does the quadriceps tendon join")).ShouldBeOfType<Reply.Answered>().Body.ShouldContain("kneecap");
    }

    private static async Task<Reply> AskAsync(KneeBotEngine engine, string question) =>
        (await engine.Pipeline.ReplyAsync(new UserTurn(question, question), TestContext.Current.CancellationToken)).Reply;
}

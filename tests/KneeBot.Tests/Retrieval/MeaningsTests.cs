using KneeBot.Corpus;
using KneeBot.Retrieval;
using KneeBot.Tests.Support;
using Microsoft.Extensions.AI;

namespace KneeBot.Tests.Retrieval;

public sealed class MeaningsTests
{
    private static readonly Passage[] Passages =
    [
        new(new PassageId("a", 0), "Knees", "Cysts", "A cyst is a pocket of fluid."),
        new(new PassageId("a", 1), "Knees", "Veins", "Thrombosis is a clot in a vein."),
        new(new PassageId("a", 2), "Knees", "Bones", "The tibia is the shin bone."),
    ];

    [Fact]
    public async Task AnEncoderThatFailsCountsAsNone()
    {
        var meanings = new Meanings(new LetterPairs { Breaks = true }, TimeProvider.System);
        (await meanings.OfQuestionAsync("question", TestContext.Current.CancellationToken)).ShouldBeNull();
        (await meanings.OfTextsAsync(["sentence"], TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task ABrokenEncoderLeavesTheRankingByWords()
    {
        using var index = new LucenePassageIndex(Passages);
        var words = await index.RetrieveAsync("shin bone", 3, ct: TestContext.Current.CancellationToken);
        var hybrid = await new HybridRetriever(index, new Meanings(new LetterPairs { Breaks = true }, TimeProvider.System), Passages).RetrieveAsync("shin bone", 3, ct: TestContext.Current.CancellationToken);
        hybrid.ShouldBe(words);
    }

    [Fact]
    public async Task AMisspeltWordIsFoundByMeaning()
    {
        using var index = new LucenePassageIndex(Passages);
        (await index.RetrieveAsync("trombosys", 3, ct: TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var found = await new HybridRetriever(index, new Meanings(new LetterPairs(), TimeProvider.System), Passages).RetrieveAsync("trombosys", 3, ct: TestContext.Current.CancellationToken);
        found[0].Passage.Id.Ordinal.ShouldBe(1);
    }

    [Fact]
    public async Task OnlyTheQuestionGetsThePrefix()
    {
        using var encoder = new LetterPairs();
        var meanings = new Meanings(encoder, TimeProvider.System, "ask: ");
        await meanings.OfQuestionAsync("cyst", TestContext.Current.CancellationToken);
        await meanings.OfTextsAsync(["cyst"], TestContext.Current.CancellationToken);
        encoder.Seen.ShouldBe(["ask: cyst", "cyst"]);
    }

    [Fact]
    public async Task ATextIsEncodedOnceEvenAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-vectors").FullName;
        try
        {
            for (var run = 0; run < 2; run++)
            {
                using var encoder = new LetterPairs();
                using var cache = new EmbeddingCache(folder, "letters", LetterPairs.Dimensions);
                var meanings = new Meanings(encoder, TimeProvider.System, "", cache);
                await meanings.OfTextsAsync(["cyst", "clot", "cyst"], TestContext.Current.CancellationToken);
                encoder.Seen.ShouldBe(run == 0 ? ["cyst", "clot"] : []);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ACacheThatWasCutOffKeepsItsWholeRecords()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-vectors").FullName;
        try
        {
            using (var cache = new EmbeddingCache(folder, "letters", 2))
            {
                cache.Add("a", new float[] { 1, 0 });
                cache.Add("b", new float[] { 0, 1 });
            }

            using (var file = new FileStream(Directory.GetFiles(folder, "*.vectors").Single(), FileMode.Open))
                file.SetLength(file.Length - 3);
            using (var cache = new EmbeddingCache(folder, "letters", 2))
            {
                cache.Find("a").ShouldBe([1, 0]);
                cache.Find("b").ShouldBeNull();
                cache.Add("b", new float[] { 0, 1 });
            }

            using var again = new EmbeddingCache(folder, "letters", 2);
            again.Find("b").ShouldBe([0, 1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ACacheInUseIsReadAndNotWritten()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-vectors").FullName;
        try
        {
            using var first = new EmbeddingCache(folder, "letters", 2);
            first.Add("a", new float[] { 1, 0 });
            first.IsWritten.ShouldBeTrue();
            using var second = new EmbeddingCache(folder, "letters", 2);
            second.IsWritten.ShouldBeFalse();
            second.Add("b", new float[] { 0, 1 });
            second.Find("b").ShouldBe([0, 1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

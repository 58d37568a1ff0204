using KneeBot.Semantics;
using KneeBot.Tests.Corpus;

namespace KneeBot.Tests.Retrieval;

/// <summary>A heading that names nothing itself means the one before it.</summary>
public sealed class LeaningHeadingsTests : IDisposable
{
    private readonly TemporaryCorpus _folder = new TemporaryCorpus().With("knee.txt", """
        When the back of the knee hurts

        Pain behind the knee has many causes. Most of them are harmless.

        Bursitis

        Tendons that cross and rub inflame the small cushions between them. You feel it when you squat.

        What can be done about it?

        A shorter stride settles most of the grinding. Nobody needs an operation for this.

        How doctors look for the cause

        They bend the knee, then take pictures.
        """);

    [Fact]
    public void ItStandsBelowTheHeadingItMeans()
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = _folder.Folder });
        engine.Corpus.Passages.Select(passage => (passage.Section, passage.LeansOn)).ShouldBe(
            [("When the back of the knee hurts", ""), ("Bursitis", ""), ("What can be done about it?", "Bursitis"), ("How doctors look for the cause", "")]);
    }

    [Fact]
    public async Task AQuestionOnTheSubjectFindsTheSectionBelow()
    {
        using var engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = _folder.Folder }, encoder: new ArcticEmbedXs());
        (await engine.Pipeline.ReplyAsync(new UserTurn("leaning", "how do you treat bursitis"), TestContext.Current.CancellationToken)).Reply.Body.ShouldContain("shorter stride");
    }

    public void Dispose() => _folder.Dispose();
}

using System.Globalization;

namespace KneeBot.SemanticKernel.Tests;

public sealed class GroundingRailTests
{
    private static readonly Lazy<KneeBotEngine> Engine = new(() => KneeBotEngine.Start(new KneeBotOptions()));

    /// <summary>What the rail does on sentences written before it; any change is looked at and these figures are changed with it.</summary>
    [Theory]
    [InlineData("grounding-dev.tsv", 322, 340, 371, 371)]
    [InlineData("grounding-dev-2.tsv", 0, 0, 61, 62)]
    [InlineData("grounding-heldout.tsv", 143, 168, 152, 156)]
    [InlineData("grounding-dev-3.tsv", 113, 120, 118, 118)]
    [InlineData("grounding-dev-3-heldout.tsv", 52, 60, 68, 68)]
    [InlineData("grounding-dev-4.tsv", 258, 292, 302, 302)]
    [InlineData("grounding-dev-5.tsv", 59, 86, 94, 94)]
    [InlineData("grounding-dev-6.tsv", 63, 74, 82, 82)]
    [InlineData("grounding-dev-6-heldout.tsv", 51, 73, 81, 81)]
    [InlineData("grounding-dev-7.tsv", 0, 0, 163, 164)]
    public async Task KeepsWhatTheArticleSaysAndRejectsWhatItDoesNot(string file, int kept, int supported, int rejected, int unsupported)
    {
        await MeasureAsync(Engine.Value, file, kept, supported, rejected, unsupported);
    }

    /// <summary>An article that the rail was not written with.</summary>
    [Theory]
    [InlineData("grounding-elbow.tsv", 26, 35, 38, 38)]
    [InlineData("grounding-elbow-heldout.tsv", 5, 9, 19, 20)]
    public async Task WorksOnAnotherArticle(string file, int kept, int supported, int rejected, int unsupported)
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-elbow-");
        try
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "tennis-elbow.md"), Path.Combine(folder.FullName, "tennis-elbow.md"));
            using var engine = KneeBotEngine.Start(new KneeBotOptions { Corpus = folder.FullName });
            await MeasureAsync(engine, file, kept, supported, rejected, unsupported);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Hamstring injuries", "A distal hamstring injury usually hurts about 4 to 6 inches above the knee.", null)]
    [InlineData("Hamstring injuries", "A distal hamstring injury usually hurts about 46 inches above the knee.", "the number 46 inch is not in the passage")]
    [InlineData("Treatment of a Baker's cyst", "After draining a Baker's cyst, the fluid will come back.", "the passage qualifies it (possible)")]
    [InlineData("Nerve pain", "A nerve is the cause of pain that is isolated behind the knee.", "the passage qualifies it (rare)")]
    [InlineData("What a Baker's cyst is", "Most people with osteoarthritis also have a Baker's cyst.", "it turns round who does what")]
    [InlineData("What a Baker's cyst is", "A Baker's cyst gives little discomfort.", "the passage says it of \"small baker cyst\" only")]
    [InlineData("Surgery for a root tear", "Surgery to repair a meniscus root tear is usually necessary.", "it leaves out a denial of the passage")]
    [InlineData("Tests for a Baker's cyst", "An MRI scan is needed.", "it leaves out a condition of the passage")]
    [InlineData("Hamstring injuries", "A lower hamstring injury hurts most directly after the injury.", null)]
    [InlineData("How doctors find the cause", "Identification of the cause is aided by an examination, X-rays and possibly an MRI scan.", null)]
    [InlineData("Overuse and hamstring strain in runners", "A hamstring strain by the buttock tends to be more painful than one around the knee.", null)]
    [InlineData("Common causes", "A Baker's cyst, osteoarthritis and a hamstring injury can all cause pain behind the knee.", null)]
    [InlineData("Blood vessels and nerves behind the knee", "Two nerves, the tibial and the peroneal, are found behind the knee.", null)]
    [InlineData("Blood vessels and nerves behind the knee", "Three nerves lie behind the knee.", "the number 3 nerv is not in the passage")]
    [InlineData("Who is at higher risk of a blood clot (DVT)", "People with cancer have a higher risk of a blood clot than people with obesity.", "it compares what the passage does not compare")]
    [InlineData("How osteoarthritis feels behind the knee", "Some people with osteoarthritis cannot bend the knee.", "it denies more than the passage does")]
    [InlineData("When to get help for a possible blood clot (DVT)", "See a doctor urgently if your calf is tender or swollen.", "it leaves out a condition of the passage")]
    [InlineData("What pain behind the knee is and how it shows", "Pain behind the knee may be sharp and mild.", "it joins what the passage gives as a choice")]
    [InlineData("How a meniscus root tears", "Swelling from a root tear comes on the same day.", "it leaves out one of two possibilities")]
    [InlineData("How long the pain of a root tear lasts", "By the time of the MRI scan, the root tear is often already getting better.", "the passage says it of \"pain\"")]
    [InlineData("Who is at higher risk of a blood clot (DVT)", "A blood clot puts people at higher risk of cancer.", "it turns round cause and effect")]
    [InlineData("How osteoarthritis feels behind the knee", "The stiff and painful joint irritates the lining inside the joint.", "the passage does not say who does it (\"irritate\")")]
    [InlineData("Common causes", "A deep vein thrombosis is a common cause of pain behind the knee.", "another sentence of the articles denies it")]
    [InlineData("Common causes", "Sciatica can radiate from the area behind the knee.", "the sentence that has all its words says something else")]
    [InlineData("How a blood clot (DVT) feels", "The usual symptoms of a blood clot are pain behind the knee and calf swelling.", "the passage says where else it hurts")]
    [InlineData("Treatment of a Baker's cyst", "The arthritis usually improves with treatment of the cyst.", "it turns round who helps whom")]
    [InlineData("Overuse and hamstring strain in runners", "Avoiding runners for a few weeks can help a strained hamstring settle.", "it avoids what the passage does not avoid")]
    [InlineData("What pain behind the knee is and how it shows", "Not everyone with swelling behind the knee has pain there.", "the passage does not say it so (universal)")]
    [InlineData("How a blood clot (DVT) feels", "The usual symptoms of a blood clot are calf pain and calf swelling.", null)]
    [InlineData("How a blood clot (DVT) feels", "It is possible, but unusual, for a blood clot to hurt only behind the knee.", null)]
    [InlineData("What a Baker's cyst is", "A Baker's cyst, a pocket of fluid, is a common cause of painful swelling behind the knee.", null)]
    [InlineData("What a meniscus root is", "The meniscus is attached to the tibia at the meniscus root.", null)]
    [InlineData("Hamstring injuries", "Start stretching the hamstrings as soon as you can tolerate it so that they do not become stiff.", null)]
    [InlineData("Overuse and hamstring strain in runners", "In most cases, these changes in running make the hamstring settle.", null)]
    [InlineData("What pain behind the knee is and how it shows", "Not everyone with pain behind the knee has swelling there.", null)]
    [InlineData("Bursitis and snapping tendons in runners", "Bursitis where a few tendons cross and rub is a less common cause of pain behind the knee in runners.", null)]
    [InlineData("What a Baker's cyst is", "You have a Baker's cyst.", "\"You have a Baker's cyst.\" names a condition as the visitor's")]
    [InlineData("What a Baker's cyst is", "See [here](https://x.example) for a Baker's cyst.", "it holds signs that no sentence of an answer needs")]
    public async Task SaysWhyASentenceMayNotBeShown(string section, string sentence, string? objection)
    {
        var verdict = await CheckAsync(Engine.Value.CreateGroundingRail(encoder: null), new GroundingPair(true, "", [section], sentence));
        verdict.Objection.ShouldBe(objection);
    }

    [Fact]
    public async Task ASentenceWithoutACitationIsNotShown()
    {
        var verdict = await Engine.Value.CreateGroundingRail(encoder: null).CheckAsync("A Baker's cyst is a lump behind the knee.", [], TestContext.Current.CancellationToken);
        verdict.Objection.ShouldBe("it cites no passage");
    }

    [Fact]
    public async Task NamesTheSentencesItRestsOn()
    {
        var verdict = await CheckAsync(Engine.Value.CreateGroundingRail(encoder: null), new GroundingPair(true, "", ["Treatment of a Baker's cyst"], "A very large Baker's cyst can be drained, but the fluid may come back."));
        verdict.Evidence.Select(quoted => quoted.Text).ShouldBe(["A very large Baker's cyst can be drained.", "Draining a Baker's cyst relieves the pain, but the fluid may come back."]);
    }

    [Fact]
    public async Task EverySentenceOfTheArticleIsGroundedInItself()
    {
        var rail = Engine.Value.CreateGroundingRail(encoder: null);
        var lost = new List<string>();
        foreach (var passage in Engine.Value.Corpus.Passages)
            foreach (var text in passage.Sentences.Select(passage.Quote).Where(text => text.EndsWith('.')))
                if (await rail.CheckAsync(text, [passage], TestContext.Current.CancellationToken) is { IsGrounded: false } verdict)
                    lost.Add(string.Create(CultureInfo.InvariantCulture, $"{verdict.Objection}: {text}"));
        lost.ShouldBeEmpty();
    }

    private static async Task MeasureAsync(KneeBotEngine engine, string file, int kept, int supported, int rejected, int unsupported)
    {
        var pairs = GroundingPair.Read(file);
        var rail = engine.CreateGroundingRail(encoder: null); // words alone: the encoder only takes away
        var verdicts = new List<(GroundingPair Pair, bool IsGrounded)>();
        foreach (var pair in pairs)
            verdicts.Add((pair, (await CheckAsync(rail, pair, engine)).IsGrounded));

        pairs.Count(pair => pair.IsSupported).ShouldBe(supported);
        pairs.Count(pair => !pair.IsSupported).ShouldBe(unsupported);
        verdicts.Count(one => !one.Pair.IsSupported && !one.IsGrounded).ShouldBe(rejected);
        verdicts.Count(one => one.Pair.IsSupported && one.IsGrounded).ShouldBe(kept);
    }

    private static Task<Guardrails.Grounding.GroundingVerdict> CheckAsync(Guardrails.Grounding.GroundingRail rail, GroundingPair pair, KneeBotEngine? engine = null) =>
        rail.CheckAsync(pair.Text, [.. (engine ?? Engine.Value).Corpus.Passages.Where(passage => pair.Sections.Contains(passage.Section))], TestContext.Current.CancellationToken);
}

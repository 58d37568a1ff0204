using System.Numerics.Tensors;
using KneeBot.Semantics.Bert;
using KneeBot.Semantics.Tests.Support;

namespace KneeBot.Semantics.Tests;

public sealed class ArcticEmbedXsTests
{
    private static readonly ArcticEmbedXs Encoder = new();

    public static IEnumerable<TheoryDataRow<int>> ReferenceRows =>
        Enumerable.Range(0, Reference.Arctic.Count).Where(Comparable).Select(row => new TheoryDataRow<int>(row));

    [Theory]
    [MemberData(nameof(ReferenceRows))]
    public void PiecesEqualTheOriginals(int row)
    {
        var reference = Reference.Arctic[row];

        Assert.Equal(reference.Pieces, Encoder.Model.Pieces([reference.Text], ArcticEmbedXs.MaximumPieces));
    }

    [Theory]
    [MemberData(nameof(ReferenceRows))]
    public void EmbeddingIsNearTheOriginals(int row)
    {
        var reference = Reference.Arctic[row];

        Assert.InRange(reference.CosineTo(Encoder.Embed(reference.Text)), 0.999, 1.00001);
    }

    [Fact]
    public void MostTextsOfTheReferenceAreCompared() => Assert.InRange(ReferenceRows.Count(), 80, int.MaxValue);

    [Fact]
    public void SameTextGivesTheSameBitsWhateverWasReadBefore()
    {
        var first = Encoder.Embed("My knee is swollen.");
        Encoder.Embed(new string('x', 5_000) + string.Concat(Enumerable.Repeat(" word", 900)));

        Assert.Equal(first, Encoder.Embed("My knee is swollen."));
        Assert.Equal(1, TensorPrimitives.Norm<float>(Encoder.Embed("")), 1e-5f);
    }

    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var texts = Reference.Arctic.Take(30).Select(reference => reference.Text).ToArray();
        var expected = texts.Select(Encoder.Embed).ToArray();
        var actual = new float[4 * texts.Length][];

        Parallel.For(0, actual.Length, new() { MaxDegreeOfParallelism = 8 }, i => actual[i] = Encoder.Embed(texts[i % texts.Length]));

        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i % texts.Length], actual[i]);
    }

    [Fact]
    public void TheRightPassageLiesCloserToTheQuestion()
    {
        var question = Encoder.Embed(ArcticEmbedXs.QueryPrefix + "What helps a runner's hamstring strain?");
        var right = TensorPrimitives.Dot<float>(question, Encoder.Embed("Shorten your stride and raise your cadence; avoid hills for a few weeks."));
        var wrong = TensorPrimitives.Dot<float>(question, Encoder.Embed("An ultrasound tells a simple cyst from something more complex."));

        Assert.True(right > wrong, $"right {right}, wrong {wrong}");
    }

    [Fact]
    public void GeluFollowsTheErrorFunction()
    {
        float[] values = [-6, -1, -0.5f, 0, 0.5f, 1, 3, 6, .. new float[8]];

        Gelu.Apply(values);

        Assert.Equal([0, -0.158655f, -0.154269f, 0, 0.345731f, 0.841345f, 2.99595f, 6, .. new float[8]], values, (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void AFileThatIsMissingIsNamed()
    {
        var directory = Directory.CreateTempSubdirectory();
        var fault = Assert.Throws<EncoderUnavailableException>(() => new ArcticEmbedXs(directory.FullName));

        Assert.StartsWith($"The sentence encoder's file arctic-xs-vocabulary.txt cannot be read from {directory.FullName}.", fault.Message, StringComparison.Ordinal);
        directory.Delete();
    }

    /// <summary>The reference's tokenizer drops mathematical symbols and control characters and keeps accents; BERT's own does not.</summary>
    private static bool Comparable(int row) =>
        Reference.Arctic[row].Text.All(c => char.IsAscii(c) && !char.IsSymbol(c) && c != '_' && !char.IsControl(c));
}

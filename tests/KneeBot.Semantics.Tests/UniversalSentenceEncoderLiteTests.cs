using System.Numerics.Tensors;
using KneeBot.Semantics.Tests.Support;
using Microsoft.Extensions.AI;

namespace KneeBot.Semantics.Tests;

public sealed class UniversalSentenceEncoderLiteTests
{
    private static readonly UniversalSentenceEncoderLite Encoder = new();

    public static IEnumerable<TheoryDataRow<int>> ReferenceRows =>
        Enumerable.Range(0, Reference.All.Count).Select(row => new TheoryDataRow<int>(row));

    [Theory]
    [MemberData(nameof(ReferenceRows))]
    public void EmbeddingEqualsTheOriginals(int row)
    {
        var reference = Reference.All[row];

        Assert.InRange(reference.CosineTo(Encoder.Embed(reference.Text)), 0.9999, 1.00001);
    }

    [Fact]
    public void EmbeddingHasUnitLengthEvenForEmptyText()
    {
        Assert.Equal(1, TensorPrimitives.Norm<float>(Encoder.Embed("")), 1e-5f);
        Assert.Equal(1, TensorPrimitives.Norm<float>(Encoder.Embed("my knee hurts")), 1e-5f);
    }

    [Fact]
    public void SameTextGivesTheSameBits()
    {
        var first = Encoder.Embed("My knee is swollen.");
        Encoder.Embed(new string('x', 5_000)); // leaves other content behind in the rented arrays

        Assert.Equal(first, Encoder.Embed("My knee is swollen."));
        Assert.Equal(first, new UniversalSentenceEncoderLite().Embed("My knee is swollen."));
    }

    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var texts = Reference.All.Select(reference => reference.Text).ToArray();
        var expected = texts.Select(Encoder.Embed).ToArray();
        var actual = new float[8 * texts.Length][];

        Parallel.For(0, actual.Length, new() { MaxDegreeOfParallelism = 8 }, i => actual[i] = Encoder.Embed(texts[i % texts.Length]));

        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i % texts.Length], actual[i]);
    }

    [Fact]
    public async Task OrderOfABatchDoesNotMatter()
    {
        var texts = Reference.All.Take(40).Select(reference => reference.Text).ToArray();

        var forward = await Encoder.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);
        var backward = await Encoder.GenerateAsync(texts.Reverse(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(forward.Select(Values), backward.Reverse().Select(Values));
        Assert.Equal(texts.Select(Encoder.Embed), forward.Select(Values));
    }

    [Fact]
    public void RelatedTextsLieCloserThanUnrelatedOnes()
    {
        var question = Encoder.Embed("Why does my knee hurt when I climb stairs?");
        var related = TensorPrimitives.Dot<float>(question, Encoder.Embed("knee pain going upstairs"));
        var unrelated = TensorPrimitives.Dot<float>(question, Encoder.Embed("What is the capital of France?"));

        Assert.True(related > unrelated + 0.2f, $"related {related}, unrelated {unrelated}");
    }

    [Fact]
    public void TextBeyondTheFirst128PiecesDoesNotCount()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 400));

        Assert.Equal(Encoder.Embed(text), Encoder.Embed(text + "something else altogether"));
    }

    [Fact]
    public void DestinationOfAnotherLengthIsRefused()
    {
        var fault = Assert.Throws<ArgumentException>(() => Encoder.Embed("knee", new float[256]));

        Assert.Equal("An embedding takes 512 floats, not 256. (Parameter 'destination')", fault.Message);
    }

    [Fact]
    public async Task OtherDimensionsAreRefused()
    {
        var options = new EmbeddingGenerationOptions { Dimensions = 256 };

        var fault = await Assert.ThrowsAsync<ArgumentException>(
            () => Encoder.GenerateAsync(["knee"], options, TestContext.Current.CancellationToken));

        Assert.Equal("This model has 512 dimensions, not 256. (Parameter 'options')", fault.Message);
    }

    [Fact]
    public async Task CancelledBatchStops() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Encoder.GenerateAsync(["knee"], null, new CancellationToken(true)));

    [Fact]
    public void MetadataNamesTheModel()
    {
        var metadata = Assert.IsType<EmbeddingGeneratorMetadata>(Encoder.GetService(typeof(EmbeddingGeneratorMetadata)));

        Assert.Equal("universal-sentence-encoder-lite-en", metadata.DefaultModelId);
        Assert.Equal(512, metadata.DefaultModelDimensions);
        Assert.Same(Encoder, Encoder.GetService(typeof(UniversalSentenceEncoderLite)));
    }

    private static float[] Values(Embedding<float> embedding) => embedding.Vector.ToArray();
}

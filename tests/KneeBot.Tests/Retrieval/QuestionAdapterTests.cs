using KneeBot.Evaluation;
using KneeBot.Retrieval;
using KneeBot.Semantics;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Retrieval;

public sealed class QuestionAdapterTests
{
    private static readonly QuestionAdapter Swap = new("letters", 2, 10, -3, [-1, 1, 1, -1]);

    [Fact]
    public void AQuestionIsTurned() => Swap.Adapt(new float[] { 1, 0 }).ToArray().ShouldBe([0f, 1f]);

    [Fact]
    public void AVectorOfAnotherLengthStaysAsItIs() => Swap.Adapt(new float[] { 1, 2, 3 }).ToArray().ShouldBe([1f, 2f, 3f]);

    [Fact]
    public void SentencesTogetherMakeAnAnswerLikelier()
    {
        Swap.Answered([]).ShouldBe(-3);
        Swap.Answered([0.5f]).ShouldBe(2, 1e-6);
        Swap.Answered([0.5f, 0.5f]).ShouldBe(2 + Math.Log(2), 1e-6);
        Swap.Answered([100, 0]).ShouldBe(997, 1e-3);
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        using var file = new MemoryStream();
        Swap.Write(file);
        file.Position = 0;

        var read = QuestionAdapter.Read(file);

        (read.Encoder, read.Dimensions, read.Scale, read.Bias).ShouldBe(("letters", 2, 10f, -3f));
        read.Adapt(new float[] { 0.25f, 4 }).ToArray().ShouldBe([4f, 0.25f]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(-9)]
    [InlineData(-20)]
    public void AFileOfAnotherLengthIsRefused(int change)
    {
        using var file = new MemoryStream();
        Swap.Write(file);
        var bytes = file.ToArray();
        Array.Resize(ref bytes, bytes.Length + change);

        Should.Throw<InvalidDataException>(() => QuestionAdapter.Read(new MemoryStream(bytes)));
    }

    [Fact]
    public void AMatrixOfAnotherSizeIsRefused() => Should.Throw<ArgumentException>(() => new QuestionAdapter("letters", 2, 1, 0, new float[3]));

    [Fact]
    public void OnlyTheEncoderItWasLearntWithHasIt()
    {
        using var builtIn = ArcticEmbedXs.Deferred();
        using var other = new LetterPairs();

        QuestionAdapter.For(builtIn).ShouldNotBeNull().Dimensions.ShouldBe(ArcticEmbedXs.Dimensions);
        QuestionAdapter.For(other).ShouldBeNull();
        QuestionAdapter.For(null).ShouldBeNull();
    }
}

public sealed class AdapterTrainerTests
{
    // Questions lie near the wrong sentence: the first is answered by the second sentence, the second by the first, the third by none.
    private static readonly float[][] Sentences = [[1, 0, 0], [0, 1, 0]];
    private static readonly AdapterTrainer.Item[] Items = [new(new float[] { 1, 0, 0 }, [1]), new(new float[] { 0, 1, 0 }, [0]), new(new float[] { 0.7f, 0, 0.7f }, [])];

    [Fact]
    public void TheSentenceThatAnswersComesFirstAndNoneIsNearWhereThereIsNone()
    {
        var before = new QuestionAdapter("letters", 3, 20, -8, new float[9]);
        var learnt = Learn();

        foreach (var item in Items)
            (Order(learnt, item) - Order(before, item)).ShouldBeGreaterThan(0);
        Nearness(learnt, Items[2]).Max().ShouldBeLessThan(Nearness(before, Items[2]).Max());
        learnt.Answered(Nearness(learnt, Items[0])).ShouldBeGreaterThan(learnt.Answered(Nearness(learnt, Items[2])));
    }

    [Fact]
    public void TheSameQuestionsGiveTheSameMatrix()
    {
        using MemoryStream first = new(), second = new();
        Learn().Write(first);
        Learn().Write(second);

        second.ToArray().ShouldBe(first.ToArray());
    }

    private static QuestionAdapter Learn() => AdapterTrainer.Learn("letters", 3, [new AdapterTrainer.Group(Sentences, Items, 1)]);

    private static float[] Nearness(QuestionAdapter adapter, AdapterTrainer.Item item)
    {
        var adapted = adapter.Adapt(item.Question);
        return [.. Sentences.Select(sentence => Meanings.Similarity(adapted, sentence))];
    }

    /// <summary>How far the right sentence stands before the wrong one; for a question without an answer, how far both stand off.</summary>
    private static float Order(QuestionAdapter adapter, AdapterTrainer.Item item)
    {
        var near = Nearness(adapter, item);
        return item.Gold.Length == 0 ? -near.Max() : near[item.Gold[0]] - near[1 - item.Gold[0]];
    }
}

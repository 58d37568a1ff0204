using System.Numerics.Tensors;
using KneeBot.Retrieval;

namespace KneeBot.Evaluation;

/// <summary>
/// Learns a <see cref="QuestionAdapter"/>: the sentences that hold the answer come first, and how near the nearest are tells whether
/// there is an answer at all. Gradient descent (Adam) from zero, no randomness: the same questions give the same matrix.
/// </summary>
internal static class AdapterTrainer
{
    private const int Steps = 200;
    private const float Rate = 1e-3f, ScalarRate = 3e-2f, Sharpness = 20, FirstScale = 20, FirstBias = -8, Penalty = 0.03f, AnswerShare = 0.5f;
    private const float Momentum = 0.9f, Curvature = 0.999f, Tiny = 1e-8f;

    /// <summary>Questions put to the same sentences.</summary>
    /// <param name="Sentences">The sentences' vectors.</param>
    /// <param name="Items">The questions.</param>
    /// <param name="Importance">How much the group counts beside the others.</param>
    public sealed record Group(float[][] Sentences, IReadOnlyList<Item> Items, float Importance);

    /// <summary>One question.</summary>
    /// <param name="Question">Its vector.</param>
    /// <param name="Gold">Places of the sentences that answer it; empty: none does.</param>
    public sealed record Item(ReadOnlyMemory<float> Question, int[] Gold);

    private sealed class State(int dimensions)
    {
        public readonly float[] Matrix = new float[dimensions * dimensions];
        public readonly float[] Gradient = new float[dimensions * dimensions];
        public float Scale = FirstScale, Bias = FirstBias, ScaleGradient, BiasGradient;
    }

    public static QuestionAdapter Learn(string encoder, int dimensions, IReadOnlyList<Group> groups)
    {
        var state = new State(dimensions);
        var (first, second) = (new float[state.Matrix.Length], new float[state.Matrix.Length]);
        var (scalarFirst, scalarSecond) = (new float[2], new float[2]);
        for (var step = 1; step <= Steps; step++)
        {
            TensorPrimitives.Multiply(state.Matrix, 2 * Penalty, state.Gradient);
            (state.ScaleGradient, state.BiasGradient) = (0, 0);
            foreach (var group in groups)
                Add(state, group, dimensions);
            var (fade, spread) = (1 - MathF.Pow(Momentum, step), 1 - MathF.Pow(Curvature, step));
            for (var i = 0; i < first.Length; i++)
                state.Matrix[i] -= Rate * Move(ref first[i], ref second[i], state.Gradient[i], fade, spread);
            state.Scale *= MathF.Exp(-ScalarRate * Move(ref scalarFirst[0], ref scalarSecond[0], state.ScaleGradient * state.Scale, fade, spread));
            state.Bias -= ScalarRate * Move(ref scalarFirst[1], ref scalarSecond[1], state.BiasGradient, fade, spread);
        }

        return new QuestionAdapter(encoder, dimensions, state.Scale, state.Bias, state.Matrix);
    }

    private static float Move(ref float first, ref float second, float gradient, float fade, float spread)
    {
        first = Momentum * first + (1 - Momentum) * gradient;
        second = Curvature * second + (1 - Curvature) * gradient * gradient;
        return first / fade / (MathF.Sqrt(second / spread) + Tiny);
    }

    private static void Add(State state, Group group, int dimensions)
    {
        var answered = Math.Max(1, group.Items.Count(item => item.Gold.Length > 0));
        var unanswered = Math.Max(1, group.Items.Count(item => item.Gold.Length == 0));
        var near = new float[group.Sentences.Length];
        var slope = new float[group.Sentences.Length];
        var (adapted, pull) = (new float[dimensions], new float[dimensions]);
        foreach (var item in group.Items)
        {
            var question = item.Question.Span;
            QuestionAdapter.Turn(state.Matrix, question, adapted);
            for (var j = 0; j < near.Length; j++)
                near[j] = TensorPrimitives.Dot<float>(adapted, group.Sentences[j]);
            Array.Clear(slope);
            Answering(state, item.Gold.Length > 0, near, slope, AnswerShare * group.Importance / (item.Gold.Length > 0 ? answered : unanswered));
            if (item.Gold.Length > 0)
                Ranking(item.Gold, near, slope, (1 - AnswerShare) * group.Importance / answered);
            Array.Clear(pull);
            for (var j = 0; j < near.Length; j++)
                if (MathF.Abs(slope[j]) > 1e-9f)
                    TensorPrimitives.MultiplyAdd(group.Sentences[j], slope[j], pull, pull);
            for (var i = 0; i < dimensions; i++)
            {
                var row = state.Gradient.AsSpan(i * dimensions, dimensions);
                TensorPrimitives.MultiplyAdd(pull, question[i], row, row);
            }
        }
    }

    /// <summary>The slope of the loss "is there an answer", by each sentence's nearness.</summary>
    private static void Answering(State state, bool isAnswered, float[] near, float[] slope, float weight)
    {
        var share = new float[near.Length];
        TensorPrimitives.Multiply(near, state.Scale, share);
        var most = TensorPrimitives.Max<float>(share);
        var odds = most + MathF.Log(share.Sum(value => MathF.Exp(value - most))) + state.Bias;
        TensorPrimitives.SoftMax(share, share);
        var pull = weight * (1 / (1 + MathF.Exp(-odds)) - (isAnswered ? 1 : 0));
        state.BiasGradient += pull;
        state.ScaleGradient += pull * TensorPrimitives.Dot<float>(share, near);
        TensorPrimitives.MultiplyAdd(share, pull * state.Scale, slope, slope);
    }

    /// <summary>The slope of the loss "the answer comes first".</summary>
    private static void Ranking(int[] gold, float[] near, float[] slope, float weight)
    {
        var share = new float[near.Length];
        TensorPrimitives.Multiply(near, Sharpness, share);
        TensorPrimitives.SoftMax(share, share);
        TensorPrimitives.MultiplyAdd(share, weight * Sharpness, slope, slope);
        var right = gold.Sum(j => share[j]);
        foreach (var j in gold)
            slope[j] -= weight * Sharpness * share[j] / MathF.Max(right, 1e-12f);
    }
}

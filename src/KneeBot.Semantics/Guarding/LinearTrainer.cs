namespace KneeBot.Semantics.Guarding;

/// <summary>
/// Trains <see cref="LinearModel"/> by Adam with weight decay on the logistic loss (or softmax), one thread, fixed seed:
/// the same data give the same weights.
/// </summary>
internal static class LinearTrainer
{
    private const int BatchSize = 32, Epochs = 30, MinCount = 3;
    private const float LearningRate = 0.02f, LastLearningRate = 0.0005f, Decay = 2e-3f;

    /// <summary>One message of the training set.</summary>
    /// <param name="Features">Its features.</param>
    /// <param name="Targets">For each head 1, 0, or <see cref="float.NaN"/> where the message says nothing about it.</param>
    public sealed record Example(IReadOnlyList<string> Features, float[] Targets);

    /// <summary>Trains one classifier per head, or one that chooses between the heads (softmax).</summary>
    /// <param name="heads">Names of the classifiers.</param>
    /// <param name="examples">The training set.</param>
    /// <param name="softmax">Whether the heads exclude each other.</param>
    /// <param name="kinds">Beginnings of the feature names that are used.</param>
    public static LinearModel Train(IReadOnlyList<string> heads, IReadOnlyList<Example> examples, bool softmax, string kinds)
    {
        var rows = Vocabulary(examples, kinds);
        var inputs = examples.Select(example => Input(example.Features, rows)).ToArray();
        if (softmax)
            return Pack(heads, rows, Fit(examples, inputs, rows.Count, heads.Count, head: null));
        var columns = heads.Select((_, head) => Fit(examples, inputs, rows.Count, 1, head)[0]).ToArray();
        return Pack(heads, rows, columns);
    }

    private static Dictionary<string, int> Vocabulary(IReadOnlyList<Example> examples, string kinds)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in examples.SelectMany(example => example.Features).Where(name => kinds.Contains(name[0])))
            counts[name] = counts.GetValueOrDefault(name) + 1;
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in counts.Where(entry => entry.Value >= MinCount).Select(entry => entry.Key).Order(StringComparer.Ordinal))
            rows.Add(name, rows.Count);
        return rows;
    }

    private static (int[] Rows, float Scale) Input(IReadOnlyList<string> features, Dictionary<string, int> rows)
    {
        int[] known = [.. features.Where(rows.ContainsKey).Select(name => rows[name]).Order()];
        return (known, LinearModel.NamesScale / MathF.Sqrt(Math.Max(1, known.Length)));
    }

    /// <summary>Weights per output: named features, then the bias.</summary>
    private static float[][] Fit(IReadOnlyList<Example> examples, (int[] Rows, float Scale)[] inputs, int rows, int outputs, int? head)
    {
        var size = rows + 1;
        var used = Enumerable.Range(0, examples.Count).Where(i => head is not { } h || !float.IsNaN(examples[i].Targets[h])).ToArray();
        var optimizers = Enumerable.Range(0, outputs).Select(_ => new Adam(size)).ToArray();
        var random = new Random(5);
        var scores = new double[outputs];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(used);
            var rate = LearningRate * (1 - (float)epoch / Epochs) + LastLearningRate;
            for (var start = 0; start < used.Length; start += BatchSize)
            {
                var count = Math.Min(BatchSize, used.Length - start);
                for (var k = 0; k < count; k++)
                {
                    var i = used[start + k];
                    for (var o = 0; o < outputs; o++)
                        scores[o] = Score(optimizers[o].Weights, inputs[i]);
                    var shares = head is null ? Softmax(scores) : [1 / (1 + Math.Exp(-scores[0]))];
                    for (var o = 0; o < outputs; o++)
                        Accumulate(optimizers[o].Gradient, inputs[i], (float)(shares[o] - examples[i].Targets[head ?? o]) / count);
                }

                foreach (var optimizer in optimizers)
                    optimizer.Step(rate, Decay);
            }
        }

        return [.. optimizers.Select(optimizer => optimizer.Weights)];
    }

    private static double Score(float[] weights, (int[] Rows, float Scale) input)
    {
        double sum = 0;
        foreach (var row in input.Rows)
            sum += weights[row];
        return weights[^1] + (sum * input.Scale);
    }

    private static void Accumulate(float[] gradient, (int[] Rows, float Scale) input, float error)
    {
        foreach (var row in input.Rows)
            gradient[row] += error * input.Scale;
        gradient[^1] += error;
    }

    internal static double[] Softmax(double[] scores)
    {
        var top = scores.Max();
        var powers = scores.Select(score => Math.Exp(score - top)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static LinearModel Pack(IReadOnlyList<string> heads, Dictionary<string, int> rows, float[][] columns) => new(
        heads,
        rows,
        [.. columns.Select(column => column[..rows.Count])],
        [.. columns.Select(column => column[^1])]);

    private sealed class Adam(int size)
    {
        private readonly float[] _mean = new float[size];
        private readonly float[] _square = new float[size];
        private int _step;

        public float[] Weights { get; } = new float[size];

        public float[] Gradient { get; } = new float[size];

        public void Step(float rate, float decay)
        {
            _step++;
            var meanScale = 1 / (1 - MathF.Pow(0.9f, _step));
            var squareScale = 1 / (1 - MathF.Pow(0.999f, _step));
            var (weights, gradients, means, squares) = (Weights, Gradient, _mean, _square);
            for (var i = 0; i < weights.Length; i++)
            {
                var gradient = gradients[i];
                var mean = means[i] = 0.9f * means[i] + 0.1f * gradient;
                var square = squares[i] = 0.999f * squares[i] + 0.001f * gradient * gradient;
                var kept = i == weights.Length - 1 ? 0 : rate * decay * weights[i];
                weights[i] -= rate * mean * meanScale / (MathF.Sqrt(square * squareScale) + 1e-8f) + kept;
            }

            Array.Clear(Gradient);
        }
    }
}

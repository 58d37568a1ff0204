namespace KneeBot.Evaluation;

/// <summary>Logistic regression by gradient descent on scaled signals: no randomness, so the same cases give the same weights.</summary>
internal static class LogisticRegression
{
    private const int Steps = 1_500;
    private const double Rate = 1, Penalty = 0.01;

    /// <summary>Learns the constant and a weight for each signal.</summary>
    public static (double Bias, IReadOnlyDictionary<string, double> Weights) Learn(string[] names, double[][] rows, bool[] labels, double[] importance)
    {
        var mean = names.Select((_, j) => rows.Average(row => row[j])).ToArray();
        var spread = names.Select((_, j) => Math.Sqrt(rows.Average(row => Math.Pow(row[j] - mean[j], 2)))).Select(s => s < 1e-9 ? 1 : s).ToArray();
        var scaled = rows.Select(row => row.Select((x, j) => (x - mean[j]) / spread[j]).ToArray()).ToArray();
        var total = importance.Sum();
        var weights = new double[names.Length];
        var bias = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[names.Length];
            var biasGradient = 0.0;
            for (var i = 0; i < scaled.Length; i++)
            {
                var sum = bias;
                for (var j = 0; j < weights.Length; j++)
                    sum += scaled[i][j] * weights[j];
                var error = importance[i] / total * ((labels[i] ? 1 : 0) - 1 / (1 + Math.Exp(-sum)));
                biasGradient += error;
                for (var j = 0; j < weights.Length; j++)
                    gradient[j] += error * scaled[i][j];
            }

            bias += Rate * biasGradient;
            for (var j = 0; j < weights.Length; j++)
                weights[j] += Rate * (gradient[j] - Penalty * weights[j]);
        }

        return (Math.Round(bias - weights.Select((w, j) => w * mean[j] / spread[j]).Sum(), 4),
            names.Select((name, j) => (name, weight: Math.Round(weights[j] / spread[j], 4))).ToDictionary(entry => entry.name, entry => entry.weight));
    }
}

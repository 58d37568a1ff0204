using KneeBot.Answering;

namespace KneeBot.Evaluation;

/// <summary>Logistic regression by gradient descent: no randomness, so the same cases give the same weights.</summary>
internal static class LogisticRegression
{
    private const int Steps = 6_000;
    private const double Rate = 1, Penalty = 0.0005;

    /// <summary>Learns weights; both classes count the same, whatever their sizes.</summary>
    public static IReadOnlyDictionary<string, double> Learn(IReadOnlyList<(IReadOnlyDictionary<string, double> Signals, bool Label)> cases)
    {
        var names = cases.SelectMany(one => one.Signals.Keys).Distinct().ToArray();
        var rows = cases.Select(one => names.Select(name => one.Signals.GetValueOrDefault(name)).ToArray()).ToArray();
        var positives = cases.Count(one => one.Label);
        var weights = new double[names.Length];
        var bias = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[names.Length];
            var biasGradient = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                var sum = bias + rows[i].Zip(weights, (x, w) => x * w).Sum();
                var error = (cases[i].Label ? 1 : 0) - 1 / (1 + Math.Exp(-sum));
                error *= 0.5 / (cases[i].Label ? positives : rows.Length - positives);
                biasGradient += error;
                for (var j = 0; j < names.Length; j++)
                    gradient[j] += error * rows[i][j];
            }

            bias += Rate * biasGradient;
            for (var j = 0; j < names.Length; j++)
                weights[j] += Rate * (gradient[j] - Penalty * weights[j]);
        }

        return names.Select((name, j) => (name, weights[j])).Prepend((AnswerClassifier.Bias, bias))
            .ToDictionary(entry => entry.Item1, entry => Math.Round(entry.Item2, 4));
    }
}

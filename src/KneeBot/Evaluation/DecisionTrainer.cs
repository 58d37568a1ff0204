using KneeBot.Answering;

namespace KneeBot.Evaluation;

/// <summary>Learns the decision to answer from signals and labels. No randomness: the same cases give the same weights.</summary>
internal static class DecisionTrainer
{
    private const int Depth = 3, FewCases = 600;
    private const double Shrinkage = 0.06, LeafPenalty = 1.0;

    /// <summary>One case: its signals, and whether the articles answer it.</summary>
    public sealed record Case(IReadOnlyDictionary<string, double> Signals, bool Label)
    {
        /// <summary>How much it counts beside the others.</summary>
        public double Weight { get; init; } = 1;
    }

    private sealed record Table(string[] Names, double[][] Rows, bool[] Labels, double[] Weights);

    /// <summary>Learns both parts; the two classes count the same, whatever their sizes.</summary>
    public static DecisionModel Learn(IReadOnlyList<Case> cases)
    {
        string[] names = [.. cases.SelectMany(one => one.Signals.Keys).Distinct().Order(StringComparer.Ordinal)];
        var all = cases.Sum(one => one.Weight);
        var positives = Math.Max(1, cases.Where(one => one.Label).Sum(one => one.Weight));
        var negatives = Math.Max(1, all - positives);
        var table = new Table(
            names,
            [.. cases.Select(one => names.Select(name => one.Signals.GetValueOrDefault(name)).ToArray())],
            [.. cases.Select(one => one.Label)],
            [.. cases.Select(one => 0.5 * all * one.Weight / (one.Label ? positives : negatives))]);
        var (bias, weights) = LogisticRegression.Learn(table.Names, table.Rows, table.Labels, table.Weights);
        return new DecisionModel(bias, weights, 0, Boost(table));
    }

    /// <summary>Gradient boosting on the logistic loss: each tree mends what the ones before leave.</summary>
    private static List<DecisionNode> Boost(Table table)
    {
        // Few cases bear fewer trees, and would have none at all with large leaves.
        var (rounds, smallestLeaf) = table.Rows.Length < FewCases ? (120, 10) : (200, 20);
        var trees = new List<DecisionNode>();
        var odds = new double[table.Rows.Length];
        int[] all = [.. Enumerable.Range(0, odds.Length)];
        int[][] sorted = [.. Enumerable.Range(0, table.Names.Length).Select(column => all.OrderBy(i => table.Rows[i][column]).ThenBy(i => i).ToArray())];
        for (var round = 0; round < rounds; round++)
        {
            var slope = new double[odds.Length];
            var curve = new double[odds.Length];
            for (var i = 0; i < odds.Length; i++)
            {
                var probability = 1 / (1 + Math.Exp(-odds[i]));
                slope[i] = table.Weights[i] * ((table.Labels[i] ? 1 : 0) - probability);
                curve[i] = table.Weights[i] * probability * (1 - probability);
            }

            var within = new bool[odds.Length];
            Array.Fill(within, true);
            var tree = Grow(table, sorted, within, odds.Length, slope, curve, Depth, smallestLeaf);
            trees.Add(tree);
            for (var i = 0; i < odds.Length; i++)
                odds[i] += Follow(tree, table, i);
        }

        return trees;
    }

    private static DecisionNode Grow(Table table, int[][] sorted, bool[] within, int count, double[] slope, double[] curve, int depth, int smallestLeaf)
    {
        double allSlope = 0, allCurve = 0;
        for (var i = 0; i < within.Length; i++)
        {
            if (within[i])
                (allSlope, allCurve) = (allSlope + slope[i], allCurve + curve[i]);
        }

        var leaf = new DecisionNode(null, Math.Round(Shrinkage * allSlope / (allCurve + LeafPenalty), 4));
        if (depth == 0 || count < 2 * smallestLeaf)
            return leaf;
        var (column, threshold) = Split(table, sorted, within, count, slope, curve, allSlope, allCurve, smallestLeaf);
        if (column < 0)
            return leaf;
        var left = new bool[within.Length];
        var right = new bool[within.Length];
        var lefts = 0;
        for (var i = 0; i < within.Length; i++)
        {
            if (!within[i])
                continue;
            left[i] = table.Rows[i][column] < threshold;
            right[i] = !left[i];
            lefts += left[i] ? 1 : 0;
        }

        return new DecisionNode(table.Names[column], threshold,
            Grow(table, sorted, left, lefts, slope, curve, depth - 1, smallestLeaf), Grow(table, sorted, right, count - lefts, slope, curve, depth - 1, smallestLeaf));
    }

    private static (int Column, double Threshold) Split(Table table, int[][] sorted, bool[] within, int count, double[] slope, double[] curve, double allSlope, double allCurve, int smallestLeaf)
    {
        var best = (Gain: 1e-6, Column: -1, Threshold: 0.0);
        var whole = allSlope * allSlope / (allCurve + LeafPenalty);
        for (var column = 0; column < table.Names.Length; column++)
        {
            double leftSlope = 0, leftCurve = 0;
            int lefts = 0, before = -1;
            foreach (var i in sorted[column])
            {
                if (!within[i])
                    continue;
                var value = table.Rows[i][column];
                if (before >= 0 && lefts >= smallestLeaf && count - lefts >= smallestLeaf && value > table.Rows[before][column])
                {
                    var (restSlope, restCurve) = (allSlope - leftSlope, allCurve - leftCurve);
                    var gain = leftSlope * leftSlope / (leftCurve + LeafPenalty) + restSlope * restSlope / (restCurve + LeafPenalty) - whole;
                    if (gain > best.Gain + 1e-9)
                        best = (gain, column, Math.Round((value + table.Rows[before][column]) / 2, 5));
                }

                (leftSlope, leftCurve, lefts, before) = (leftSlope + slope[i], leftCurve + curve[i], lefts + 1, i);
            }
        }

        return (best.Column, best.Threshold);
    }

    private static double Follow(DecisionNode node, Table table, int row)
    {
        while (node.Signal is { } signal)
            node = (table.Rows[row][Array.IndexOf(table.Names, signal)] < node.Number ? node.Left : node.Right)!;
        return node.Number;
    }
}

namespace KneeBot.Answering;

/// <summary>Weights and trees with each signal at a place of its own: a draft's signals are looked up by name once, not for every question of every tree.</summary>
internal sealed class DecisionForm
{
    private readonly string[] _signals;
    private readonly double[] _weights;
    private readonly Node[] _trees;

    /// <param name="weights">Weights by signal; the signals' places begin with theirs, in their order.</param>
    /// <param name="trees">Trees whose leaves add up.</param>
    public DecisionForm(IReadOnlyDictionary<string, double> weights, IReadOnlyList<DecisionNode> trees)
    {
        _signals = [.. weights.Keys.Concat(trees.SelectMany(tree => tree.Signals)).Distinct(StringComparer.Ordinal)];
        _weights = [.. weights.Values];
        _trees = [.. trees.Select(tree => new Node(tree, _signals))];
    }

    /// <summary>The signals' values by place; one that was not measured is 0.</summary>
    public double[] Values(IReadOnlyDictionary<string, double> signals) => Array.ConvertAll(_signals, name => signals.GetValueOrDefault(name));

    /// <summary>The sum of the weighted values.</summary>
    public double Weighted(double[] values)
    {
        double sum = 0;
        for (var i = 0; i < _weights.Length; i++)
            sum += _weights[i] * values[i];
        return sum;
    }

    /// <summary>The sum of the leaves that the values lead to.</summary>
    public double Grown(double[] values)
    {
        double sum = 0;
        foreach (var tree in _trees)
            sum += tree.Leaf(values);
        return sum;
    }

    private sealed class Node(DecisionNode node, string[] signals)
    {
        private readonly int _place = Array.IndexOf(signals, node.Signal);
        private readonly double _number = node.Number;
        private readonly Node? _left = node.Left is null ? null : new Node(node.Left, signals);
        private readonly Node? _right = node.Right is null ? null : new Node(node.Right, signals);

        public double Leaf(double[] values)
        {
            var at = this;
            while (at._place >= 0)
                at = (values[at._place] < at._number ? at._left : at._right)!;
            return at._number;
        }
    }
}

using System.Globalization;

namespace KneeBot.Semantics.Guarding;

/// <summary>Several linear classifiers over the same features: one column of weights each.</summary>
internal sealed class LinearModel
{
    /// <summary>Length that the features of any message are brought to, so that long ones do not shout.</summary>
    internal const float NamesScale = 3f;

    private readonly Dictionary<string, int> _rows;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly float[][] _weights;
    private readonly float[] _bias;

    public LinearModel(IReadOnlyList<string> heads, Dictionary<string, int> rows, float[][] weights, float[] bias)
    {
        Heads = heads;
        (_rows, _weights, _bias) = (rows, weights, bias);
        _names = rows.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Names of the classifiers, in column order.</summary>
    public IReadOnlyList<string> Heads { get; }

    /// <summary>A feature's name as the model holds it, so that it is held once; null when the model has no weight for it.</summary>
    public string? Known(string feature) => _names.TryGetValue(feature, out var name, out _) ? name : null;

    /// <summary>The score of every classifier: log-odds, before the logistic function or softmax.</summary>
    public double[] Score(IReadOnlyList<string> features)
    {
        var rows = new List<int>(features.Count);
        foreach (var name in features)
            if (_rows.TryGetValue(name, out var row))
                rows.Add(row);
        var scale = NamesScale / MathF.Sqrt(Math.Max(1, rows.Count));
        var scores = new double[Heads.Count];
        for (var head = 0; head < scores.Length; head++)
        {
            double sum = 0;
            var column = _weights[head];
            foreach (var row in rows)
                sum += column[row];
            scores[head] = _bias[head] + sum * scale;
        }

        return scores;
    }

    /// <summary>Reads the format that <see cref="Write"/> writes.</summary>
    /// <exception cref="EncoderUnavailableException">The text is not a model.</exception>
    public static LinearModel Read(TextReader text, string file)
    {
        try
        {
            var heads = text.ReadLine()!.Split('\t')[1..];
            var rows = new Dictionary<string, int>(StringComparer.Ordinal);
            var columns = heads.Select(_ => new List<float>()).ToArray();
            var bias = new float[heads.Length];
            Span<Range> cells = stackalloc Range[heads.Length + 2];
            while (text.ReadLine() is { } line)
            {
                if (line.AsSpan().Split(cells, '\t') != heads.Length + 1)
                    throw new FormatException("a line has another number of columns than the first");
                var name = line[cells[0]];
                for (var head = 0; head < heads.Length; head++)
                {
                    var cell = line.AsSpan()[cells[head + 1]];
                    var weight = cell.IsEmpty ? 0 : float.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);
                    if (name == "bias") bias[head] = weight;
                    else columns[head].Add(weight);
                }

                if (name != "bias")
                    rows.Add(name, rows.Count);
            }

            return new LinearModel(heads, rows, [.. columns.Select(column => column.ToArray())], bias);
        }
        catch (Exception e) when (e is FormatException or NullReferenceException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new EncoderUnavailableException($"The classifier file '{file}' is damaged ({e.Message}). Restore it from the repository, or make it again with 'kneebot train'.", e);
        }
    }

    /// <summary>Writes the weights as tab-separated text: a line per feature, four significant digits, empty for zero.</summary>
    public void Write(TextWriter text)
    {
        text.Write("feature\t" + string.Join('\t', Heads) + "\n");
        text.Write("bias\t" + string.Join('\t', _bias.Select(Format)) + "\n");
        foreach (var (name, row) in _rows.OrderBy(entry => entry.Value))
            Line(text, name, head => _weights[head][row]);
    }

    private void Line(TextWriter text, string name, Func<int, float> weight)
    {
        var cells = Enumerable.Range(0, Heads.Count).Select(head => Format(weight(head))).ToArray();
        if (cells.Any(cell => cell.Length > 0))
            text.Write(name + "\t" + string.Join('\t', cells) + "\n");
    }

    private static string Format(float weight) =>
        Math.Abs(weight) < 0.0005f ? "" : weight.ToString("G4", CultureInfo.InvariantCulture);
}

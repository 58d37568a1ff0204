using System.Globalization;
using System.Text;

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
    public static LinearModel Read(ReadOnlySpan<byte> content, string file)
    {
        try
        {
            var lines = content.Count((byte)'\n');
            var rest = content;
            var heads = Encoding.UTF8.GetString(Line(ref rest)).Split('\t')[1..];
            var rows = new Dictionary<string, int>(lines, StringComparer.Ordinal);
            var columns = heads.Select(_ => new float[lines]).ToArray();
            var bias = new float[heads.Length];
            Span<Range> cells = stackalloc Range[heads.Length + 2];
            while (!rest.IsEmpty)
            {
                var line = Line(ref rest);
                if (Split(line, cells) != heads.Length + 1)
                    throw new FormatException("a line has another number of columns than the first");
                var name = line[cells[0]];
                var isBias = name.SequenceEqual("bias"u8);
                for (var head = 0; head < heads.Length; head++)
                {
                    var cell = line[cells[head + 1]];
                    var weight = cell.IsEmpty ? 0 : Number(cell);
                    if (isBias) bias[head] = weight;
                    else columns[head][rows.Count] = weight;
                }

                if (!isBias)
                    rows.Add(Encoding.UTF8.GetString(name), rows.Count);
            }

            return new LinearModel(heads, rows, columns, bias);
        }
        catch (Exception e) when (e is FormatException or NullReferenceException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new EncoderUnavailableException($"The classifier file '{file}' is damaged ({e.Message}). Restore it from the repository, or make it again with 'kneebot train'.", e);
        }
    }

    /// <summary>A number in decimals. Few digits are a whole number over a power of ten, both exact, so that their quotient is the nearest to what is written.</summary>
    private static float Number(ReadOnlySpan<byte> text)
    {
        const int MostDigits = 7;
        ReadOnlySpan<float> powers = [1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f];
        var isNegative = text[0] == (byte)'-';
        var (value, digits, decimals) = (0, 0, -1);
        foreach (var letter in isNegative ? text[1..] : text)
        {
            if (letter == (byte)'.' && decimals < 0)
            {
                decimals = 0;
                continue;
            }

            if (letter is < (byte)'0' or > (byte)'9' || ++digits > MostDigits)
                return Parsed(text);
            value = (value * 10) + (letter - '0');
            if (decimals >= 0)
                decimals++;
        }

        if (digits == 0)
            throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is no number");
        var number = value / powers[Math.Max(0, decimals)];
        return isNegative ? -number : number;
    }

    private static float Parsed(ReadOnlySpan<byte> text)
    {
        var number = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return float.IsFinite(number) ? number : throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is no weight");
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> cells)
    {
        var count = 0;
        foreach (var cell in line.Split((byte)'\t'))
        {
            if (count == cells.Length)
                break;
            cells[count++] = cell;
        }

        return count;
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

using System.Globalization;
using System.Runtime.InteropServices;

namespace KneeBot.Semantics.Tokenization;

/// <summary>
/// Unicode normalisation form KC from the tables of <see cref="ModelFile.Normalization"/>.
/// Not <see cref="string.Normalize()"/>: that changes nothing at all under InvariantGlobalization.
/// </summary>
internal sealed class CompatibilityNormalizer
{
    private const int CodePointBits = 21;

    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<int, int> _classes = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];

    public CompatibilityNormalizer(byte[] table)
    {
        foreach (var fields in TabSeparated.Lines(table))
        {
            var symbol = Hexadecimal(fields[1]);
            if (fields[0] == "d")
                _decompositions.Add(symbol, [.. fields[2].Split(' ').Select(Hexadecimal)]);
            else if (fields[0] == "m")
                _classes.Add(symbol, int.Parse(fields[2], CultureInfo.InvariantCulture));
            else
                _compositions.Add((symbol, Hexadecimal(fields[2])), Hexadecimal(fields[3]));
        }
    }

    /// <summary>Appends the normalised code points of <paramref name="text"/>; a lone surrogate becomes U+FFFD.</summary>
    public void AppendTo(List<int> symbols, ReadOnlySpan<char> text)
    {
        var start = symbols.Count;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
                symbols.Add(rune.Value);
            else if (HangulSyllables.TryDecompose(rune.Value, symbols))
                continue;
            else if (_decompositions.TryGetValue(rune.Value, out var parts))
                symbols.AddRange(parts);
            else
                symbols.Add(rune.Value);
        }

        if (!System.Text.Ascii.IsValid(text))
        {
            OrderMarks(CollectionsMarshal.AsSpan(symbols)[start..]);
            CollectionsMarshal.SetCount(symbols, start + Compose(CollectionsMarshal.AsSpan(symbols)[start..]));
        }
    }

    private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Sorts each run of combining marks by class; equal classes keep their order.</summary>
    private void OrderMarks(Span<int> symbols)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var end = start;
            while (end < symbols.Length && _classes.ContainsKey(symbols[end]))
                end++;
            if (end - start < 2)
                continue;
            var keys = new long[end - start];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = ((long)_classes[symbols[start + i]] << 48) | ((long)i << CodePointBits) | (long)symbols[start + i];
            Array.Sort(keys);
            for (var i = 0; i < keys.Length; i++)
                symbols[start + i] = (int)(keys[i] & ((1 << CodePointBits) - 1));
            start = end;
        }
    }

    /// <summary>Joins each starter with the marks that compose with it, in place; returns how many symbols remain.</summary>
    private int Compose(Span<int> symbols)
    {
        var (count, starter, lastClass) = (0, -1, 0);
        foreach (var symbol in symbols)
        {
            var symbolClass = _classes.GetValueOrDefault(symbol);
            var reachable = starter >= 0 && (starter == count - 1 || lastClass < symbolClass);
            if (reachable && TryCompose(symbols[starter], symbol, out var composite))
            {
                symbols[starter] = composite;
                continue;
            }

            if (symbolClass == 0)
                starter = count;
            lastClass = symbolClass;
            symbols[count++] = symbol;
        }

        return count;
    }

    private bool TryCompose(int first, int second, out int composite) =>
        HangulSyllables.TryCompose(first, second, out composite) || _compositions.TryGetValue((first, second), out composite);
}

using System.Globalization;

namespace KneeBot.Guardrails;

/// <summary>Whole numbers as words.</summary>
internal static class NumberWords
{
    /// <summary>The longest range a wording may name.</summary>
    private const int Longest = 1000;

    /// <summary>Numbers that are one word, with what they stand for.</summary>
    public static IReadOnlyDictionary<string, int> Values { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19,
        ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90, ["hundred"] = 100,
    };

    /// <summary>Every number of a range such as <c>20-199</c>, in digits and as words; null when the text is no range.</summary>
    /// <exception cref="RuleFormatException">The range ends before it starts, or is too long.</exception>
    public static IEnumerable<string>? Between(string range)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !TryParse(range.AsSpan(0, dash), out var least) || !TryParse(range.AsSpan(dash + 1), out var most))
            return null;
        return least <= most && most - least < Longest
            ? Enumerable.Range(least, most - least + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)).Concat(Values.Where(word => word.Value >= least && word.Value <= most).Select(word => word.Key))
            : throw new RuleFormatException($"the range '{range}' must name at most {Longest} numbers, the least first");
    }

    private static bool TryParse(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

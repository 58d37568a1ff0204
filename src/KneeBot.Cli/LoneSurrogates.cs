using System.Globalization;

namespace KneeBot.Cli;

/// <summary>JSON with half of a surrogate pair, as left by programs that cut a text within an emoji: the rest of the text still counts.</summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The JSON with every escaped half of a pair as U+FFFD.</summary>
    public static string Replace(string json)
    {
        var mended = json.ToCharArray();
        for (var i = 0; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
                continue;
            var unit = Unit(json, i);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(json, i + EscapeLength)))
                i += (2 * EscapeLength) - 1;
            else if (char.IsSurrogate(unit))
                "\\ufffd".CopyTo(0, mended, i, EscapeLength);
            else
                i++;
        }

        return new string(mended);
    }

    /// <summary>The code unit that an escape at a place stands for; NUL where there is none.</summary>
    private static char Unit(string json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}

using System.Buffers.Text;
using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>JSON with half of a surrogate pair, as left by programs that cut a text within an emoji: the rest of the text still counts.</summary>
public static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The JSON with every escaped half of a pair as U+FFFD; the JSON itself where there is none.</summary>
    /// <param name="json">UTF-8; need not be valid.</param>
    public static ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> json)
    {
        byte[]? mended = null;
        for (var i = 0; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
                continue;
            var unit = Unit(json, i);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(json, i + EscapeLength)))
                i += (2 * EscapeLength) - 1;
            else if (char.IsSurrogate(unit))
                "\\ufffd"u8.CopyTo((mended ??= json.ToArray()).AsSpan(i));
            else
                i++;
        }

        return mended ?? json;
    }

    /// <summary>Reads JSON of which the escaped halves of pairs are replaced.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlySpan<byte> json, JsonDocumentOptions options = default) => JsonDocument.Parse(Replace(json).ToArray(), options);

    /// <summary>The code unit that an escape at a place stands for; NUL where there is none.</summary>
    private static char Unit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var length, 'X') && length == 4
            ? (char)unit
            : '\0';
}

using System.Globalization;
using System.Text;
using Lucene.Net.Analysis.Miscellaneous;

namespace KneeBot.Guardrails;

/// <summary>
/// Folds what a message looks like to what it says: compatibility forms, look-alike letters of other scripts, accents,
/// and characters that cannot be seen. Each output character remembers where it came from.
/// </summary>
internal static class CharacterFolding
{
    private const string Lookalikes = "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwвbмmнhтtкkѵvӏlαaοoρpνvιiτtκkυuχxεeηnωwγyɑaɡgıiոnսuօo";

    private static readonly Dictionary<char, char> Latin = Lookalikes.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The folded characters and, for each, its position in the text as typed.</summary>
    public static (string Folded, int[] Origin) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origin = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '<' && Markup.TagLength(text, i) is > 0 and var tag)
            {
                // An inline tag between letters joins them ("sw<b>ollen"); any other separates.
                if (!Markup.IsInline(text, i))
                {
                    folded.Append(' ');
                    origin.Add(i);
                }

                i += tag - 1;
                continue;
            }

            if (c == '&' && Markup.Entity(text, i) is { Length: > 0 } entity)
            {
                foreach (var meant in Fold(entity.Meaning).Folded)
                {
                    folded.Append(meant);
                    origin.Add(i);
                }

                i += entity.Length - 1;
                continue;
            }

            if (c < 0x80)
            {
                folded.Append(char.ToLowerInvariant(c));
                origin.Add(i);
                continue;
            }

            var length = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            foreach (var plain in FoldOne(text, i, length))
            {
                folded.Append(plain);
                origin.Add(i);
            }

            i += length - 1;
        }

        return (ResolveLookalikes(folded), [.. origin]);
    }

    private static string FoldOne(string text, int at, int length)
    {
        if (length == 2)
        {
            var codePoint = char.ConvertToUtf32(text, at);
            if (codePoint is >= 0xE0000 and <= 0xE007F)
                return codePoint is > 0xE0020 and < 0xE007F ? ((char)(codePoint - 0xE0000)).ToString() : "";
            if (Emoji.Words.TryGetValue(codePoint, out var words))
                return $" {words} ";
        }
        else
        {
            switch (text[at])
            {
                case '’' or '‘' or 'ʼ' or '`' or '´' or '′': return "'";
                case '“' or '”' or '„': return "\"";
                case '–' or '—' or '―' or '−': return " - ";
                case '‐' or '‑': return "-";
                case '…': return "...";
                case '\u00A0' or '\u2007' or '\u202F': return " ";
                case '°': return "°";
                case '\u0640': return "";
                case >= '\u0600' and <= '\u06FF' when char.IsLetter(text[at]): return Scripts.PlainArabic(text[at]).ToString();
            }

            if (Emoji.Words.TryGetValue(text[at], out var words))
                return $" {words} ";
            if (char.GetUnicodeCategory(text[at]) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.Surrogate)
                return "";
        }

        return length == 2 ? MathematicalLetter(char.ConvertToUtf32(text, at)) : Plain(text[at]);
    }

    /// <summary>
    /// Accents, full-width, circled and superscript forms as their plain letters. Lucene's table does it, since
    /// <c>string.Normalize</c> does nothing without the platform's globalization data.
    /// </summary>
    private static string Plain(char c)
    {
        var folded = new char[4];
        var length = ASCIIFoldingFilter.FoldToASCII([c], 0, folded, 0, 1);
        return new string(folded, 0, length).ToLowerInvariant();
    }

    /// <summary>Bold, italic, script and double-struck letters and digits, and letters in boxes, as plain ones; nothing for other symbols.</summary>
    private static string MathematicalLetter(int codePoint) => codePoint switch
    {
        >= 0x1D400 and <= 0x1D6A3 => ((char)('a' + (codePoint - 0x1D400) % 26)).ToString(),
        >= 0x1D7CE and <= 0x1D7FF => ((char)('0' + (codePoint - 0x1D7CE) % 10)).ToString(),
        >= 0x1F130 and <= 0x1F149 => ((char)('a' + codePoint - 0x1F130)).ToString(),
        >= 0x1F150 and <= 0x1F169 => ((char)('a' + codePoint - 0x1F150)).ToString(),
        >= 0x1F170 and <= 0x1F189 => ((char)('a' + codePoint - 0x1F170)).ToString(),
        >= 0x1F1E6 and <= 0x1F1FF => ((char)('a' + codePoint - 0x1F1E6)).ToString(),
        _ => " ",
    };

    /// <summary>Letters of another script count as Latin look-alikes only in a word that also has Latin letters, or that becomes wholly Latin.</summary>
    private static string ResolveLookalikes(StringBuilder folded)
    {
        var text = folded.ToString();
        if (!text.Any(Latin.ContainsKey))
            return text;

        var result = text.ToCharArray();
        for (var start = 0; start < text.Length;)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            var word = text.AsSpan(start, end - start);
            if (HasLatin(word))
                for (var i = start; i < end; i++)
                    if (Latin.TryGetValue(text[i], out var plain))
                        result[i] = plain;
            start = end;
        }

        return new string(result);
    }

    private static bool HasLatin(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (c is >= 'a' and <= 'z')
                return true;
        return false;
    }
}

using System.Net;

namespace KneeBot.Guardrails;

/// <summary>HTML in what a visitor typed: it is read as a browser would show it.</summary>
internal static class Markup
{
    private const int LongestTag = 200, LongestEntity = 12;

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "big", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
    };

    /// <summary>How long the tag or comment is that starts here; 0 where none does ("&lt;3", "a &lt; b").</summary>
    public static int TagLength(string text, int start)
    {
        if (start + 2 >= text.Length || !(char.IsAsciiLetter(text[start + 1]) || (text[start + 1] is '/' or '!' && (char.IsAsciiLetter(text[start + 2]) || text[start + 2] == '-'))))
            return 0;
        var end = text.AsSpan(start + 1, Math.Min(LongestTag, text.Length - start - 1)).IndexOfAny('>', '<');
        return end >= 0 && text[start + 1 + end] == '>' ? end + 2 : 0;
    }

    /// <summary>Whether the tag that starts here leaves the letters around it together; a comment does, too.</summary>
    public static bool IsInline(string text, int start)
    {
        var name = text.AsSpan(start + 1).TrimStart('/');
        if (name[0] == '!')
            return true;
        var length = name.IndexOfAnyExcept(LettersAndDigits);
        return Inline.Contains(name[..(length < 0 ? name.Length : length)].ToString());
    }

    /// <summary>The character reference that starts here ("&amp;#115;", "&amp;nbsp;") and what it stands for; length 0 where none does.</summary>
    public static (int Length, string Meaning) Entity(string text, int start)
    {
        var end = text.AsSpan(start, Math.Min(LongestEntity, text.Length - start)).IndexOf(';');
        if (end < 3)
            return default;
        var typed = text.Substring(start, end + 1);
        var meaning = WebUtility.HtmlDecode(typed);
        return meaning == typed ? default : (end + 1, meaning);
    }

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

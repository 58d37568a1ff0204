using System.Buffers;

namespace KneeBot.Corpus;

/// <summary>Finds sentence boundaries. Abbreviations, initials, decimals and "Dr." do not end a sentence.</summary>
public static class SentenceSplitter
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "e.g", "i.e", "etc", "approx", "no", "fig", "al", "ca", "cf", "dept",
        "mt", "rev", "gen", "col", "lt", "sgt", "capt", "inc", "ltd", "co", "corp", "a.m", "p.m", "u.s", "u.k", "ph.d", "m.d", "b.a", "ed", "eds", "vol", "pp",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    };

    /// <summary>Abbreviations that may well end a sentence: a capital after them decides.</summary>
    private static readonly HashSet<string> MayEnd = new(StringComparer.OrdinalIgnoreCase)
    {
        "etc", "a.m", "p.m", "u.s", "u.k", "inc", "ltd", "co", "corp", "m.d", "ph.d", "b.a", "jr", "sr", "no",
    };

    /// <summary>Words that begin a sentence and are no one's surname, so that the letter before them was no initial ("hepatitis B. It …").</summary>
    private static readonly HashSet<string> Starters = new(StringComparer.Ordinal)
    {
        "A", "An", "And", "Any", "As", "At", "Both", "But", "Do", "For", "He", "How", "However", "I", "If", "In", "It", "Its", "Most", "No", "Not", "On", "Or",
        "Others", "People", "See", "She", "So", "Some", "That", "The", "Then", "There", "These", "They", "This", "To", "We", "What", "When", "Why", "With", "You", "Your",
    };

    private static readonly SearchValues<char> FootnoteSigns = SearchValues.Create("0123456789, –-");

    /// <summary>A longer sentence is cut, at a comma or a space where there is one, so that a quote stays of sane length.</summary>
    public const int MaxLength = 500;

    /// <summary>The spans (start, length) of the sentences of <paramref name="text"/>, without surrounding space.</summary>
    public static IEnumerable<(int Start, int Length)> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n' && !(text[i] is '.' or '!' or '?' or '…' && EndsSentence(text, start, i)))
                continue;

            var end = AfterClosers(text, i + 1);
            foreach (var piece in Pieces(text, start, end))
                yield return piece;
            start = end;
            i = end - 1;
        }

        foreach (var piece in Pieces(text, start, text.Length))
            yield return piece;
    }

    private static IEnumerable<(int Start, int Length)> Pieces(string text, int start, int end)
    {
        while (Trim(text, start, end) is (var first, var length))
        {
            if (length <= MaxLength)
            {
                yield return (first, length);
                yield break;
            }

            var cut = Cut(text, first);
            if (Trim(text, first, cut) is { } piece)
                yield return piece;
            start = cut;
        }
    }

    /// <summary>Where to cut the text from <paramref name="first"/>: after the last comma of its second half, else at a space, else where it is full.</summary>
    private static int Cut(string text, int first)
    {
        var window = text.AsSpan(first, MaxLength);
        var mark = window.LastIndexOfAny(',', ';', ':');
        if (mark >= MaxLength / 2 && char.IsWhiteSpace(text[first + mark + 1]))
            return first + mark + 1;
        var space = window.LastIndexOfAny(' ', '\t', '\u00A0');
        if (space > 0)
            return first + space;
        return first + MaxLength - (char.IsHighSurrogate(text[first + MaxLength - 1]) ? 1 : 0);
    }

    /// <summary>Past closing quotes and brackets, more end marks, and the numbers of footnotes.</summary>
    private static int AfterClosers(string text, int at)
    {
        while (at < text.Length)
        {
            if (text[at] is '"' or '\'' or ')' or ']' or '”' or '’' or '»' or '.' or '!' or '?' or '…')
                at++;
            else if (text[at] == '[' && text.IndexOf(']', at) is var close && close > at && close - at <= 8 && text.AsSpan(at + 1, close - at - 1).IndexOfAnyExcept(FootnoteSigns) < 0)
                at = close + 1;
            else
                break;
        }

        return at;
    }

    private static bool EndsSentence(string text, int start, int at)
    {
        var next = AfterClosers(text, at + 1);
        if (next >= text.Length)
            return true;
        if (!char.IsWhiteSpace(text[next]))
            return IsGlued(text, at, next);

        var closed = next > at + 1 && text[next - 1] is '"' or '\'' or ')' or '”' or '’' or '»';
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next >= text.Length)
            return true;
        var following = text[next];
        if (char.IsLower(following) && (text[at] is '.' or '…' || closed))
            return false;
        if (text[at] is not '.')
            return true;
        return !IsAbbreviated(text, start, at, next);
    }

    private static bool IsAbbreviated(string text, int start, int at, int next)
    {
        // "1." and "2." number what follows.
        var before = text.AsSpan(start, at - start).Trim();
        if (before.Length is 1 or 2 && before.IndexOfAnyExceptInRange('0', '9') < 0)
            return true;
        var word = WordBefore(text, start, at);
        if (Abbreviations.Contains(word))
            return !(MayEnd.Contains(word) && char.IsUpper(text[next]));
        // One capital letter after a name or at the start is an initial ("Howard J. Luks"); "vitamin D." ends its sentence.
        return word.Length == 1 && char.IsUpper(word[0]) && FollowsName(text[start..(at - 1)].TrimEnd()) && !Starters.Contains(WordAt(text, next));
    }

    /// <summary>"the knee.The pain": a space lost in pasting. Not a decimal, an address or a file name.</summary>
    private static bool IsGlued(string text, int at, int next) =>
        next == at + 1 && at >= 3 && next + 1 < text.Length && char.IsUpper(text[next]) && (char.IsLower(text[next + 1]) || text[next + 1] == ' ')
        && char.IsLower(text[at - 1]) && char.IsLower(text[at - 2]) && char.IsLower(text[at - 3]);

    private static bool FollowsName(string before) =>
        before.Length == 0 || char.IsUpper(before[before.LastIndexOf(' ') + 1]);

    private static string WordAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return text[at..end];
    }

    private static string WordBefore(string text, int start, int at)
    {
        var i = at;
        while (i > start && (char.IsLetter(text[i - 1]) || text[i - 1] == '.'))
            i--;
        return text[i..at].TrimStart('.');
    }

    private static (int, int)? Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return end > start ? (start, end - start) : null;
    }
}

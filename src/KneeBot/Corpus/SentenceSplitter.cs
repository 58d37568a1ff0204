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

    /// <summary>The spans (start, length) of the sentences of <paramref name="text"/>, without surrounding space.</summary>
    public static IEnumerable<(int Start, int Length)> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n' && !(text[i] is '.' or '!' or '?' or '…' && EndsSentence(text, start, i)))
                continue;

            var end = i + 1;
            while (end < text.Length && text[end] is '"' or '\'' or ')' or ']' or '”' or '’' or '.' or '!' or '?')
                end++;
            if (Trim(text, start, end) is { } span)
                yield return span;
            start = end;
            i = end - 1;
        }

        if (Trim(text, start, text.Length) is { } last)
            yield return last;
    }

    private static bool EndsSentence(string text, int start, int at)
    {
        var next = at + 1;
        while (next < text.Length && text[next] is '"' or '\'' or ')' or ']' or '”' or '’' or '.' or '!' or '?')
            next++;
        if (next >= text.Length)
            return true;
        if (!char.IsWhiteSpace(text[next]))
            return false;

        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next >= text.Length)
            return true;
        var following = text[next];
        if (text[at] is '.' && char.IsLower(following))
            return false;
        if (text[at] is '!' or '?' or '…')
            return !char.IsLower(following) || text[at] != '…';

        var word = WordBefore(text, start, at);
        if (Abbreviations.Contains(word))
            return MayEnd.Contains(word) && char.IsUpper(following);
        // One capital letter after a name or at the start is an initial ("Howard J. Luks"); "vitamin D." ends its sentence.
        return !(word.Length == 1 && char.IsUpper(word[0]) && FollowsName(text[start..(at - 1)].TrimEnd()));
    }

    private static bool FollowsName(string before) =>
        before.Length == 0 || char.IsUpper(before[before.LastIndexOf(' ') + 1]);

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

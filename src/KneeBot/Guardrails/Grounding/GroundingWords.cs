using KneeBot.Guardrails;

namespace KneeBot.Guardrails.Grounding;

/// <summary>Splits a sentence into folded words and marks; short forms are written out, possessives and hyphens fall away.</summary>
internal static class GroundingWords
{
    private static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9",
        ["ten"] = "10", ["eleven"] = "11", ["twelve"] = "12", ["twenty"] = "20", ["thirty"] = "30", ["hundred"] = "100", ["thousand"] = "1000",
        ["half"] = "0.5", ["third"] = "1/3", ["quarter"] = "1/4", ["once"] = "once", ["twice"] = "2x", ["double"] = "2x", ["doubled"] = "2x", ["dozen"] = "12",
    };

    private static readonly HashSet<string> Units = ["day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minute", "minutes", "inch", "inches", "cm", "mm", "mg", "percent", "time", "times"];

    /// <summary>The words alone.</summary>
    public static string[] Split(string text) => [.. Marked(text).Where(word => char.IsLetterOrDigit(word[0]) || word[0] == '%')];

    /// <summary>Words and marks (<c>, ; ( )</c>) in order.</summary>
    public static List<string> Marked(string text)
    {
        var folded = CharacterFolding.Fold(text).Folded;
        var words = new List<string>();
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (!char.IsLetterOrDigit(c))
            {
                i++;
                if (c is ',' or ';' or ':' or '(' or ')' or '%' or '.' or '?' or '!')
                    words.Add(c.ToString());
                else if (c is '-' && i < folded.Length && char.IsAsciiDigit(folded[i]) && words.Count > 0 && char.IsAsciiDigit(words[^1][0]))
                    words.Add("to");
                else if (c is '—' or '–')
                    words.Add(";");
                continue;
            }

            var start = i;
            while (i < folded.Length && (char.IsLetterOrDigit(folded[i]) || (folded[i] == '\'' && i + 1 < folded.Length && char.IsLetter(folded[i + 1])) || (folded[i] is '.' or ',' && i + 1 < folded.Length && char.IsAsciiDigit(folded[i + 1]) && char.IsAsciiDigit(folded[i - 1]))))
                i++;
            Add(folded[start..i], words);
        }

        Undo(words);
        PhraseRewriter.Rewrite(words);
        return words;
    }

    /// <summary>The number a word stands for; null when it stands for none. "One" counts only before a unit.</summary>
    public static string? Number(string word, string? next)
    {
        if (char.IsAsciiDigit(word[0]))
            return word.Replace(",", ".", StringComparison.Ordinal);
        if (word == "one")
            return next is not null && Units.Contains(next) ? "1" : null;
        return word == "once" ? null : Numbers.GetValueOrDefault(word);
    }

    private static void Add(string word, List<string> words)
    {
        switch (word)
        {
            case "cannot" or "can't" or "cant": words.AddRange(["can", "not"]); return;
            case "won't": words.AddRange(["will", "not"]); return;
            case "undetected" or "undiagnosed" or "unnoticed": words.AddRange(["not", "detected"]); return;
            case "unknown": words.AddRange(["not", "known"]); return;
            case "unable": words.AddRange(["not", "able"]); return;
            case "impossible": words.AddRange(["not", "possible"]); return;
            case "harmless": words.AddRange(["not", "dangerous"]); return;
            case "painless": words.AddRange(["not", "pain"]); return;
            case "daily": words.AddRange(["every", "day"]); return;
            case "weekly": words.AddRange(["every", "week"]); return;
            case "needless": words.AddRange(["not", "needed"]); return;
            case "unnecessary": words.AddRange(["not", "necessary"]); return;
            case "nowhere": words.AddRange(["nowhere"]); return;
        }

        if (word.EndsWith("n't", StringComparison.Ordinal))
            words.AddRange([word[..^3], "not"]);
        else if (word.Contains('\'', StringComparison.Ordinal))
            Shortened(word, words);
        else
            words.Add(word);
    }

    private static void Shortened(string word, List<string> words)
    {
        var at = word.IndexOf('\'', StringComparison.Ordinal);
        words.Add(word[..at]);
        switch (word[(at + 1)..])
        {
            case "s" when word[..at] is "it" or "that" or "there" or "this" or "he" or "she": words.Add("is"); break;
            case "re": words.Add("are"); break;
            case "ve": words.Add("have"); break;
            case "ll": words.Add("will"); break;
        }
    }

    /// <summary>"A few" is an amount, not a rarity; "at all", "any" after a denial and "each other" say nothing.</summary>
    private static void Undo(List<string> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if ((words[i], words[i + 1]) is ("a", "few"))
                words[i] = i + 2 < words.Count && Units.Contains(words[i + 2]) ? "severalfew" : "some";
            else if ((words[i], words[i + 1]) is ("known", "as"))
                words[i] = "called";
            else if ((words[i], words[i + 1]) is ("how", "many"))
                words[i] = "how";
            else if ((words[i], words[i + 1]) is ("at", "all") or ("each", "other") or ("any", "more"))
                words[i] = "it";
            else if (words[i] is "not" or "no" or "without" && words[i + 1] == "any")
                words[i] = "not";
            else
                continue;
            words.RemoveAt(i + 1);
        }

        for (var i = 3; i < words.Count; i++)
            if (words[i] == "more" && words[i - 1] == "or" && Units.Contains(words[i - 2]))
            {
                // "Eight weeks or more" is "at least eight weeks".
                words.RemoveRange(i - 1, 2);
                words.InsertRange(i - 3, ["at", "least"]);
            }

        for (var i = 0; i + 2 < words.Count; i++)
            if (words[i] == "at" && words[i + 1] is "some" or "any" && words[i + 2] is "time" or "point" or "stage")
            {
                words.RemoveRange(i, 3);
                words.Insert(i, "it");
            }
    }
}

using System.Text;

namespace KneeBot.Guardrails;

/// <summary>Splits folded text into words, sentences and clauses.</summary>
internal static class WordSplitter
{
    internal readonly record struct Word(string Text, int Start, int End, int Sentence, int Clause, bool InQuestion);

    private static readonly HashSet<string> ClauseOpeners = ["but", "although", "though", "however", "except", "yet", "whereas", "because", "cos", "coz"];

    public static List<Word> Split(string folded)
    {
        var words = new List<Word>();
        int sentence = 0, clause = 0, sentenceStart = 0;
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (char.IsLetterOrDigit(c))
            {
                var start = i;
                i = WordEnd(folded, i);
                var text = Clean(folded.AsSpan(start, i - start));
                if (SpelledOut(folded, start, ref i) is { } joined)
                    text = joined;
                if (text.Length == 0)
                    continue;
                if (ClauseOpeners.Contains(text) && words.Count > sentenceStart)
                    clause++;
                words.Add(new Word(text, start, i, sentence, clause, false));
                continue;
            }

            if (EndsSentence(folded, i))
            {
                if (c == '?')
                    MarkQuestion(words, sentenceStart);
                if (words.Count > sentenceStart)
                {
                    sentence++;
                    clause++;
                    sentenceStart = words.Count;
                }
            }
            else if (c is ',' or ';' or ':' or '(' or ')' or '/' || (c == '-' && IsSpaced(folded, i)))
            {
                if (c != '/' && words.Count > sentenceStart)
                    clause++;
            }

            i++;
        }

        return words;
    }

    private static int WordEnd(string text, int i)
    {
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || (i + 1 < text.Length && IsInner(text, i))))
            i++;
        return i;
    }

    /// <summary>An apostrophe, a decimal point, or a mark typed for a letter ("sw0llen", "bl@@d", "k!ll") inside a word.</summary>
    private static bool IsInner(string text, int i) =>
        (text[i] == '\'' && char.IsLetter(text[i + 1]))
        || (text[i] is '.' or ',' && char.IsDigit(text[i + 1]) && i > 0 && char.IsDigit(text[i - 1]))
        || (text[i] is '@' or '$' or '*' && i > 0 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]));

    private static string Clean(ReadOnlySpan<char> raw)
    {
        if (raw.SequenceEqual("i'll")) return "i will";
        if (raw.SequenceEqual("we'll")) return "we will";
        if (raw.SequenceEqual("he'll")) return "he will";
        if (raw.SequenceEqual("she'll")) return "she will";
        if (raw.SequenceEqual("we're")) return "we are";
        var letters = 0;
        var odd = 0;
        foreach (var c in raw)
        {
            if (char.IsLetter(c)) letters++;
            else if (c is not '\'') odd++;
        }

        var word = new StringBuilder(raw.Length);
        foreach (var c in raw)
        {
            if (c == '\'') continue;
            word.Append(letters >= 2 && odd > 0 && letters > odd && !char.IsDigit(raw[0]) ? Unleet(c) : c);
        }

        return Squeeze(word);
    }

    private static char Unleet(char c) => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '@' => 'a', '$' => 's', _ => c };

    /// <summary>Three or more of one letter are emphasis ("sooo"); two are kept, so that real doubles stay.</summary>
    private static string Squeeze(StringBuilder word)
    {
        for (var i = word.Length - 1; i >= 2; i--)
            if (char.IsLetter(word[i]) && word[i] == word[i - 1] && word[i] == word[i - 2])
                word.Remove(i, 1);
        return word.ToString();
    }

    /// <summary>Letters typed one by one ("c h e s t", "h.o.t"): four or more single letters with one separator between.</summary>
    private static string? SpelledOut(string text, int start, ref int end)
    {
        if (end - start != 1 || !char.IsLetter(text[start]))
            return null;
        var letters = new StringBuilder().Append(text[start]);
        var i = end;
        while (i + 1 < text.Length && text[i] is ' ' or '.' or '-' or '_' or '*' && char.IsLetter(text[i + 1])
               && (i + 2 == text.Length || !char.IsLetterOrDigit(text[i + 2])))
        {
            letters.Append(text[i + 1]);
            i += 2;
            if (i >= text.Length) break;
        }

        if (letters.Length < 4)
            return null;
        end = i;
        return letters.ToString();
    }

    private static bool EndsSentence(string text, int i) =>
        text[i] is '!' or '?' or '\n' || (text[i] == '.' && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]) || !char.IsDigit(text[i + 1])));

    private static bool IsSpaced(string text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsWhiteSpace(text[i - 1]) && char.IsWhiteSpace(text[i + 1]);

    private static void MarkQuestion(List<Word> words, int from)
    {
        for (var w = from; w < words.Count; w++)
            words[w] = words[w] with { InQuestion = true };
    }
}

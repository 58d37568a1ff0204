using System.Text;

namespace KneeBot.Guardrails;

/// <summary>Splits folded text into words, sentences and clauses.</summary>
internal static class WordSplitter
{
    /// <summary>A word; one that was typed letter by letter may hold several, separated by spaces.</summary>
    internal readonly record struct Word(string Text, int Start, int End, int Sentence, int Clause, bool InQuestion)
    {
        /// <summary>Whether it was typed letter by letter or with other marks for letters.</summary>
        public bool Disguised { get; init; }
    }

    private const int LongestMarked = 24;

    private static readonly HashSet<string> ClauseOpeners = ["but", "although", "though", "however", "except", "yet", "whereas", "because", "cos", "coz"];

    /// <param name="folded">The text, folded.</param>
    /// <param name="knows">Tells whether a word is known, for marks that stand for letters only inside a word ("k!ll"); null: they never do.</param>
    public static List<Word> Split(string folded, Func<string, bool>? knows = null)
    {
        var words = new List<Word>();
        int sentence = 0, clause = 0, sentenceStart = 0;
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (Scripts.IsUnspaced(c))
            {
                words.Add(new Word(c.ToString(), i, i + 1, sentence, clause, false));
                i++;
                continue;
            }

            if (Scripts.IsWordCharacter(c))
            {
                var start = i;
                i = WordEnd(folded, i);
                var text = Clean(folded.AsSpan(start, i - start));
                var disguise = (knows is null ? null : Marked(folded, start, knows, ref i)) ?? SpelledOut(folded, start, ref i);
                text = disguise ?? text;
                if (text.Length == 0)
                    continue;
                if (ClauseOpeners.Contains(text) && words.Count > sentenceStart)
                    clause++;
                words.Add(new Word(text, start, i, sentence, clause, false) { Disguised = disguise is not null });
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
        while (i < text.Length && !Scripts.IsUnspaced(text[i]) && (Scripts.IsWordCharacter(text[i]) || (i + 1 < text.Length && IsInner(text, i))))
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
        var word = new StringBuilder(raw.Length);
        foreach (var c in raw)
            if (c != '\'')
                word.Append(c);
        return Squeeze(word);
    }

    /// <summary>A word in which "!" or "|" stands for a letter ("k!ll"): only if that makes a known word.</summary>
    private static string? Marked(string text, int start, Func<string, bool> knows, ref int end)
    {
        var i = end;
        while (i + 1 < text.Length && i - start < LongestMarked && (char.IsLetterOrDigit(text[i]) || (text[i] is '!' or '|' && char.IsLetter(text[i + 1]))))
            i++;
        if (i < text.Length && char.IsLetterOrDigit(text[i]))
            i++;
        if (i == end || i - start < 3)
            return null;
        var word = text[start..i].Replace('!', 'i').Replace('|', 'l');
        if (!knows(word))
            return null;
        end = i;
        return word;
    }

    /// <summary>Three or more of one letter are emphasis ("sooo"); two are kept, so that real doubles stay.</summary>
    private static string Squeeze(StringBuilder word)
    {
        for (var i = word.Length - 1; i >= 2; i--)
            if (char.IsLetter(word[i]) && word[i] == word[i - 1] && word[i] == word[i - 2])
                word.Remove(i, 1);
        return word.ToString();
    }

    /// <summary>
    /// Letters typed one by one ("c h e s t", "h.o.t", one a line): four or more, with one mark between them; where two or three
    /// marks follow each other, a word ends.
    /// </summary>
    private static string? SpelledOut(string text, int start, ref int end)
    {
        if (end - start != 1 || !char.IsLetter(text[start]))
            return null;
        var letters = new StringBuilder().Append(text[start]);
        var count = 1;
        var i = end;
        while (NextLetter(text, i) is { } next)
        {
            if (next - i > 1)
                letters.Append(' ');
            letters.Append(text[next]);
            count++;
            i = next + 1;
        }

        if (count < 4)
            return null;
        end = i;
        return letters.ToString();
    }

    /// <summary>Where the next letter stands by itself, one to three marks on.</summary>
    private static int? NextLetter(string text, int at)
    {
        var i = at;
        while (i < text.Length && i - at < 3 && text[i] is ' ' or '.' or '-' or '_' or '*' or '\n' or '\r' or '/' or '|')
            i++;
        var alone = i > at && i < text.Length && char.IsLetter(text[i]) && (i + 1 == text.Length || !(char.IsLetterOrDigit(text[i + 1]) || text[i + 1] == '\''));
        return alone ? i : null;
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

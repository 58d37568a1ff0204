using System.Text;

namespace KneeBot.Guardrails;

/// <summary>A message prepared for the rails: folded, split into words and sentences, with spans into what was typed.</summary>
/// <param name="original">The message as typed.</param>
/// <param name="tokens">Words in order.</param>
public sealed class NormalizedText(string original, IReadOnlyList<Token> tokens)
{
    /// <summary>No text at all.</summary>
    public static NormalizedText Empty => new("", []);

    /// <summary>The message as typed.</summary>
    public string Original => original;

    /// <summary>Words in order.</summary>
    public IReadOnlyList<Token> Tokens => tokens;

    /// <summary>What the rails made of it.</summary>
    internal Remarks Remarks { get; } = new();

    /// <summary>The words joined by single spaces.</summary>
    public string Folded => string.Join(' ', Tokens.Select(token => token.Text));

    /// <summary>
    /// The message as typed, but with words typed letter by letter, run together or with other marks for letters as the words they
    /// are: what the semantic layer reads.
    /// </summary>
    public string Unmasked
    {
        get
        {
            if (!Tokens.Any(token => token.Disguised))
                return Original;
            var text = new StringBuilder(Original.Length);
            var at = 0;
            foreach (var word in Tokens.Where(token => token.Disguised).GroupBy(token => (token.Start, token.End)))
            {
                text.Append(Original, at, word.Key.Start - at).AppendJoin(' ', word.Select(token => token.Text));
                at = word.Key.End;
            }

            return text.Append(Original, at, Original.Length - at).ToString();
        }
    }

    /// <summary>The message with its words as they are read, spelling repaired and abbreviations written out; null where it was typed so.</summary>
    public NormalizedText? Respelt
    {
        get
        {
            var text = new StringBuilder(Original.Length);
            var tokens = new List<Token>(Tokens.Count);
            var isSame = true;
            for (var i = 0; i < Tokens.Count; i++)
            {
                var word = Tokens[i];
                if (i > 0)
                    text.Append(word.Start >= Tokens[i - 1].End ? Original.AsSpan(Tokens[i - 1].End, word.Start - Tokens[i - 1].End) : " ");
                isSame &= Original.AsSpan(word.Start, word.End - word.Start).Equals(word.Text, StringComparison.OrdinalIgnoreCase);
                tokens.Add(word with { Start = text.Length, End = text.Length + word.Text.Length, Disguised = false });
                text.Append(word.Text);
            }

            return isSame ? null : new NormalizedText(text.ToString(), tokens);
        }
    }

    /// <summary>Each sentence as a text of its own, in order.</summary>
    public IEnumerable<NormalizedText> Sentences()
    {
        var first = 0;
        for (var i = 1; i <= Tokens.Count; i++)
        {
            if (i < Tokens.Count && Tokens[i].Sentence == Tokens[first].Sentence)
                continue;
            yield return Part(first, i - 1);
            first = i;
        }
    }

    /// <summary>The words from one token to another, inclusive, as a text of its own.</summary>
    public NormalizedText Part(int firstToken, int lastToken)
    {
        var start = Tokens[firstToken].Start;
        return new NormalizedText(
            Original[start..Tokens[lastToken].End],
            [.. Tokens.Skip(firstToken).Take(lastToken - firstToken + 1).Select(word => word with { Start = word.Start - start, End = word.End - start })]);
    }

    /// <summary>Some of its words as a text of their own; where others stood between two, a sentence ends.</summary>
    /// <param name="words">Numbers of the words, in order.</param>
    public NormalizedText Only(IReadOnlyList<int> words)
    {
        var text = new StringBuilder();
        var tokens = new List<Token>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var word = Tokens[words[i]];
            var before = i > 0 ? Tokens[words[i - 1]] : word;
            if (i > 0 && word.Start >= before.End)
                text.Append(words[i] == words[i - 1] + 1 ? Original.AsSpan(before.End, word.Start - before.End) : ". ");
            // Words that were run together stand for one stretch of the message.
            var start = i > 0 && word.Start < before.End ? tokens[^1].Start : text.Length;
            if (start == text.Length)
                text.Append(Original, word.Start, word.End - word.Start);
            tokens.Add(word with { Start = start, End = text.Length });
        }

        return new NormalizedText(text.ToString(), tokens);
    }

    /// <summary>What was typed from one token to another, inclusive.</summary>
    public string Span(int firstToken, int lastToken) =>
        Original[Tokens[firstToken].Start..Tokens[lastToken].End];
}

/// <summary>One word of a message.</summary>
/// <param name="Text">Lower case, folded, without apostrophes, spelling repaired.</param>
/// <param name="Start">Its first character in the message as typed.</param>
/// <param name="End">One past its last character in the message as typed.</param>
/// <param name="Sentence">Number of the sentence it stands in, from 0.</param>
/// <param name="Clause">Number of the clause it stands in, from 0, counted through the whole message.</param>
/// <param name="InQuestion">Whether its sentence ends with a question mark.</param>
public readonly record struct Token(string Text, int Start, int End, int Sentence, int Clause, bool InQuestion = false)
{
    /// <summary>Whether it was typed letter by letter, run together with others, or with other marks for letters.</summary>
    public bool Disguised { get; init; }
}

/// <summary>Where a word stands among the others.</summary>
internal static class TokenPlaces
{
    /// <summary>Whether a word is the last of its clause.</summary>
    public static bool EndsClause(this IReadOnlyList<Token> tokens, int at) =>
        at + 1 == tokens.Count || tokens[at + 1].Clause != tokens[at].Clause;
}

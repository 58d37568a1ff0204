namespace KneeBot.Guardrails;

/// <summary>A message prepared for the rails: folded, split into words and sentences, with spans into what was typed.</summary>
/// <param name="Original">The message as typed.</param>
/// <param name="Tokens">Words in order.</param>
public sealed record NormalizedText(string Original, IReadOnlyList<Token> Tokens)
{
    /// <summary>No text at all.</summary>
    public static readonly NormalizedText Empty = new("", []);

    /// <summary>The words joined by single spaces: what the semantic layer reads.</summary>
    public string Folded => string.Join(' ', Tokens.Select(token => token.Text));

    /// <summary>Each sentence as a text of its own, in order.</summary>
    public IEnumerable<NormalizedText> Sentences()
    {
        foreach (var sentence in Tokens.GroupBy(token => token.Sentence))
        {
            var words = sentence.ToArray();
            var start = words[0].Start;
            yield return new NormalizedText(
                Original[start..words[^1].End],
                [.. words.Select(word => word with { Start = word.Start - start, End = word.End - start })]);
        }
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
public readonly record struct Token(string Text, int Start, int End, int Sentence, int Clause, bool InQuestion = false);

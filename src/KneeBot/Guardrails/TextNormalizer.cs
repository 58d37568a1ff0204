namespace KneeBot.Guardrails;

/// <summary>Prepares a message for the rails.</summary>
public sealed class TextNormalizer
{
    private readonly SpellingRepair _spelling;

    internal TextNormalizer(SpellingRepair spelling) => _spelling = spelling;

    /// <summary>Folds, splits and repairs a message; at most <see cref="UserTurn.MaxLength"/> characters are looked at.</summary>
    public NormalizedText Normalize(string text)
    {
        if (text.Length > UserTurn.MaxLength)
            text = text[..UserTurn.MaxLength];
        var (folded, origin) = CharacterFolding.Fold(text);
        var words = WordSplitter.Split(folded, _spelling.Knows);
        var tokens = new List<Token>(words.Count);
        foreach (var word in words)
        {
            var start = origin[word.Start];
            var end = TrimEnd(text, word.End < origin.Length ? origin[word.End] : text.Length);
            var repaired = _spelling.Repair(word.Text, out var unmasked);
            // "can not", and a word broken by a space or run together, become the words they are read as.
            if (repaired == "not" && tokens.Count > 0 && tokens[^1].Text == "can")
            {
                tokens[^1] = tokens[^1] with { Text = "cannot", End = end };
                continue;
            }

            foreach (var part in repaired.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                tokens.Add(new Token(part, start, end, word.Sentence, word.Clause, word.InQuestion) { Disguised = word.Disguised || unmasked });
        }

        return new NormalizedText(text, tokens);
    }

    private static int TrimEnd(string text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }
}

namespace KneeBot.Guardrails;

/// <summary>Prepares a message for the rails.</summary>
public sealed class TextNormalizer
{
    private readonly SpellingRepair _spelling;
    private readonly AnswerLetters _letters;
    private readonly ScotsMy _scots;
    private readonly TickBoxes _boxes;

    internal TextNormalizer(SpellingRepair spelling, WordLists lists) => (_spelling, _letters, _scots, _boxes) = (spelling, new AnswerLetters(lists), new ScotsMy(lists), new TickBoxes(lists));

    /// <summary>Whether a word, in lower case and folded, is right as it is or shorthand for others.</summary>
    internal bool Knows(string word) => _spelling.Knows(word);

    /// <summary>Folds, splits and repairs a message; at most <see cref="UserTurn.MaxLength"/> characters are looked at.</summary>
    public NormalizedText Normalize(string text)
    {
        text = MessageEnd.StartOf(text);
        var (folded, origin) = CharacterFolding.Fold(text);
        var words = WordSplitter.Split(folded, _spelling.Knows);
        _boxes.Read(folded, words);
        _letters.Read(words);
        var tokens = new List<Token>(words.Count);
        var before = "";
        foreach (var word in words)
        {
            var start = origin[word.Start];
            var end = TrimEnd(text, After(word.End, start, origin, text));
            var repaired = _spelling.Repair(word.Text, out var unmasked);
            // "can not" and "could not", and a word broken by a space or run together, become the words they are read as.
            if (repaired == "not" && tokens.Count > 0 && tokens[^1].Text is "can" or "could" && tokens[^1].Sentence == word.Sentence)
            {
                tokens[^1] = tokens[^1] with { Text = tokens[^1].Text == "can" ? "cannot" : "couldnt", End = end };
                continue;
            }

            var parts = repaired.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (before == ScotsMy.Word && parts.Length > 0 && _scots.Is(tokens, parts[0]))
                tokens[^1] = tokens[^1] with { Text = "my" };
            before = word.Text;
            foreach (var part in parts)
                tokens.Add(new Token(part, start, end, word.Sentence, word.Clause, word.InQuestion) { Disguised = word.Disguised || unmasked });
        }

        return new NormalizedText(text, [.. tokens]);
    }

    /// <summary>Where in the message the word is over: an emoji becomes several folded letters, which all come from its one place.</summary>
    private static int After(int folded, int start, int[] origin, string text)
    {
        while (folded < origin.Length && origin[folded] <= start) folded++;
        return folded < origin.Length ? origin[folded] : text.Length;
    }

    private static int TrimEnd(string text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }
}

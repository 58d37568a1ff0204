namespace KneeBot.Guardrails;

/// <summary>Finds the words in letters without gaps ("mycalfisswollen"): the cheapest way to read all of them, long and telling words first.</summary>
internal sealed class RunTogetherWords(HashSet<string> english, HashSet<string> lexicon)
{
    private const int LongestWord = 20, Word = 10, LexiconWord = 7, ShortWord = 19, Unreachable = int.MaxValue;

    /// <summary>Words of one or two letters that people use; the rest of the list's are rare.</summary>
    private static readonly HashSet<string> Small =
    [
        "i", "a", "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "im", "in", "is", "it", "me", "my", "no", "of", "ok", "on", "or", "so", "to", "up", "us", "we",
    ];

    /// <summary>The words separated by spaces; null where some letters belong to none, or no word of the lexicon is among them.</summary>
    public string? Split(string letters)
    {
        var cost = new int[letters.Length + 1];
        var from = new int[letters.Length + 1];
        for (var end = 1; end <= letters.Length; end++)
        {
            cost[end] = Unreachable;
            for (var start = Math.Max(0, end - LongestWord); start < end; start++)
            {
                if (cost[start] == Unreachable || Cost(letters[start..end]) is not { } own || cost[start] + own >= cost[end])
                    continue;
                (cost[end], from[end]) = (cost[start] + own, start);
            }
        }

        return cost[^1] == Unreachable ? null : Read(letters, from);
    }

    private string? Read(string letters, int[] from)
    {
        var words = new Stack<string>();
        for (var end = letters.Length; end > 0; end = from[end])
            words.Push(letters[from[end]..end]);
        return words.Count > 1 && words.Any(word => word.Length >= 4 && lexicon.Contains(word)) ? string.Join(' ', words) : null;
    }

    private int? Cost(string word)
    {
        if (word.Length <= 2)
            return Small.Contains(word) ? Word : english.Contains(word) && word.Length == 2 ? ShortWord : null;
        if (lexicon.Contains(word))
            return LexiconWord;
        return english.Contains(word) ? Word : null;
    }
}

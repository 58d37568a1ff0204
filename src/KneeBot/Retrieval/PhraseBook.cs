namespace KneeBot.Retrieval;

/// <summary>Finds phrases in a sequence of stems; a phrase carries a label, and one phrase may carry several.</summary>
internal sealed class PhraseBook
{
    private readonly Dictionary<string, List<(string[] Following, string Label)>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>A found phrase: its words from First to Last, inclusive, and its label.</summary>
    public readonly record struct Match(int First, int Last, string Label);

    public void Add(IReadOnlyList<Stem> phrase, string label)
    {
        if (phrase.Count == 0)
            return;
        if (!_byFirst.TryGetValue(phrase[0].Text, out var entries))
            _byFirst[phrase[0].Text] = entries = [];
        entries.Add(([.. phrase.Skip(1).Select(stem => stem.Text)], label));
    }

    /// <summary>Every phrase that stands in the text, overlapping ones too.</summary>
    public IEnumerable<Match> Find(IReadOnlyList<Stem> text) => Enumerable.Range(0, text.Count).SelectMany(first => FindAt(text, first));

    /// <summary>Every phrase that begins at a place in the text.</summary>
    public IReadOnlyList<Match> FindAt(IReadOnlyList<Stem> text, int first)
    {
        if (!_byFirst.TryGetValue(text[first].Text, out var entries))
            return [];
        var found = new List<Match>();
        foreach (var (rest, label) in entries)
            if (Follows(text, first + 1, rest))
                found.Add(new Match(first, first + rest.Length, label));
        return found;
    }

    private static bool Follows(IReadOnlyList<Stem> text, int at, string[] rest)
    {
        if (at + rest.Length > text.Count)
            return false;
        for (var j = 0; j < rest.Length; j++)
            if (text[at + j].Text != rest[j])
                return false;
        return true;
    }
}

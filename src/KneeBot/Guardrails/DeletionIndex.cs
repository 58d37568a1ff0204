namespace KneeBot.Guardrails;

/// <summary>
/// Words by what is left of them when letters are taken away. The forms are kept as numbers, since they themselves take many times the room;
/// so a word may be found by a form that is not its own, and who asks compares the words.
/// </summary>
internal sealed class DeletionIndex
{
    private readonly int[] _forms;
    private readonly string[] _words;

    /// <param name="words">Words, each with how many letters may be missing: one or two.</param>
    public DeletionIndex(IEnumerable<(string Word, int Edits)> words)
    {
        var forms = new List<int>();
        var all = new List<string>();
        foreach (var (word, edits) in words)
        {
            AddForms(word, edits, forms);
            while (all.Count < forms.Count)
                all.Add(word);
        }

        (_forms, _words) = ([.. forms], [.. all]);
        Array.Sort(_forms, _words);
    }

    /// <summary>The words that may have a form in common with a word, some of them several times.</summary>
    /// <param name="word">A word, known or not.</param>
    /// <param name="edits">How many letters it may have too many: one or two.</param>
    public IEnumerable<string> Find(string word, int edits)
    {
        var forms = new List<int>();
        AddForms(word, edits, forms);
        foreach (var form in forms)
        {
            var first = Array.BinarySearch(_forms, form);
            if (first < 0)
                continue;
            while (first > 0 && _forms[first - 1] == form)
                first--;
            for (var at = first; at < _forms.Length && _forms[at] == form; at++)
                yield return _words[at];
        }
    }

    /// <summary>Adds the numbers of a word and of what is left of it without one letter or two. Of a run of one letter the first stands for all.</summary>
    private static void AddForms(string word, int edits, List<int> forms)
    {
        forms.Add(Number(word));
        Span<char> once = new char[word.Length - 1];
        Span<char> twice = new char[Math.Max(0, word.Length - 2)];
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && word[i] == word[i - 1])
                continue;
            Remove(word, i, once);
            forms.Add(Number(once));
            for (var j = i; edits > 1 && j < once.Length; j++)
            {
                if (j > i && once[j] == once[j - 1])
                    continue;
                Remove(once, j, twice);
                forms.Add(Number(twice));
            }
        }
    }

    private static void Remove(ReadOnlySpan<char> word, int at, Span<char> rest)
    {
        word[..at].CopyTo(rest);
        word[(at + 1)..].CopyTo(rest[at..]);
    }

    private static int Number(ReadOnlySpan<char> form) => string.GetHashCode(form);
}

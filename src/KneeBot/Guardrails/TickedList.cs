namespace KneeBot.Guardrails;

/// <summary>
/// Lists with an answer behind each item ("numb between the legs yes, bladder no, weak legs no"): an item is denied by its own "no" and by
/// none of its neighbours'. Without a "yes" in it the ordinary cues read such a list as well.
/// </summary>
internal sealed class TickedList
{
    /// <summary>Words of an item at most, where no mark ends it.</summary>
    private const int LongestItem = 6;

    private static readonly HashSet<string> Agreeing = ["yes", "yep", "yeah", "yup", "aye"];

    private static readonly HashSet<string> Denying = ["no", "nope", "nah", "naw", "nil", "none"];

    private readonly HashSet<int> _answers = [];

    private readonly HashSet<int> _refused = [];

    /// <param name="tokens">The message.</param>
    public TickedList(IReadOnlyList<Token> tokens)
    {
        for (var first = 0; first < tokens.Count;)
        {
            var end = first + 1;
            while (end < tokens.Count && tokens[end].Sentence == tokens[first].Sentence)
                end++;
            Read(tokens, first, end);
            first = end;
        }
    }

    /// <summary>Whether a word is the answer to an item.</summary>
    public bool IsAnswer(int at) => _answers.Contains(at);

    /// <summary>Whether a word belongs to an item that is answered with "no".</summary>
    public bool IsRefused(int at) => _refused.Contains(at);

    private void Read(IReadOnlyList<Token> tokens, int first, int end)
    {
        int[] answers = [.. Enumerable.Range(first, end - first).Where(at => Agreeing.Contains(tokens[at].Text) || Denying.Contains(tokens[at].Text))];
        if (answers.Length < 2 || answers[0] == first || !answers.Any(at => Agreeing.Contains(tokens[at].Text)) || !answers.Any(at => Denying.Contains(tokens[at].Text)))
            return;
        if (!answers.All(at => EndsClause(tokens, at, end)) && !(answers[^1] == end - 1 && AreItems(answers, first)))
            return;
        _answers.UnionWith(answers);
        var start = first;
        foreach (var answer in answers)
        {
            if (Denying.Contains(tokens[answer].Text))
                _refused.UnionWith(Enumerable.Range(start, answer - start + 1));
            start = answer + 1;
        }
    }

    private static bool EndsClause(IReadOnlyList<Token> tokens, int at, int end) => at + 1 == end || tokens[at + 1].Clause != tokens[at].Clause;

    /// <summary>Whether some words, but not many, stand before each answer.</summary>
    private static bool AreItems(int[] answers, int first) =>
        answers.Zip([first - 1, .. answers]).All(pair => pair.First - pair.Second is > 1 and <= LongestItem + 1);
}

namespace KneeBot.Guardrails;

/// <summary>
/// Items with an answer behind each. In a list ("numb between the legs yes, bladder no, weak legs no") an item is denied by its own "no" and by
/// none of its neighbours'; without a "yes" in it the ordinary cues read such a list as well. A question that is answered with "no" at once
/// ("chest pain? no. swelling in one leg? no, none.") tells of nothing.
/// </summary>
internal sealed class AnsweredItems
{
    /// <summary>Words of an item at most, where no mark ends it.</summary>
    private const int LongestItem = 6;

    private readonly IReadOnlyList<Token> _tokens;
    private readonly IReadOnlySet<string> _agreeing, _denying;
    private readonly HashSet<int> _answers = [];
    private readonly HashSet<int> _refused = [], _agreed = [];

    /// <param name="tokens">The message.</param>
    /// <param name="words">What answers an item.</param>
    /// <param name="answers">Finds what denies a question.</param>
    public AnsweredItems(IReadOnlyList<Token> tokens, WordLists words, QuestionAnswers answers)
    {
        (_tokens, _agreeing, _denying) = (tokens, words["answers-yes"], words["answers-no"]);
        for (var (first, end) = (0, 1); first < tokens.Count; first = end++)
        {
            while (end < tokens.Count && tokens[end].Sentence == tokens[first].Sentence)
                end++;
            Read(first, end);
            if (tokens[first].InQuestion && answers.At(tokens, end) is var (answered, kind) && kind != AnswerKind.Partly)
                (kind == AnswerKind.No ? _refused : _agreed).UnionWith(Enumerable.Range(first, answered - first));
        }
    }

    /// <summary>Whether a word is the answer to an item of a list.</summary>
    public bool IsAnswer(int at) => _answers.Contains(at);

    /// <summary>Whether a word belongs to an item that is answered with "no", or is that answer.</summary>
    public bool IsRefused(int at) => _refused.Contains(at);

    /// <summary>Whether a word belongs to a question that is answered with "yes", or is that answer.</summary>
    public bool IsAgreed(int at) => _agreed.Contains(at);

    private void Read(int first, int end)
    {
        int[] answers = [.. Enumerable.Range(first, end - first).Where(at => _agreeing.Contains(_tokens[at].Text) || _denying.Contains(_tokens[at].Text))];
        if (answers.Length < 2 || answers[0] == first || !answers.Any(at => _agreeing.Contains(_tokens[at].Text)) || !answers.Any(at => _denying.Contains(_tokens[at].Text)))
            return;
        if (!answers.All(_tokens.EndsClause) && !(answers[^1] == end - 1 && AreItems(answers, first)))
            return;
        _answers.UnionWith(answers);
        var start = first;
        foreach (var answer in answers)
        {
            if (_denying.Contains(_tokens[answer].Text))
                _refused.UnionWith(Enumerable.Range(start, answer - start + 1));
            start = answer + 1;
        }
    }

    /// <summary>Whether some words, but not many, stand before each answer.</summary>
    internal static bool AreItems(int[] answers, int first) =>
        answers.Zip([first - 1, .. answers]).All(pair => pair.First - pair.Second is > 1 and <= LongestItem + 1);
}

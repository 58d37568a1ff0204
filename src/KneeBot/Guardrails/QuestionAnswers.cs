namespace KneeBot.Guardrails;

/// <summary>What an answer makes of what is asked for.</summary>
internal enum AnswerKind
{
    /// <summary>"No": a sign is not there, an ability or a state is lost.</summary>
    No,

    /// <summary>"Hardly", "not always": a sign is there, an ability or a state is not to be relied on.</summary>
    Partly,

    /// <summary>"Yes": what is asked for is so.</summary>
    Yes,
}

/// <summary>
/// What answers a question at once: "chest pain? no", "god no", "not at all", "A: yes", "hardly". Of an answer that is corrected ("no, I mean yes") the last word counts;
/// "no idea" and "never before" answer nothing, nor does what is a question itself ("no?").
/// </summary>
internal sealed class QuestionAnswers(WordLists words)
{
    private readonly IReadOnlySet<string> _agreeing = words["answers-yes"], _denying = words["answers-no"], _short = words["answers-not"], _partial = words["answers-partly"], _limits = words["answer-limits"];

    private readonly IReadOnlySet<string> _fillers = words["answer-fillers"], _labels = words["answer-labels"];

    /// <summary>The answer that stands at a place; null where none does.</summary>
    /// <param name="tokens">The message.</param>
    /// <param name="at">The word behind the question.</param>
    /// <returns>The first word behind the answer, and what it makes of the question.</returns>
    public (int End, AnswerKind Kind)? At(IReadOnlyList<Token> tokens, int at)
    {
        while (at < tokens.Count && _labels.Contains(tokens[at].Text))
            at++;
        (int End, AnswerKind Kind)? answer = null;
        while (at < tokens.Count && !tokens[at].InQuestion && Clauses(tokens, at) is { } next)
            (answer, at) = (next, next.End);
        return answer;
    }

    /// <summary>An answer of some clauses of one sentence, the last of which holds it: "oh god, no".</summary>
    private (int End, AnswerKind Kind)? Clauses(IReadOnlyList<Token> tokens, int first)
    {
        AnswerKind? kind = null;
        for (var at = first; at < tokens.Count && tokens[at].Sentence == tokens[first].Sentence; at++)
        {
            if (Kind(tokens[at].Text, kind) is { } read)
                kind = read;
            else if (!_fillers.Contains(tokens[at].Text))
                return null;
            if (kind is { } known && tokens.EndsClause(at))
                return (at + 1, known);
        }

        return null;
    }

    /// <summary>What a word makes of an answer; null for one that is no answer.</summary>
    private AnswerKind? Kind(string word, AnswerKind? before) =>
        _partial.Contains(word) || (before is AnswerKind.No && _limits.Contains(word)) ? AnswerKind.Partly
        : _denying.Contains(word) || _short.Contains(word) ? before is AnswerKind.Partly ? before : AnswerKind.No
        : _agreeing.Contains(word) ? AnswerKind.Yes
        : null;
}

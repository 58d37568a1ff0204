namespace KneeBot.Guardrails;

/// <summary>What denies a question at once: "chest pain? no", "god no", "not at all", "A: no"; "no idea" and "never before" answer nothing.</summary>
internal sealed class FlatAnswers(WordLists words)
{
    private readonly IReadOnlySet<string> _denying = words["answers-no"], _short = words["answers-not"], _fillers = words["answer-fillers"], _labels = words["answer-labels"];

    /// <summary>Where such an answer ends that follows a question; null where none does.</summary>
    /// <param name="tokens">The message.</param>
    /// <param name="at">The word behind the question.</param>
    /// <returns>The first word behind the answer.</returns>
    public int? End(IReadOnlyList<Token> tokens, int at)
    {
        while (at < tokens.Count && _labels.Contains(tokens[at].Text))
            at++;
        var (first, denies) = (at, false);
        while (at < tokens.Count && tokens[at].Sentence == tokens[first].Sentence && (IsDenial(tokens[at].Text) || _fillers.Contains(tokens[at].Text)))
        {
            denies |= IsDenial(tokens[at].Text);
            at++;
            if (denies && tokens.EndsClause(at - 1))
                break;
        }

        return denies && tokens.EndsClause(at - 1) ? at : null;
    }

    private bool IsDenial(string word) => _denying.Contains(word) || _short.Contains(word);
}

namespace KneeBot.Guardrails;

/// <summary>Questions that the visitor answers with "no" at once: "chest pain? no. swelling in one leg? no, none." tells of neither.</summary>
internal sealed class AnsweredQuestions
{
    private static readonly HashSet<string> Denials = ["no", "nope", "nah", "none", "nil", "never", "neither", "negative"];

    private readonly HashSet<int> _denied = [];

    /// <param name="tokens">The message.</param>
    public AnsweredQuestions(IReadOnlyList<Token> tokens)
    {
        for (var at = 1; at < tokens.Count; at++)
            if (tokens[at].Sentence != tokens[at - 1].Sentence && tokens[at - 1].InQuestion && Denials.Contains(tokens[at].Text) && EndsItsClause(tokens, at))
                _denied.Add(tokens[at - 1].Sentence);
    }

    /// <summary>Whether a sentence asks what the next one denies.</summary>
    public bool AreDenied(int sentence) => _denied.Contains(sentence);

    /// <summary>"No idea" and "never before" answer nothing.</summary>
    private static bool EndsItsClause(IReadOnlyList<Token> tokens, int at) =>
        at + 1 == tokens.Count || tokens[at + 1].Clause != tokens[at].Clause || (at + 2 == tokens.Count && Denials.Contains(tokens[at + 1].Text));
}

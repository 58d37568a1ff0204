namespace KneeBot.Guardrails;

/// <summary>
/// Finds where a denial is over because somebody begins to tell something else with a subject and a verb of its own: "I don't smoke, I have
/// chest pain", "no signal, my foot is cold". A list ("no fever, redness or swelling") goes on without one.
/// </summary>
internal sealed class OwnClauses(WordLists words)
{
    private readonly IReadOnlySet<string> _pronouns = words["clause-subjects"], _persons = words["clause-persons"], _possessives = words["clause-possessives"];

    private readonly IReadOnlySet<string> _openings = words["clause-openings"], _verbs = words["clause-verbs"], _complements = words["complement-openers"];

    /// <returns>Whether a clause with a subject of its own begins behind a denial and before or at a mention.</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="denial">The last word of the denial.</param>
    /// <param name="first">First word of the mention.</param>
    /// <param name="last">Its last word.</param>
    public bool BeginsBetween(IReadOnlyList<Token> tokens, int denial, int first, int last)
    {
        for (var at = denial + 1; at <= first; at++)
            if (tokens[at].Clause != tokens[at - 1].Clause || IsAnswer(tokens, denial, at) ? OpensAt(tokens, at, last) : at > denial + 1 && GoesOnAt(tokens, at, last))
                return true;
        return false;
    }

    /// <summary>Whether a "no" right before a word answers rather than denies: "no my calf is swollen".</summary>
    private static bool IsAnswer(IReadOnlyList<Token> tokens, int denial, int at) => at == denial + 1 && tokens[denial].Text == "no";

    /// <summary>Whether a clause opens with a subject, and its verb follows.</summary>
    private bool OpensAt(IReadOnlyList<Token> tokens, int start, int last)
    {
        var at = start;
        while (at < last && _openings.Contains(tokens[at].Text))
            at++;
        return (_pronouns.Contains(tokens[at].Text) || _possessives.Contains(tokens[at].Text)) && HasVerb(tokens, at, start, last);
    }

    /// <summary>Whether a person becomes the subject without a comma: "i dont smoke i have chest pain".</summary>
    private bool GoesOnAt(IReadOnlyList<Token> tokens, int at, int last) =>
        _persons.Contains(tokens[at].Text) && !_complements.Contains(tokens[at - 1].Text) && HasVerb(tokens, at, at, Math.Min(last, at + 1));

    private bool HasVerb(IReadOnlyList<Token> tokens, int from, int start, int last)
    {
        for (var at = from; at <= last && tokens[at].Clause == tokens[start].Clause; at++)
            if (_verbs.Contains(tokens[at].Text))
                return true;
        return false;
    }
}

namespace KneeBot.Guardrails;

/// <summary>Finds what a predicate such as "has gone" or "is normal" is said of, so that "chest pain, everything else is fine" takes nothing back.</summary>
internal sealed class PredicateSubject(WordLists words)
{
    /// <summary>Letters by which two forms of a word are known to be one: "swelled", "swelling".</summary>
    private const int Stem = 4;

    private readonly IReadOnlySet<string> _openers = words["subject-openers"], _otherThings = words["other-things"], _bodyParts = words["body-parts"], _anaphora = words["subjects-before"];

    private readonly IReadOnlySet<string> _prepositions = words["prepositions"], _hedges = words["time-hedges"], _verbs = words["subject-verbs"];

    /// <returns>The first word that the predicate can be about; the start of the sentence when it has no subject of its own.</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="predicate">Its first word.</param>
    /// <param name="found">What the message mentions.</param>
    public int Start(IReadOnlyList<Token> tokens, int predicate, MentionIndex found)
    {
        var clause = ClauseStart(tokens, predicate);
        var own = clause;
        for (var i = predicate - 1; i >= clause; i--)
        {
            if (!OpensSubject(tokens, i, clause, predicate))
                continue;
            own = i;
            break;
        }

        // Nothing of its own is named: the predicate speaks of what came before.
        if (IsAnaphoric(tokens, own, predicate))
            return SentenceStart(tokens, clause);
        // "swelling, heat, redness absent": the last of a list, not a subject for itself.
        if (own == clause && !_openers.Contains(tokens[own].Text) && found.All.Any(span => span.First == own && span.Last < predicate))
            return SentenceStart(tokens, clause);
        return own;
    }

    /// <returns>Whether a mention before the subject is named in it again by the same word: "it swelled up, the swelling has gone".</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="first">First word of the mention.</param>
    /// <param name="last">Its last word.</param>
    /// <param name="subject">First word of the subject.</param>
    /// <param name="predicate">First word of the predicate.</param>
    public bool Names(IReadOnlyList<Token> tokens, int first, int last, int subject, int predicate)
    {
        for (var i = subject; i < predicate; i++)
        {
            var word = tokens[i].Text;
            if (word.Length < Stem || _bodyParts.Contains(word) || _otherThings.Contains(word))
                continue;
            for (var j = first; j <= last; j++)
                if (tokens[j].Text.AsSpan().StartsWith(word.AsSpan(0, Stem)))
                    return true;
        }

        return false;
    }

    /// <returns>Whether the clause up to a word has begun to speak of something of its own: "…, scan of my knee last year", but not "…, back in 2009" or "…, went away years ago".</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="at">The word.</param>
    public bool IsNewBefore(IReadOnlyList<Token> tokens, int at)
    {
        var clause = ClauseStart(tokens, at);
        if (clause == at || _verbs.Contains(tokens[clause].Text))
            return false;
        for (var i = clause; i < at; i++)
            if (!_anaphora.Contains(tokens[i].Text) && !_prepositions.Contains(tokens[i].Text) && !_hedges.Contains(tokens[i].Text))
                return true;
        return false;
    }

    private bool OpensSubject(IReadOnlyList<Token> tokens, int at, int clause, int predicate)
    {
        if (at == clause)
            return false;
        var before = tokens[at - 1].Text;
        if (_otherThings.Contains(tokens[at].Text))
            return true;
        if (_openers.Contains(tokens[at].Text))
            return before is "and" or "or" ? HasVerb(tokens, clause, at) : !_prepositions.Contains(before) && !_openers.Contains(before);
        return before is "and" && (tokens[predicate].Text is "is" or "was" or "has" || HasVerb(tokens, clause, at)) && !IsAnaphoric(tokens, at, predicate);
    }

    private bool HasVerb(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (_verbs.Contains(tokens[i].Text))
                return true;
        return false;
    }

    private bool IsAnaphoric(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!_anaphora.Contains(tokens[i].Text))
                return false;
        return true;
    }

    private static int ClauseStart(IReadOnlyList<Token> tokens, int at)
    {
        while (at > 0 && tokens[at - 1].Clause == tokens[at].Clause)
            at--;
        return at;
    }

    private static int SentenceStart(IReadOnlyList<Token> tokens, int at)
    {
        while (at > 0 && tokens[at - 1].Sentence == tokens[at].Sentence)
            at--;
        return at;
    }
}

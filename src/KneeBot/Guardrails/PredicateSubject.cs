namespace KneeBot.Guardrails;

/// <summary>Finds what a predicate such as "has gone" or "is normal" is said of, so that "chest pain, everything else is fine" takes nothing back.</summary>
internal static class PredicateSubject
{
    /// <summary>Letters by which two forms of a word are known to be one: "swelled", "swelling".</summary>
    private const int Stem = 4;

    private static readonly HashSet<string> Openers =
        ["my", "his", "her", "our", "their", "your", "the", "a", "an"];

    /// <summary>Subjects that leave out what was said before.</summary>
    private static readonly HashSet<string> OtherThings = ["everything", "everyone", "everybody", "nothing", "anything", "rest", "other", "others", "another", "otherwise", "elsewhere", "else"];

    private static readonly HashSet<string> BodyParts = ["knee", "knees", "calf", "calves", "legs", "foot", "feet", "chest", "ankle", "thigh", "toes", "back", "shin", "joint", "skin", "side"];

    /// <summary>Words that leave what is meant to the words before: "swelling and heat, all gone", "the swelling came, it has gone".</summary>
    private static readonly HashSet<string> Anaphora =
        ["it", "its", "that", "thats", "this", "these", "those", "they", "theyve", "theyre", "them", "which", "i", "im", "ive", "he", "hes", "she", "shes", "we", "all", "both", "now", "also", "too", "and", "or", "then", "so", "has", "have", "had", "is",
         "are", "was", "were", "be", "been", "completely", "totally", "fully", "mostly", "nearly", "almost", "since", "long", "finally", "just", "already", "soon", "quickly", "eventually", "later", "gradually", "of", "symptoms", "symptom", "problem", "problems", "thankfully", "luckily"];

    private static readonly HashSet<string> Prepositions =
        ["in", "of", "on", "at", "around", "round", "behind", "with", "from", "to", "over", "under", "near", "into", "by", "for", "like", "across", "down", "up", "inside", "outside", "above", "below", "along", "through", "during", "after", "before", "between", "all"];

    private static readonly HashSet<string> Hedges = ["back", "about", "roughly", "maybe", "probably", "think", "way", "only", "last"];

    private static readonly HashSet<string> Verbs =
        ["is", "are", "was", "were", "am", "im", "its", "has", "have", "ive", "had", "hes", "shes", "feels", "feel", "felt", "looks", "look", "got", "getting", "gets", "hurts", "hurt", "cannot", "went", "came", "started", "keeps", "became", "turned", "seems"];

    /// <returns>The first word that the predicate can be about; the start of the sentence when it has no subject of its own.</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="predicate">Its first word.</param>
    /// <param name="found">What the message mentions.</param>
    public static int Start(IReadOnlyList<Token> tokens, int predicate, MentionIndex found)
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
        if (own == clause && !Openers.Contains(tokens[own].Text) && found.All.Any(span => span.First == own && span.Last < predicate))
            return SentenceStart(tokens, clause);
        return own;
    }

    /// <returns>Whether a mention before the subject is named in it again by the same word: "it swelled up, the swelling has gone".</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="first">First word of the mention.</param>
    /// <param name="last">Its last word.</param>
    /// <param name="subject">First word of the subject.</param>
    /// <param name="predicate">First word of the predicate.</param>
    public static bool Names(IReadOnlyList<Token> tokens, int first, int last, int subject, int predicate)
    {
        for (var i = subject; i < predicate; i++)
        {
            var word = tokens[i].Text;
            if (word.Length < Stem || BodyParts.Contains(word) || OtherThings.Contains(word))
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
    public static bool IsNewBefore(IReadOnlyList<Token> tokens, int at)
    {
        var clause = ClauseStart(tokens, at);
        if (clause == at || Verbs.Contains(tokens[clause].Text))
            return false;
        for (var i = clause; i < at; i++)
            if (!Anaphora.Contains(tokens[i].Text) && !Prepositions.Contains(tokens[i].Text) && !Hedges.Contains(tokens[i].Text))
                return true;
        return false;
    }

    private static bool OpensSubject(IReadOnlyList<Token> tokens, int at, int clause, int predicate)
    {
        if (at == clause)
            return false;
        var before = tokens[at - 1].Text;
        if (OtherThings.Contains(tokens[at].Text))
            return true;
        if (Openers.Contains(tokens[at].Text))
            return before is "and" or "or" ? HasVerb(tokens, clause, at) : !Prepositions.Contains(before) && !Openers.Contains(before);
        return before is "and" && (tokens[predicate].Text is "is" or "was" or "has" || HasVerb(tokens, clause, at)) && !IsAnaphoric(tokens, at, predicate);
    }

    private static bool HasVerb(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (Verbs.Contains(tokens[i].Text))
                return true;
        return false;
    }

    private static bool IsAnaphoric(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!Anaphora.Contains(tokens[i].Text))
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

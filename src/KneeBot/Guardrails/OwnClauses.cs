namespace KneeBot.Guardrails;

/// <summary>
/// Finds where a denial is over because somebody begins to tell something else with a subject and a verb of its own: "I don't smoke, I have
/// chest pain", "no signal, my foot is cold". A list ("no fever, redness or swelling") goes on without one.
/// </summary>
internal static class OwnClauses
{
    /// <summary>Subjects that open a clause.</summary>
    private static readonly HashSet<string> Pronouns = ["i", "im", "ive", "he", "hes", "she", "shes", "they", "theyve", "theyre", "we", "weve", "it", "its", "there", "theres"];

    /// <summary>Persons as the subject: they open a clause even without a comma before it.</summary>
    private static readonly HashSet<string> Persons = ["i", "im", "ive", "he", "hes", "she", "shes"];

    private static readonly HashSet<string> Possessives = ["my", "his", "her", "our", "their", "the"];

    /// <summary>Words that may stand before the subject of a clause of its own.</summary>
    private static readonly HashSet<string> Openings = ["and", "sorry", "actually", "well", "anyway", "please", "honestly", "seriously", "really", "listen", "look", "help", "plus", "also"];

    /// <summary>Pronouns that are a verb as well, and verbs by which a clause says that something is so.</summary>
    private static readonly HashSet<string> Verbs =
        ["im", "ive", "hes", "shes", "its", "theyre", "theyve", "weve", "theres", "is", "are", "was", "were", "am", "has", "have", "had", "feels", "feel", "felt", "looks", "got", "get", "gets", "getting", "hurts", "hurt", "cannot", "couldnt", "went",
         "came", "started", "keeps", "keep", "became", "turned", "took", "taken", "swallowed", "want", "need", "coughed", "collapsed", "fainted", "fell", "woke", "goes", "wont", "swelled", "hit", "hits", "popped", "just"];

    /// <summary>Words after which a subject belongs to what is denied: "I don't think I have a fever".</summary>
    private static readonly HashSet<string> Complements =
        ["think", "thinking", "believe", "feel", "feels", "felt", "like", "that", "if", "say", "said", "says", "saying", "reckon", "mean", "know", "sure", "when", "where", "while", "whether", "which", "what", "how", "who", "because", "as", "than", "though", "and", "or", "nor",
         "see", "notice", "noticed", "remember", "tell", "told", "suppose", "guess", "convinced", "all", "anything", "something", "nothing", "everything", "time", "way", "unless", "until", "till", "before", "after", "since", "does", "do", "did", "have", "has", "is", "am", "was", "can", "could", "should", "would", "will", "only", "whenever"];

    /// <returns>Whether a clause with a subject of its own begins behind a denial and before or at a mention.</returns>
    /// <param name="tokens">The message.</param>
    /// <param name="denial">The last word of the denial.</param>
    /// <param name="first">First word of the mention.</param>
    /// <param name="last">Its last word.</param>
    public static bool BeginsBetween(IReadOnlyList<Token> tokens, int denial, int first, int last)
    {
        for (var at = denial + 1; at <= first; at++)
            if (tokens[at].Clause != tokens[at - 1].Clause || IsAnswer(tokens, denial, at) ? OpensAt(tokens, at, last) : at > denial + 1 && GoesOnAt(tokens, at, last))
                return true;
        return false;
    }

    /// <summary>Whether a "no" right before a word answers rather than denies: "no my calf is swollen".</summary>
    private static bool IsAnswer(IReadOnlyList<Token> tokens, int denial, int at) => at == denial + 1 && tokens[denial].Text == "no";

    /// <summary>Whether a clause opens with a subject, and its verb follows.</summary>
    private static bool OpensAt(IReadOnlyList<Token> tokens, int start, int last)
    {
        var at = start;
        while (at < last && Openings.Contains(tokens[at].Text))
            at++;
        return (Pronouns.Contains(tokens[at].Text) || Possessives.Contains(tokens[at].Text)) && HasVerb(tokens, at, start, last);
    }

    /// <summary>Whether a person becomes the subject without a comma: "i dont smoke i have chest pain".</summary>
    private static bool GoesOnAt(IReadOnlyList<Token> tokens, int at, int last) =>
        Persons.Contains(tokens[at].Text) && !Complements.Contains(tokens[at - 1].Text) && HasVerb(tokens, at, at, Math.Min(last, at + 1));

    private static bool HasVerb(IReadOnlyList<Token> tokens, int from, int start, int last)
    {
        for (var at = from; at <= last && tokens[at].Clause == tokens[start].Clause; at++)
            if (Verbs.Contains(tokens[at].Text))
                return true;
        return false;
    }
}

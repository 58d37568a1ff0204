namespace KneeBot.Guardrails;

/// <summary>
/// A short message that says a finding and next to nothing else ("my foot is cold and white"): no word is left that could make it mean
/// something different, so that a rule needs nobody's support.
/// </summary>
internal static class PlainStatement
{
    /// <summary>Words up to which a message is short.</summary>
    private const int LongestStatement = 12;

    /// <summary>Openings of a question.</summary>
    private static readonly HashSet<string> Questions = ["is", "are", "was", "were", "am", "do", "does", "did", "can", "could", "will", "would", "should", "shall", "may", "might", "what", "why", "how", "when", "who", "which", "where"];

    /// <summary>Concepts that change nothing about a finding: where it is, whose, since when, and other signs beside it.</summary>
    private static readonly HashSet<string> NeutralConcepts =
    [
        "knee", "kneecap", "back-of-knee", "calf", "leg", "foot", "limb", "both-legs", "chest-part", "lower-back", "bakers-cyst", "somebody", "child", "young-age", "new-onset", "sudden",
        "pain", "severe-pain", "very-sore", "swelling", "heat", "redness", "fever", "rigors", "unwell", "confusion", "cold", "pale", "numb", "weak", "no-movement", "discharge", "wet", "spreading", "bruise",
    ];

    /// <summary>Words that change nothing about a finding.</summary>
    private static readonly HashSet<string> Neutral =
    [
        "i", "im", "ive", "my", "me", "mine", "myself", "we", "our", "he", "hes", "his", "him", "she", "shes", "her", "mums", "dads", "moms", "they", "theyve", "theyre", "their", "them", "it", "its",
        "the", "a", "an", "this", "that", "thats", "these", "those", "there", "theres", "one", "side", "left", "right", "lower", "whole", "all", "other", "and", "with", "from", "of", "on", "in", "to", "at", "up", "down", "out", "where", "round",
        "am", "is", "are", "was", "has", "have", "had", "been", "be", "got", "gone", "going", "went", "goes", "get", "gets", "getting", "turned", "turning", "become", "became", "feels", "feel", "felt", "looks", "look", "looking", "keeps", "keep",
        "so", "very", "really", "quite", "too", "still", "also", "completely", "totally", "properly", "even", "again", "compared", "after", "ago", "for", "day", "days", "week", "weeks", "month", "hour", "hours", "two", "three", "four", "five", "six",
        "except", "apart", "besides", "bar", "hi", "hello", "hey", "help", "please", "pls",
    ];

    /// <summary>Whether a message says what the mentions say and nothing else that matters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="said">Mentions of it.</param>
    public static bool Is(MessageAnalysis message, IReadOnlyList<Mention> said)
    {
        var tokens = message.Text.Tokens;
        if (tokens.Count is 0 or > LongestStatement || Questions.Contains(tokens[0].Text))
            return false;
        var told = said.Concat(message.Mentions.Where(mention => NeutralConcepts.Contains(mention.Concept))).ToArray();
        return Enumerable.Range(0, tokens.Count).All(at => Neutral.Contains(tokens[at].Text) || told.Any(mention => mention.First <= at && at <= mention.Last));
    }
}

using System.Collections.Frozen;

namespace KneeBot.Guardrails;

/// <summary>
/// "I think so", "all of them", "I don't want to": messages of nothing but function words. They lean on what was said before, which has been
/// judged when it was said; what the network reads into them by themselves is chance. So it is with "since this morning", "the left one", "I will not go",
/// harmless sayings, plain sciatica, and loneliness or worry said and nothing else (the concepts below). Words that despair uses ("enough", "done",
/// "anymore", "here", "alone", "over") are not among these.
/// </summary>
internal static class EmptyMessage
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "a", "about", "all", "already", "also", "am", "an", "and", "any", "are", "arent", "as", "at", "believe", "both", "but", "can", "cannot", "cant", "could", "couldnt", "did",
        "didnt", "do", "does", "doesnt", "dont", "either", "few", "for", "from", "got", "guess", "had", "has", "have", "havent", "he", "her", "him", "his", "how", "i", "id", "if", "im",
        "in", "is", "isnt", "it", "its", "ive", "just", "know", "lot", "lots", "may", "maybe", "me", "mean", "might", "mine", "most", "much", "my", "neither", "no", "none", "not", "now", "of",
        "ok", "okay", "on", "one", "ones", "or", "other", "our", "perhaps", "probably", "quite", "really", "same", "she", "should", "so", "some", "suppose", "sure", "that", "thats", "the",
        "their", "them", "then", "they", "theyre", "think", "this", "those", "thought", "three", "to", "too", "two", "understand", "understood", "us", "very", "want", "was", "wasnt", "we", "well", "were", "what", "which",
        "will", "with", "wont", "would", "yeah", "yep", "yes", "yet", "you", "your",
    ], StringComparer.Ordinal);

    /// <summary>Sayings, which the network reads a message without; and what may add to what the dialogue tells.</summary>
    internal const string Saying = "harmless-saying", TimeOrSide = "time-or-side";

    private static readonly FrozenSet<string> Concepts = FrozenSet.ToFrozenSet([TimeOrSide, "plain-sciatica", "plain-feeling", "refuses-to-go", Saying], StringComparer.Ordinal);

    /// <summary>Whether a word is one of these.</summary>
    public static bool IsEmpty(string word) => Words.Contains(word);

    /// <summary>Whether a message has no other words.</summary>
    public static bool Is(MessageAnalysis message)
    {
        var fragments = message.Mentions.Where(mention => Concepts.Contains(mention.Concept)).ToArray();
        return message.Text.Tokens.Index().All(word => IsEmpty(word.Item.Text) || fragments.Any(span => span.First <= word.Index && word.Index <= span.Last));
    }
}

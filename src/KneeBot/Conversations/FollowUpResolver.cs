using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot.Conversations;

/// <summary>Makes a follow-up complete in itself: a question that leans on the one before gets its words.</summary>
public sealed class FollowUpResolver(KneeAnalyzer analyzer)
{
    private static readonly HashSet<string> Pronouns = ["it", "its", "that", "this", "they", "them", "their", "these", "those", "one", "he", "she"];
    private static readonly HashSet<string> Continuations = ["and", "what", "how", "why", "also", "then", "so", "else", "or"];

    /// <summary>Resolves a message.</summary>
    /// <param name="text">The visitor's message.</param>
    /// <param name="state">The dialogue so far.</param>
    /// <returns>The question to search for.</returns>
    public string Resolve(NormalizedText text, DialogueState state)
    {
        if (state.Topic is not { } topic || text.Tokens.Count == 0)
            return text.Folded;
        return LeansOnTopic(text) ? topic + " " + text.Folded : text.Folded;
    }

    private bool LeansOnTopic(NormalizedText text)
    {
        var words = text.Tokens.Select(token => token.Text).ToArray();
        var content = analyzer.Terms(text.Folded).Count;
        if (content <= 1)
            return true;
        return content <= 4 && (words.Any(Pronouns.Contains) || (Continuations.Contains(words[0]) && content <= 2 && words[0] is "and" or "or" or "also"));
    }
}

using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.Conversations;

/// <summary>
/// What is said to "my knee hurts" or "I'm scared it's cancer" where the articles have no answer: such a message asks nothing, so that "the articles
/// don't answer that" would only be cold. Never reassurance, never a diagnosis.
/// </summary>
public sealed class Sympathy
{
    private static readonly HashSet<string> Openers = ["is", "are", "do", "does", "did", "can", "could", "will", "would", "should", "shall", "what", "whats", "when", "where", "who", "why", "how", "which", "tell", "any"];

    private readonly PhraseMatcher _matcher;
    private readonly TextCatalog _texts;
    private readonly string[] _kinds;

    /// <param name="texts">Wordings and replies.</param>
    internal Sympathy(TextCatalog texts)
    {
        _texts = texts;
        _kinds = [.. texts.SympathyWordings.Keys];
        _matcher = new PhraseMatcher(texts.SympathyWordings.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<Phrase>)[.. entry.Value.Select(Phrase.Parse)]));
    }

    /// <summary>The fixed sentence, or null when the message asks something or tells of neither pain nor worry.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sections">Headings of the articles that it may be about.</param>
    public string? Of(NormalizedText message, IReadOnlyList<string> sections)
    {
        if (message.Tokens.Count == 0 || message.Tokens.Any(token => token.InQuestion) || Openers.Contains(message.Tokens[0].Text))
            return null;
        var found = _matcher.Find(message.Tokens).All.Select(span => span.Concept).ToHashSet();
        return _kinds.FirstOrDefault(found.Contains) is { } kind ? _texts.SympathyReply(kind, ("sections", string.Join("; ", sections))) : null;
    }
}

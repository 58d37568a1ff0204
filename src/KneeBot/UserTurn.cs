using KneeBot.Guardrails;

namespace KneeBot;

/// <summary>One message of a visitor, on its way through the pipeline.</summary>
/// <param name="Conversation">Identifier of the dialogue it belongs to.</param>
/// <param name="Text">The message as typed.</param>
/// <param name="Locale">The visitor's locale as the channel reports it, for example <c>en-GB</c>; null when unknown.</param>
public sealed record UserTurn(string Conversation, string Text, string? Locale = null)
{
    /// <summary>Longest message that is answered, in UTF-16 units; of the rest of a longer one, the end is looked through for red flags.</summary>
    public const int MaxLength = 8_000;

    /// <summary>The message prepared for the rails: characters folded, words split, spelling repaired.</summary>
    public NormalizedText Normalized { get; init; } = NormalizedText.Empty;

    /// <summary>The user's earlier messages of this dialogue, oldest first; empty while the dialogue has not been loaded.</summary>
    public IReadOnlyList<NormalizedText> Earlier { get; init; } = [];

    /// <summary>What the last answer quoted, sentence by sentence: "I have that" means this. Empty when nothing was.</summary>
    public IReadOnlyList<string> Quoted { get; init; } = [];
}

namespace KneeBot.BotFramework.Channels;

/// <summary>Questions to ask next, as buttons that send them.</summary>
internal static class ReplyButtons
{
    /// <summary>Most buttons under a message.</summary>
    public const int Most = 3;

    /// <summary>The buttons, for the sender only; null when there are none.</summary>
    public static SuggestedActions? For(IEnumerable<string> suggestions, Activity incoming)
    {
        var buttons = suggestions.Take(Most).Select(CardAction.Say).ToArray();
        return buttons.Length == 0 ? null : new SuggestedActions { To = incoming.From?.Id is { } user ? [user] : null, Actions = buttons };
    }
}

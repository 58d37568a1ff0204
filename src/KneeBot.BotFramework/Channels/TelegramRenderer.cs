using System.Text;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// Telegram, by Azure's channel: plain text, which needs no escaping and cannot fail to parse, in messages of a length Telegram takes. No
/// cards: the channel would turn them into pictures.
/// </summary>
public sealed class TelegramRenderer : IReplyRenderer
{
    /// <summary>Longest message in UTF-16 units.</summary>
    public const int MaxText = 4_096;

    /// <summary>Most bytes a button may send.</summary>
    public const int MaxButtonBytes = 64;

    public IReadOnlyList<Activity> Render(Reply reply, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(incoming);
        return Messages(reply.Text + PlainRenderer.Sources(reply.Citations), TelegramInput.IsGroup(incoming) ? [] : reply.Suggestions, incoming);
    }

    public IReadOnlyList<Activity> RenderWelcome(string text, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(incoming);
        return Messages(text, [], incoming);
    }

    /// <summary>A button in a group would send words that address nobody, so there are none.</summary>
    private static Activity[] Messages(string text, IReadOnlyList<string> suggestions, Activity incoming)
    {
        var parts = MessageParts.Split(text, MaxText);
        var buttons = ReplyButtons.For(suggestions.Where(suggestion => Encoding.UTF8.GetByteCount(suggestion) <= MaxButtonBytes), incoming);
        return [.. parts.Select((part, i) => incoming.Reply() with
        {
            Text = part,
            TextFormat = "plain",
            SuggestedActions = i == parts.Count - 1 ? buttons : null,
        })];
    }
}

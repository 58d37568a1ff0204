using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// Reads what was written in Teams: without the mention of the bot, which every message in a team or a group chat needs. Without one, a
/// message there is talk among people, which Teams passes on only where an owner allowed it.
/// </summary>
public sealed partial class TeamsInput : IChannelInput
{
    public ChannelMessage Read(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = message.Text ?? "";
        var mentions = Mentions(message).ToArray();
        var own = mentions.Where(mention => mention.Id is not null && mention.Id == message.Recipient?.Id).ToArray();
        if (IsGroup(message) && own.Length == 0 && message.Recipient?.Id is { Length: > 0 })
            return ChannelMessage.Ignore;
        foreach (var mention in own.Where(mention => mention.Text.Length > 0))
            text = text.Replace(mention.Text, " ", StringComparison.OrdinalIgnoreCase);
        text = WebUtility.HtmlDecode(At().Replace(text, "")).Replace('\u00A0', ' ').Trim();
        return text.Length == 0 && own.Length > 0 ? ChannelMessage.Welcome : ChannelMessage.Ask(text);
    }

    /// <summary>Whether more than one person reads along: a group chat or a team's channel.</summary>
    internal static bool IsGroup(Activity activity) =>
        activity.Conversation is { } conversation
        && (conversation.IsGroup == true || (conversation.ConversationType is { Length: > 0 } type && !type.Equals("personal", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<(string? Id, string Text)> Mentions(Activity message)
    {
        foreach (var entity in message.Entities ?? [])
        {
            if (Text(entity, "type") == "mention" && entity.TryGetProperty("mentioned", out var mentioned))
                yield return (Text(mentioned, "id"), Text(entity, "text") ?? "");
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Other people's names stay, without their tags.</summary>
    [GeneratedRegex("</?at( [^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex At();
}

using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>What can be said of an activity, and the reply to one.</summary>
public static class Activities
{
    /// <summary>Whether it is of this type; case does not matter, as in Microsoft's SDK.</summary>
    public static bool Is(this Activity activity, string type) => string.Equals(activity.Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the sender takes the replies from the response.</summary>
    public static bool ExpectsReplies(this Activity activity) => activity.DeliveryMode == DeliveryModes.ExpectReplies;

    /// <summary>The dialogue it belongs to: conversation ids are unique within a channel only.</summary>
    public static string Dialogue(this Activity activity) => $"{activity.ChannelId?.ToLowerInvariant()}/{activity.Conversation?.Id}";

    /// <summary>Whether it came over this channel; case does not matter.</summary>
    public static bool IsOn(this Activity activity, string channelId) => string.Equals(activity.ChannelId, channelId, StringComparison.OrdinalIgnoreCase);

    /// <summary>The id the sender's client gave it, in the channel's data; null when there is none.</summary>
    public static string? ClientActivityId(this Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("clientActivityID", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    /// <summary>
    /// An empty message back to the sender. Only known properties are copied: what else a channel put into them is the
    /// channel's own.
    /// </summary>
    public static Activity Reply(this Activity activity) => new()
    {
        Type = ActivityTypes.Message,
        ServiceUrl = activity.ServiceUrl,
        ChannelId = activity.ChannelId,
        From = Known(activity.Recipient) ?? new ChannelAccount { Id = "kneebot", Name = "KneeBot", Role = "bot" },
        Recipient = Known(activity.From),
        Conversation = activity.Conversation is { } conversation ? conversation with { Unknown = null } : null,
        ReplyToId = Answerable(activity) ? activity.Id : null,
        Locale = activity.Locale,
        InputHint = "acceptingInput",
    };

    /// <summary>Direct Line and Web Chat do not show a reply to an arrival.</summary>
    private static bool Answerable(Activity activity) =>
        !activity.Is(ActivityTypes.ConversationUpdate) || !(activity.IsOn(ChannelIds.DirectLine) || activity.IsOn(ChannelIds.WebChat));

    private static ChannelAccount? Known(ChannelAccount? account) => account is null ? null : account with { Unknown = null };
}

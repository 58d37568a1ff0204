using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>Reads a visitor's thumb in the forms that pages send and that are no <c>invoke</c>: the widget's, reactions, Web Chat's.</summary>
internal static class PageFeedback
{
    /// <summary>What the widget calls it.</summary>
    public const string WidgetEvent = "kneebot/feedback";

    private const string WebChatEvent = "webchat:activity-status/feedback";
    private const int MaxReason = 2_000;

    /// <summary>The opinion; null when the activity holds none.</summary>
    public static Feedback? Read(Activity activity) =>
        Reaction(activity) is { } reaction ? new Feedback(activity.Dialogue(), ReplyId(activity), reaction, Reason(activity)) : null;

    private static string? Reaction(Activity activity)
    {
        if (activity.Is(ActivityTypes.Event) && activity.Name == WidgetEvent)
            return Text(activity.Value, "vote") switch { "up" => "like", "down" => "dislike", _ => null };
        if (activity.Is(ActivityTypes.Event) && activity.Name == WebChatEvent)
            return Text(activity.Entities is [var action, ..] ? action : null, "@type") switch { "LikeAction" => "like", "DislikeAction" => "dislike", _ => null };
        return activity.Is("messageReaction") && activity.Unknown?.GetValueOrDefault("reactionsAdded") is { ValueKind: JsonValueKind.Array } added && added.GetArrayLength() > 0
            ? Text(added[0], "type") switch { "like" => "like", "dislike" => "dislike", _ => null }
            : null;
    }

    private static string? ReplyId(Activity activity) => Text(activity.Value, "replyToId") ?? activity.ReplyToId;

    private static string? Reason(Activity activity) =>
        Text(activity.Value, "reason") is { } reason && !string.IsNullOrWhiteSpace(reason) ? reason[..Math.Min(reason.Length, MaxReason)] : null;

    private static string? Text(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}

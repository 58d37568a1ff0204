using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Turns what a page posts into the conversation's own activity: the server says who, where and when.</summary>
internal static class IncomingActivity
{
    /// <summary>Longest body, in bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>Most bytes of channel data that are echoed.</summary>
    private const int MaxChannelData = 2 * 1024;

    /// <summary>Who answers.</summary>
    public static readonly ChannelAccount Bot = new() { Id = "kneebot", Name = "KneeBot", Role = "bot" };

    /// <summary>Reads the body of a post; the conversation's facts replace whatever it says of them.</summary>
    public static DirectLineRefusal? Read(ReadOnlySpan<byte> body, Conversation conversation, DateTimeOffset now, out Activity? activity)
    {
        // The reader wants a conversation in every message, and here it stands in the address.
        activity = null;
        var refusal = ActivityReader.Read(body, out var posted, needsConversation: false);
        if (refusal is not null)
            return DirectLineRefusal.Bad($"{refusal.Title} {refusal.Detail}");
        activity = posted! with
        {
            Timestamp = now,
            ServiceUrl = EmbeddedService.Url(conversation.Site),
            ChannelId = ChannelIds.DirectLine,
            From = new ChannelAccount { Id = conversation.UserId, Name = Short(posted.From?.Name), Role = "user" },
            Recipient = Bot,
            Conversation = new ConversationAccount { Id = conversation.Id },
            DeliveryMode = null,
            Locale = Short(posted.Locale) ?? conversation.Locale,
            ChannelData = Limited(posted.ChannelData, posted.ClientActivityId()),
            Attachments = null,
            Entities = posted.Is(ActivityTypes.Event) ? posted.Entities : null,
            SuggestedActions = null,
            MembersAdded = null,
            MembersRemoved = null,
            Unknown = posted.Unknown?.TryGetValue("reactionsAdded", out var reactions) == true ? new() { ["reactionsAdded"] = reactions } : null,
        };
        return null;
    }

    /// <summary>
    /// What makes two sendings the same message; one without any id is always new. The text counts too: a careless page that numbers every
    /// message 1 must still hear of a red flag.
    /// </summary>
    public static string Key(Activity posted)
    {
        var id = posted.ClientActivityId() is { Length: > 0 } client ? "client " + client
            : posted.Id is { Length: > 0 } own ? "id " + own
            : null;
        return id is null ? RandomText.New() : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{id.Length} {id} {posted.Text}")), 0, 16);
    }

    /// <summary>Whether the visitor asks to be forgotten.</summary>
    public static bool IsForget(Activity activity) =>
        ForgetRequest.IsButton(activity) || activity.Is(ActivityTypes.EndOfConversation) || IsForgetMessage(activity);

    /// <summary>Whether a message says nothing but that.</summary>
    public static bool IsForgetMessage(Activity activity) =>
        activity.Is(ActivityTypes.Message) && activity.Text is { } text && ForgetRequest.Is(text);

    private static string? Short(string? text) => text is { Length: > 0 and <= 100 } ? text : null;

    private static JsonElement? Limited(JsonElement? data, string? clientId) =>
        data is not { ValueKind: JsonValueKind.Object } all ? null
        : all.GetRawText().Length <= MaxChannelData ? all
        : clientId is null ? null
        : JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["clientActivityID"] = clientId });
}

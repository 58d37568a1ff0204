using System.Text.Json;
using System.Text.Json.Serialization;

namespace KneeBot.BotFramework;

/// <summary>
/// One activity of the Bot Framework protocol: the properties KneeBot uses, by name. Every other property is kept as it
/// came and written back.
/// </summary>
public sealed record Activity
{
    /// <summary>What it is: <see cref="ActivityTypes"/>, or a kind KneeBot ignores.</summary>
    public string? Type { get; init; }

    /// <summary>Identifier given by the channel; replies name it.</summary>
    public string? Id { get; init; }

    /// <summary>When the channel sent it.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Base address of the connector that takes the replies.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The channel, for example <c>webchat</c> or <c>msteams</c>.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Who sent it.</summary>
    public ChannelAccount? From { get; init; }

    /// <summary>Who it is for: the bot, in an incoming activity.</summary>
    public ChannelAccount? Recipient { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public ConversationAccount? Conversation { get; init; }

    /// <summary>Identifier of the activity it answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>How the sender wants the replies: <see cref="DeliveryModes.ExpectReplies"/>, or through the connector.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>The message.</summary>
    public string? Text { get; init; }

    /// <summary><c>plain</c> or <c>markdown</c>.</summary>
    public string? TextFormat { get; init; }

    /// <summary>The sender's locale, for example <c>en-GB</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether the bot waits for a message: <c>acceptingInput</c>.</summary>
    public string? InputHint { get; init; }

    /// <summary>Who joined, in a <c>conversationUpdate</c>. The bot itself may be among them.</summary>
    public IReadOnlyList<ChannelAccount?>? MembersAdded { get; init; }

    /// <summary>Who left, in a <c>conversationUpdate</c>.</summary>
    public IReadOnlyList<ChannelAccount?>? MembersRemoved { get; init; }

    /// <summary>Buttons under the message.</summary>
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>Cards and files.</summary>
    public IReadOnlyList<Attachment?>? Attachments { get; init; }

    /// <summary>What is said about the message in a form programs read: mentions, citations, streaming.</summary>
    public IReadOnlyList<JsonElement>? Entities { get; init; }

    /// <summary>What only this channel understands.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>Name of an <c>invoke</c> or an <c>event</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Content of an <c>invoke</c> or an <c>event</c>, or what a button sends; any JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What an <c>installationUpdate</c> says: <c>add</c> or <c>remove</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Properties without a name of their own here. Settable: the serializer does not fill it otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

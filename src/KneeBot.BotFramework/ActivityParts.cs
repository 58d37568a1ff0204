using System.Text.Json;
using System.Text.Json.Serialization;

namespace KneeBot.BotFramework;

/// <summary>A person or a bot on a channel.</summary>
public sealed record ChannelAccount
{
    /// <summary>Identifier on the channel.</summary>
    public string? Id { get; init; }

    /// <summary>Name as displayed.</summary>
    public string? Name { get; init; }

    /// <summary><c>user</c> or <c>bot</c>; many channels leave it out.</summary>
    public string? Role { get; init; }

    /// <summary>The account's object id in the organisation's directory.</summary>
    public string? AadObjectId { get; init; }

    /// <summary>Properties without a name of their own here.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A conversation on a channel.</summary>
public sealed record ConversationAccount
{
    /// <summary>Identifier on the channel.</summary>
    public string? Id { get; init; }

    /// <summary>Name as displayed.</summary>
    public string? Name { get; init; }

    /// <summary>Whether more than two take part.</summary>
    public bool? IsGroup { get; init; }

    /// <summary>The channel's kind of conversation, for example <c>personal</c>.</summary>
    public string? ConversationType { get; init; }

    /// <summary>The organisation the conversation belongs to.</summary>
    public string? TenantId { get; init; }

    /// <summary>Properties without a name of their own here.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Buttons that a channel shows until the next message.</summary>
public sealed record SuggestedActions
{
    /// <summary>Accounts that see them; null: everybody.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>The buttons in order.</summary>
    public IReadOnlyList<CardAction?>? Actions { get; init; }

    /// <summary>Properties without a name of their own here.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One button.</summary>
public sealed record CardAction
{
    /// <summary>What it does; <c>imBack</c> sends <see cref="Value"/> as the user's message.</summary>
    public string? Type { get; init; }

    /// <summary>Its label.</summary>
    public string? Title { get; init; }

    /// <summary>What it sends; any JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Properties without a name of their own here.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>A button that sends its label as the user's message.</summary>
    public static CardAction Say(string text) =>
        new() { Type = "imBack", Title = text, Value = JsonSerializer.SerializeToElement(text, ActivityJson.Default.String) };
}

/// <summary>A card, a picture or a file.</summary>
public sealed record Attachment
{
    /// <summary>Media type, for example <c>application/vnd.microsoft.card.adaptive</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where the content lies, when it is not in <see cref="Content"/>.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>The content itself; any JSON.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>Name as displayed.</summary>
    public string? Name { get; init; }

    /// <summary>Properties without a name of their own here.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

namespace KneeBot.BotFramework;

/// <summary>Kinds of activity KneeBot knows; it accepts and ignores every other kind.</summary>
public static class ActivityTypes
{
    /// <summary>A user's message, or a reply.</summary>
    public const string Message = "message";

    /// <summary>A user changed a message.</summary>
    public const string MessageUpdate = "messageUpdate";

    /// <summary>Somebody joined or left.</summary>
    public const string ConversationUpdate = "conversationUpdate";

    /// <summary>Somebody is writing.</summary>
    public const string Typing = "typing";

    /// <summary>The conversation is over.</summary>
    public const string EndOfConversation = "endOfConversation";

    /// <summary>A call that wants its answer in the response.</summary>
    public const string Invoke = "invoke";

    /// <summary>The bot was added to or removed from a team or a chat.</summary>
    public const string InstallationUpdate = "installationUpdate";

    /// <summary>A program's message, by <see cref="Activity.Name"/>.</summary>
    public const string Event = "event";
}

/// <summary>How replies travel.</summary>
public static class DeliveryModes
{
    /// <summary>Replies are the body of the response; no connector is called.</summary>
    public const string ExpectReplies = "expectReplies";
}

/// <summary>Identifiers of channels that KneeBot treats in a way of their own.</summary>
public static class ChannelIds
{
    /// <summary>Microsoft Teams.</summary>
    public const string Teams = "msteams";

    /// <summary>Telegram.</summary>
    public const string Telegram = "telegram";

    /// <summary>Azure's Web Chat.</summary>
    public const string WebChat = "webchat";

    /// <summary>Direct Line, Azure's or the embedded one.</summary>
    public const string DirectLine = "directline";

    /// <summary>The Bot Framework Emulator.</summary>
    public const string Emulator = "emulator";
}

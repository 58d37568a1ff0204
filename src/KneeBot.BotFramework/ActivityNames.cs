namespace KneeBot.BotFramework;

/// <summary>Kinds of activity KneeBot acts on; it ignores every other kind.</summary>
public static class ActivityTypes
{
    /// <summary>A user's message, or a reply.</summary>
    public const string Message = "message";

    /// <summary>Somebody joined or left.</summary>
    public const string ConversationUpdate = "conversationUpdate";
}

/// <summary>How replies travel.</summary>
public static class DeliveryModes
{
    /// <summary>Replies are the body of the response; no connector is called.</summary>
    public const string ExpectReplies = "expectReplies";
}

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// Writes replies the way one channel shows them. Registered by channel id: <c>services.AddReplyRenderer&lt;T&gt;("msteams")</c>;
/// a channel without one gets <see cref="PlainRenderer"/>.
/// </summary>
public interface IReplyRenderer
{
    /// <summary>The activities to send, in order.</summary>
    /// <param name="reply">What KneeBot answers.</param>
    /// <param name="incoming">The message it answers.</param>
    IReadOnlyList<Activity> Render(Reply reply, Activity incoming);

    /// <summary>The greeting of a conversation that begins, as the activities to send.</summary>
    /// <param name="text">The greeting.</param>
    /// <param name="incoming">The activity that reports the arrival.</param>
    IReadOnlyList<Activity> RenderWelcome(string text, Activity incoming) => [incoming.Reply() with { Text = text, TextFormat = "plain" }];

    /// <summary>What is said when a dialogue has been erased because its user asked for it, as the activities to send.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="incoming">The message that asked.</param>
    IReadOnlyList<Activity> RenderForgotten(string text, Activity incoming) => RenderWelcome(text, incoming);
}

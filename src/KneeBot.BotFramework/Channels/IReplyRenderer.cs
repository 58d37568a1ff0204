namespace KneeBot.BotFramework.Channels;

/// <summary>Writes a reply the way one channel shows it.</summary>
public interface IReplyRenderer
{
    /// <summary>The activities to send, in order.</summary>
    /// <param name="reply">What KneeBot answers.</param>
    /// <param name="incoming">The message it answers.</param>
    IReadOnlyList<Activity> Render(Reply reply, Activity incoming);
}

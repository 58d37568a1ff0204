namespace KneeBot.BotFramework;

/// <summary>Takes what users think of replies: the <c>message/submitAction</c> invokes of a feedback loop.</summary>
public interface IFeedbackSink
{
    /// <summary>Takes one opinion. The reason is a user's text: it must not be logged.</summary>
    Task TakeAsync(Feedback feedback, CancellationToken ct);
}

/// <summary>What a user thinks of a reply.</summary>
/// <param name="Dialogue">The dialogue, as in <see cref="Activities.Dialogue"/>.</param>
/// <param name="ReplyId">The reply it is about; null when the channel does not say.</param>
/// <param name="Reaction"><c>like</c> or <c>dislike</c>.</param>
/// <param name="Reason">The user's own words; null when none were given.</param>
public sealed record Feedback(string Dialogue, string? ReplyId, string Reaction, string? Reason);

using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>Notes in the log that a reply was liked or not; what the user wrote about it is not kept.</summary>
internal sealed partial class FeedbackLog(ILogger<FeedbackLog> log) : IFeedbackSink
{
    public Task TakeAsync(Feedback feedback, CancellationToken ct)
    {
        LogFeedback(feedback.Reaction, feedback.Reason is null ? "without" : "with");
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Feedback on a reply: {Reaction}, {Reason} a reason.")]
    private partial void LogFeedback(string reaction, string reason);
}

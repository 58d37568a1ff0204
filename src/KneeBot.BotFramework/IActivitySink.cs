namespace KneeBot.BotFramework;

/// <summary>Where the replies of a turn go: a connector, the response, or a channel in this process.</summary>
public interface IActivitySink
{
    /// <summary>
    /// Whether what is sent arrives at once. Typing indicators and streamed text are sent only then: a response that carries all
    /// replies together has no use for them.
    /// </summary>
    bool ArrivesAtOnce { get; }

    /// <summary>Takes one activity. Called in order, one at a time within a turn; does not throw for a delivery that fails.</summary>
    Task<Delivery> SendAsync(Activity activity, CancellationToken ct);
}

/// <summary>What became of an activity that was sent.</summary>
/// <param name="Id">The identifier the channel gave it; null when it gave none.</param>
/// <param name="Fault">Null, or why it did not arrive.</param>
public readonly record struct Delivery(string? Id, Refusal? Fault = null);

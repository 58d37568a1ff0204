namespace KneeBot.BotFramework;

/// <summary>One turn's replies to a connector; they share the time a turn has.</summary>
internal sealed class ConnectorSink(ConnectorClient connector, TimeProvider time) : IActivitySink
{
    /// <summary>Left to a later message of the turn when the earlier ones have used the time up.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>A typing indicator gets one attempt, a short one: it must not hold up what it announces.</summary>
    private static readonly TimeSpan TypingBudget = TimeSpan.FromSeconds(1);

    private long? _began;

    public bool ArrivesAtOnce => true;

    public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
    {
        if (activity.Is(ActivityTypes.Typing))
            return connector.SendOnceAsync(activity, TypingBudget, ct);
        _began ??= time.GetTimestamp();
        var left = ConnectorClient.Budget - time.GetElapsedTime(_began.Value);
        return connector.SendAsync(activity, left > Least ? left : Least, ct);
    }
}

/// <summary>One turn's replies for the response.</summary>
/// <param name="gone">Says that nobody waits for the response any more.</param>
internal sealed class ResponseSink(CancellationToken gone) : IActivitySink
{
    private readonly List<Activity> _replies = [];

    public bool ArrivesAtOnce => false;

    public IReadOnlyList<Activity> Replies => _replies;

    /// <summary>A sender that has gone gets nothing: the reply stays for when it sends again.</summary>
    public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
    {
        if (gone.IsCancellationRequested)
            return Task.FromResult(new Delivery(null, new Refusal(503, "The sender has gone.", "Send the activity again to get the replies.")));
        _replies.Add(activity);
        return Task.FromResult(new Delivery(null));
    }
}

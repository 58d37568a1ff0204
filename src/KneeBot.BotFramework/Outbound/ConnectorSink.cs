namespace KneeBot.BotFramework;

/// <summary>One turn's replies to a connector; they share the time a turn has.</summary>
internal sealed class ConnectorSink(ConnectorClient connector, TimeProvider time) : IActivitySink
{
    private long? _began;

    public bool ArrivesAtOnce => true;

    /// <summary>A typing indicator gets one attempt: it must not hold up what it announces.</summary>
    public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
    {
        _began ??= time.GetTimestamp();
        var left = ConnectorClient.Budget - time.GetElapsedTime(_began.Value);
        return connector.SendAsync(activity, activity.Is(ActivityTypes.Typing) ? TimeSpan.Zero : left, ct);
    }
}

/// <summary>One turn's replies for the response.</summary>
internal sealed class ResponseSink : IActivitySink
{
    private readonly List<Activity> _replies = [];

    public bool ArrivesAtOnce => false;

    public IReadOnlyList<Activity> Replies => _replies;

    /// <summary>A sender that has gone gets nothing: the reply stays for when it sends again.</summary>
    public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _replies.Add(activity);
        return Task.FromResult(new Delivery(null));
    }
}

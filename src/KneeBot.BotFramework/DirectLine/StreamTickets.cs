namespace KneeBot.BotFramework.DirectLine;

/// <summary>
/// Admissions to a stream: a browser's WebSocket cannot carry a header, so the address carries a ticket instead of the token. Each opens
/// one stream, within a minute, for the origin it was made for.
/// </summary>
internal sealed class StreamTickets(TimeProvider time)
{
    /// <summary>How long a ticket lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset End)> _byAge = new();

    internal sealed record Ticket(string Conversation, string? Origin);

    /// <summary>A new ticket.</summary>
    public string Issue(string conversation, string? origin)
    {
        var key = RandomText.New();
        lock (_lock)
        {
            DropOld();
            _tickets[key] = new Ticket(conversation, origin);
            _byAge.Enqueue((key, time.GetUtcNow() + Lifetime));
        }

        return key;
    }

    /// <summary>Takes a ticket; null when there is none, or no longer.</summary>
    public Ticket? Redeem(string key)
    {
        lock (_lock)
        {
            DropOld();
            return _tickets.Remove(key, out var ticket) ? ticket : null;
        }
    }

    private void DropOld()
    {
        var now = time.GetUtcNow();
        while (_byAge.TryPeek(out var oldest) && oldest.End <= now)
            _tickets.Remove(_byAge.Dequeue().Key);
    }
}

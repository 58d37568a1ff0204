namespace KneeBot.BotFramework.DirectLine;

/// <summary>
/// The conversations held now: at most a number of them, each until no message has come for a while. An id that has ended is
/// remembered as long as a token for it may live, so that it never names a second conversation.
/// </summary>
internal sealed class ConversationRegistry(TimeProvider time, TimeSpan idleLimit, int capacity, TimeSpan tokenLifetime)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];
    private readonly Dictionary<string, Ended> _ended = new(StringComparer.Ordinal);
    private readonly Queue<string> _endedInOrder = new();

    private sealed record Entry(Conversation Conversation, DateTimeOffset LastUsed);

    /// <summary>What is remembered of a conversation that is over: until when, and the bot's last words for who polls.</summary>
    private sealed record Ended(DateTimeOffset Until, IReadOnlyList<byte[]> Last);

    /// <summary>Told of every conversation that is erased, whatever the reason.</summary>
    public Action<Conversation>? Erased { get; set; }

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>The conversation; null when there is none of this id.</summary>
    public Conversation? Find(string id)
    {
        DropIdle();
        lock (_lock)
            return _entries.TryGetValue(id, out var node) ? node.Value.Conversation : null;
    }

    /// <summary>Whether a conversation of this id has ended, as far as that is remembered.</summary>
    public bool HasEnded(string id)
    {
        lock (_lock)
            return _ended.ContainsKey(id);
    }

    /// <summary>The bot's last words in a conversation that has ended, once; null: none, or they were fetched before.</summary>
    public IReadOnlyList<byte[]>? TakeLast(string id)
    {
        lock (_lock)
        {
            if (!_ended.TryGetValue(id, out var ended) || ended.Last.Count == 0)
                return null;
            _ended[id] = ended with { Last = [] };
            return ended.Last;
        }
    }

    /// <summary>The conversation of this id, made when there is none; null when it has ended.</summary>
    public (Conversation Conversation, bool IsNew)? Start(string id, Func<Conversation> make)
    {
        DropIdle();
        Conversation? oldest = null;
        Conversation conversation;
        lock (_lock)
        {
            if (_entries.TryGetValue(id, out var node))
                return (node.Value.Conversation, false);
            if (_ended.ContainsKey(id))
                return null;
            conversation = make();
            _entries[id] = _byUse.AddLast(new Entry(conversation, time.GetUtcNow()));
            if (_entries.Count > capacity)
                oldest = Remove(_byUse.First!.Value.Conversation.Id);
        }

        Erase(oldest);
        return (conversation, true);
    }

    /// <summary>A message came: the conversation is idle from now on only.</summary>
    public void Touch(string id)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var node))
                return;
            _byUse.Remove(node);
            _entries[id] = _byUse.AddLast(node.Value with { LastUsed = time.GetUtcNow() });
        }
    }

    /// <summary>Ends a conversation and erases it.</summary>
    /// <param name="id">Which; one that is not held is no fault.</param>
    /// <param name="last">Shown to whoever listens before the end, and kept for one poll after it; nothing that the visitor wrote.</param>
    public void End(string id, params ReadOnlySpan<byte[]> last)
    {
        Conversation? conversation;
        lock (_lock)
            conversation = Remove(id, last);
        Erase(conversation, last);
    }

    /// <summary>Erases what has been idle for too long.</summary>
    public void DropIdle()
    {
        var now = time.GetUtcNow();
        while (true)
        {
            Conversation? idle;
            lock (_lock)
            {
                while (_endedInOrder.TryPeek(out var id) && _ended[id].Until <= now)
                    _ended.Remove(_endedInOrder.Dequeue());
                idle = _byUse.First is { } first && first.Value.LastUsed + idleLimit <= now ? Remove(first.Value.Conversation.Id) : null;
            }

            if (idle is null)
                return;
            Erase(idle);
        }
    }

    private Conversation? Remove(string id, params ReadOnlySpan<byte[]> last)
    {
        if (!_entries.Remove(id, out var node))
            return null;
        _byUse.Remove(node);
        _ended[id] = new Ended(time.GetUtcNow() + tokenLifetime, last.ToArray());
        _endedInOrder.Enqueue(id);
        return node.Value.Conversation;
    }

    private void Erase(Conversation? conversation, params ReadOnlySpan<byte[]> last)
    {
        if (conversation is null)
            return;
        conversation.End(last);
        Erased?.Invoke(conversation);
    }
}

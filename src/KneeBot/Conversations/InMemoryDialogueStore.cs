namespace KneeBot.Conversations;

/// <summary>Keeps dialogues in memory: at most a number of them, each until it has been idle for a while.</summary>
public sealed class InMemoryDialogueStore(TimeProvider time, int capacity = 10_000, TimeSpan? idleLimit = null) : IDialogueStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];
    private readonly TimeSpan _idleLimit = idleLimit ?? TimeSpan.FromMinutes(30);

    private sealed record Entry(string Conversation, DialogueState State, DateTimeOffset LastUsed);

    /// <summary>Dialogues held now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    public Task<DialogueState> LoadAsync(string conversation, CancellationToken ct = default)
    {
        lock (_lock)
        {
            DropIdle();
            return Task.FromResult(_entries.TryGetValue(conversation, out var node) ? node.Value.State : DialogueState.Empty);
        }
    }

    public Task SaveAsync(string conversation, DialogueState state, CancellationToken ct = default)
    {
        lock (_lock)
        {
            Remove(conversation);
            _entries[conversation] = _byUse.AddLast(new Entry(conversation, state, time.GetUtcNow()));
            DropIdle();
            while (_entries.Count > capacity)
                Remove(_byUse.First!.Value.Conversation);
        }

        return Task.CompletedTask;
    }

    public Task ForgetAsync(string conversation, CancellationToken ct = default)
    {
        lock (_lock)
            Remove(conversation);
        return Task.CompletedTask;
    }

    private void DropIdle()
    {
        var oldest = time.GetUtcNow() - _idleLimit;
        while (_byUse.First is { } first && first.Value.LastUsed < oldest)
            Remove(first.Value.Conversation);
    }

    private void Remove(string conversation)
    {
        if (_entries.Remove(conversation, out var node))
            _byUse.Remove(node);
    }
}

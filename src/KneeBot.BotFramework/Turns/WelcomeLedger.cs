namespace KneeBot.BotFramework;

/// <summary>Remembers which dialogues have been greeted: channels report one user's arrival more than once.</summary>
public sealed class WelcomeLedger(int capacity = 10_000)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _greeted = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();

    /// <summary>Whether this is the first call for the dialogue, among the latest ones remembered.</summary>
    public bool IsFirst(string dialogue)
    {
        lock (_lock)
        {
            if (!_greeted.Add(dialogue))
                return false;
            _oldest.Enqueue(dialogue);
            if (_oldest.Count > capacity)
                _greeted.Remove(_oldest.Dequeue());
            return true;
        }
    }
}

using System.Globalization;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>
/// One conversation: its activities in order, and who listens. The watermark is the number of activities so far; whoever listens
/// from a watermark gets every later one exactly once.
/// </summary>
internal sealed class Conversation(string id, string userId, string? origin, string site)
{
    /// <summary>Bytes of activities kept, replies included; a long conversation has a tenth of it.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The latest activities, which a page that lost its connection asks for.</summary>
    private const int Unpacked = 4;

    /// <summary>Open streams; a page has one, and the oldest goes when there are more.</summary>
    public const int MaxListeners = 5;

    private readonly Lock _lock = new();
    private readonly List<KeptActivity> _log = [];
    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);
    private readonly List<Listener> _listeners = [];
    private Task _turns = Task.CompletedTask;
    private long _bytes;
    private bool _ended;

    public string Id => id;

    /// <summary>The visitor, as the server names them.</summary>
    public string UserId => userId;

    /// <summary>The origin its first token is bound to; null: none.</summary>
    public string? Origin => origin;

    /// <summary>The host's address as the visitor's page reaches it.</summary>
    public string Site => site;

    /// <summary>The language the page said it is in; null: none.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether it holds as much as one may.</summary>
    /// <param name="maxMessages">Most messages of the visitor.</param>
    /// <param name="times">How many times as much, for who is in danger.</param>
    public bool IsFull(int maxMessages, int times = 1)
    {
        lock (_lock)
            return _taken.Count >= (long)times * maxMessages || _bytes >= (long)times * MaxBytes;
    }

    /// <summary>Whether it is over and erased.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
                return _ended;
        }
    }

    /// <summary>The id a message got when it was taken before; null when it is new.</summary>
    public string? FindTaken(string key)
    {
        lock (_lock)
            return _taken.GetValueOrDefault(key);
    }

    /// <summary>Takes a visitor's message, unless the same one was taken before.</summary>
    /// <param name="key">What makes two sendings the same message.</param>
    /// <param name="write">Writes it, once it has an id.</param>
    /// <param name="turn">Answers it, by its id; runs after the turns of the messages before it.</param>
    /// <returns>Its id.</returns>
    public string Take(string key, Func<string, byte[]> write, Func<string, Task> turn)
    {
        lock (_lock)
        {
            if (_taken.TryGetValue(key, out var known))
                return known;
            var fresh = NextId();
            _taken[key] = fresh;
            Add(write(fresh));
            Enqueue(() => turn(fresh));
            return fresh;
        }
    }

    /// <summary>Runs a turn after those that wait already, apart from the caller: who posts a message does not wait for its reply.</summary>
    public void Enqueue(Func<Task> turn)
    {
        lock (_lock)
            _turns = _turns.ContinueWith(_ => turn(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Adds an activity of the bot. Nothing happens in a conversation that has ended.</summary>
    /// <param name="write">Writes it, once it has an id.</param>
    public void Append(Func<string, byte[]> write)
    {
        lock (_lock)
        {
            if (!_ended)
                Add(write(NextId()));
        }
    }

    /// <summary>Shows an activity to whoever listens now; it does not become part of the conversation.</summary>
    public void Show(byte[] activity)
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
                listener.Write(new StreamItem(activity, null));
        }
    }

    /// <summary>The activities after a watermark, and the watermark after them.</summary>
    public (IReadOnlyList<byte[]> Activities, int Watermark) After(int watermark)
    {
        lock (_lock)
            return ([.. _log.Skip(watermark).Select(kept => kept.Json)], _log.Count);
    }

    /// <summary>Begins to listen from a watermark; null when the conversation has ended.</summary>
    public Listener? Listen(int watermark)
    {
        lock (_lock)
        {
            if (_ended)
                return null;
            var listener = new Listener();
            for (var i = watermark; i < _log.Count; i++)
                listener.Write(new StreamItem(_log[i].Json, i + 1));
            _listeners.Add(listener);
            if (_listeners.Count > MaxListeners)
            {
                _listeners[0].Close(StreamEnd.Replaced);
                _listeners.RemoveAt(0);
            }

            return listener;
        }
    }

    public void Leave(Listener listener)
    {
        lock (_lock)
            _listeners.Remove(listener);
    }

    /// <summary>Erases what was said and sends the listeners away.</summary>
    /// <param name="last">Shown to them before; may be empty.</param>
    public void End(params ReadOnlySpan<byte[]> last)
    {
        lock (_lock)
        {
            foreach (var activity in last)
                Show(activity);
            _ended = true;
            _log.Clear();
            _taken.Clear();
            foreach (var listener in _listeners)
                listener.Close(StreamEnd.Ended);
            _listeners.Clear();
        }
    }

    /// <summary>The id of an activity at a place in the conversation.</summary>
    public static string ActivityId(string conversation, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:D7}");

    private string NextId() => ActivityId(id, _log.Count + 1);

    private void Add(byte[] activity)
    {
        _log.Add(new KeptActivity(activity));
        if (_log.Count > Unpacked)
            _log[^(Unpacked + 1)].Pack();
        _bytes += activity.Length;
        foreach (var listener in _listeners)
            listener.Write(new StreamItem(activity, _log.Count));
    }
}

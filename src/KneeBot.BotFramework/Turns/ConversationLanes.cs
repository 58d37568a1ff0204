namespace KneeBot.BotFramework;

/// <summary>Lets the turns of one conversation through one at a time, in the order they came; conversations pass side by side.</summary>
/// <param name="capacity">Most turns of one conversation that wait.</param>
internal sealed class ConversationLanes(int capacity = ConversationLanes.DefaultCapacity)
{
    public const int DefaultCapacity = 256;
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Conversations with a turn under way.</summary>
    public int Count
    {
        get
        {
            lock (_lanes)
                return _lanes.Count;
        }
    }

    /// <summary>A place in the conversation's lane, taken at once; null when too many wait.</summary>
    public Place? Enter(string conversation)
    {
        lock (_lanes)
        {
            if (!_lanes.TryGetValue(conversation, out var lane))
            {
                _lanes.Add(conversation, lane = new Lane());
                return new Place(this, conversation, lane, Task.CompletedTask);
            }

            if (lane.Waiting.Count >= capacity)
                return null;
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lane.Waiting.Enqueue(turn);
            return new Place(this, conversation, lane, turn.Task);
        }
    }

    private void Leave(string conversation, Lane lane)
    {
        TaskCompletionSource? next;
        lock (_lanes)
        {
            if (!lane.Waiting.TryDequeue(out next))
                _lanes.Remove(conversation);
        }

        next?.SetResult();
    }

    private sealed class Lane
    {
        public Queue<TaskCompletionSource> Waiting { get; } = new();
    }

    /// <summary>One turn's place. Wait for <see cref="Turn"/>, then dispose of it, whatever happens between.</summary>
    internal sealed class Place : IDisposable
    {
        private readonly ConversationLanes _lanes;
        private readonly string _conversation;
        private readonly Lane _lane;

        internal Place(ConversationLanes lanes, string conversation, object lane, Task turn)
        {
            _lanes = lanes;
            _conversation = conversation;
            _lane = (Lane)lane;
            Turn = turn;
        }

        /// <summary>Ends when the turns before it are done.</summary>
        public Task Turn { get; }

        public void Dispose() => _lanes.Leave(_conversation, _lane);
    }
}

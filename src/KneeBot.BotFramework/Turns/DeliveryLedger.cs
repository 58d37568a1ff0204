using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KneeBot.BotFramework;

/// <summary>
/// Remembers which activities were served, the latest ones, so that a channel that sends one again gets no second reply. Replies
/// that did not arrive are kept: the activity sent again delivers them.
/// </summary>
/// <remarks>
/// The same id with another text is another activity: a careless client that numbers every message 1 must still hear of a red
/// flag, and its user be welcomed after the bot. Not safe for two turns of one conversation at once; the lanes keep them apart.
/// </remarks>
/// <param name="capacity">Ids remembered.</param>
/// <param name="unsentCapacity">Activities whose replies are kept until they arrive; older ones would be answered anew.</param>
internal sealed class DeliveryLedger(int capacity = DeliveryLedger.DefaultCapacity, int unsentCapacity = DeliveryLedger.DefaultUnsentCapacity)
{
    public const int DefaultCapacity = 100_000;
    public const int DefaultUnsentCapacity = 2_000;
    private static readonly IReadOnlyList<Activity> Nothing = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, IReadOnlyList<Activity>> _unsent = [];
    private readonly Queue<UInt128> _oldest = new();
    private readonly Queue<UInt128> _oldestUnsent = new();

    /// <summary>An activity's line in the ledger.</summary>
    public Line Of(Activity activity) => new(this, Keys(activity));

    private IReadOnlyList<Activity>? Unsent(List<UInt128> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_unsent.TryGetValue(key, out var left))
                    return left;
            }

            return null;
        }
    }

    private void Keep(List<UInt128> keys, IReadOnlyList<Activity>? unsent)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (!_unsent.ContainsKey(key))
                    _oldest.Enqueue(key);
                _unsent[key] = unsent ?? Nothing;
                if (_oldest.Count > capacity)
                    _unsent.Remove(_oldest.Dequeue());
                if (unsent is not null)
                    Limit(key);
            }
        }
    }

    private void Limit(UInt128 key)
    {
        _oldestUnsent.Enqueue(key);
        if (_oldestUnsent.Count > unsentCapacity && _oldestUnsent.Dequeue() is var oldest && _unsent.TryGetValue(oldest, out var left) && left.Count > 0)
            _unsent.Remove(oldest);
    }

    /// <summary>An edited message keeps the id of the first one, so the type belongs to the key.</summary>
    private static List<UInt128> Keys(Activity activity)
    {
        var keys = new List<UInt128>(2);
        if (!string.IsNullOrEmpty(activity.Id))
            keys.Add(Key(activity, "id", activity.Id));
        if (activity.ClientActivityId() is { Length: > 0 } client)
            keys.Add(Key(activity, "client", client));
        return keys;
    }

    private static UInt128 Key(Activity activity, string kind, string id)
    {
        // Lengths before the parts: no two lists of parts run together to the same string.
        var parts = $"{kind}|{activity.Type?.Length}|{activity.Type?.ToLowerInvariant()}|{id.Length}|{id}|{activity.Text?.Length}|{activity.Text}|{Arrivals(activity)}|{activity.Dialogue()}";
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(parts)));
    }

    private static string Arrivals(Activity activity) =>
        string.Concat((activity.MembersAdded ?? []).Select(member => $"{member?.Id?.Length},{member?.Id};"));

    /// <summary>What the ledger knows of one activity.</summary>
    public readonly struct Line
    {
        private readonly DeliveryLedger _ledger;
        private readonly List<UInt128> _keys;

        internal Line(DeliveryLedger ledger, List<UInt128> keys) => (_ledger, _keys) = (ledger, keys);

        /// <summary>Null: the activity is new. Otherwise what is left to send: nothing when all arrived.</summary>
        public IReadOnlyList<Activity>? Unsent => _ledger.Unsent(_keys);

        /// <summary>Notes that the activity was served, and what is left to send.</summary>
        public void Keep(IReadOnlyList<Activity>? unsent = null) => _ledger.Keep(_keys, unsent);
    }
}

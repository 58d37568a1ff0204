namespace KneeBot.BotFramework.DirectLine;

/// <summary>
/// So many a minute for each key: a bucket holds a minute's worth and fills evenly. Full buckets are forgotten, since a new one is full too.
/// </summary>
internal sealed class TokenBuckets(TimeProvider time, double perMinute, int capacity = 100_000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Level, long At)> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one.</summary>
    /// <returns>Null when there was one; else how long until there is.</returns>
    public TimeSpan? Take(string key)
    {
        lock (_lock)
        {
            var level = Level(key);
            if (level < 1)
                return TimeSpan.FromMinutes((1 - level) / perMinute);
            if (_buckets.Count >= capacity)
                DropFull();
            if (_buckets.Count < capacity || _buckets.ContainsKey(key))
                _buckets[key] = (level - 1, time.GetTimestamp());
            return null;
        }
    }

    /// <summary>Gives back one that was taken and not used.</summary>
    public void Return(string key)
    {
        lock (_lock)
        {
            if (_buckets.ContainsKey(key))
                _buckets[key] = (Math.Min(perMinute, Level(key) + 1), time.GetTimestamp());
        }
    }

    private double Level(string key) => _buckets.TryGetValue(key, out var bucket)
        ? Math.Min(perMinute, bucket.Level + time.GetElapsedTime(bucket.At).TotalMinutes * perMinute)
        : perMinute;

    private void DropFull()
    {
        foreach (var key in _buckets.Keys.Where(key => Level(key) >= perMinute).ToArray())
            _buckets.Remove(key);
    }
}

using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>What looking for a key found.</summary>
internal enum KeyState
{
    Found,
    Unknown,
    Unavailable,
}

/// <summary>
/// The keys that an issuer publishes, kept in memory. They are fetched again in the background when they have aged, and at once,
/// but seldom, when a token names a key that is not among them.
/// </summary>
internal sealed partial class SigningKeys(Uri metadata, MetadataClient client, TimeProvider time, ILogger log)
{
    /// <summary>Age at which the keys are fetched again.</summary>
    public static readonly TimeSpan RefreshAge = TimeSpan.FromHours(12);

    /// <summary>Age at which keys that could not be fetched again are no longer trusted.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(3);

    /// <summary>Least time between two fetches for a key that is not known.</summary>
    public static readonly TimeSpan UnknownKeyPause = TimeSpan.FromMinutes(5);

    /// <summary>Least time between two fetches when the last one failed.</summary>
    public static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile Snapshot? _snapshot;
    private Task? _fetching;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;
    private bool _failed;

    /// <summary>The key with this id. Never throws for what the network does.</summary>
    public async ValueTask<(KeyState State, PublishedKey? Key)> FindAsync(string id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_snapshot is { } known && now - known.FetchedAt < MaxAge)
        {
            var aged = now - known.FetchedAt >= RefreshAge;
            if (known.Keys.TryGetValue(id, out var key))
            {
                if (aged)
                    _ = Fetch(now, FailurePause);
                return (KeyState.Found, key);
            }

            await Fetch(now, UnknownKeyPause).WaitAsync(ct).ConfigureAwait(false);
        }
        else
        {
            await Fetch(now, FailurePause).WaitAsync(ct).ConfigureAwait(false);
        }

        return Found(id);
    }

    /// <summary>Fetches the keys ahead of the first token.</summary>
    public Task WarmUpAsync() => Fetch(time.GetUtcNow(), FailurePause);

    private (KeyState State, PublishedKey? Key) Found(string id)
    {
        if (_snapshot is not { } now || time.GetUtcNow() - now.FetchedAt >= MaxAge)
            return (KeyState.Unavailable, null);
        if (now.Keys.TryGetValue(id, out var key))
            return (KeyState.Found, key);
        lock (_lock)
            return (_failed ? KeyState.Unavailable : KeyState.Unknown, null);
    }

    /// <summary>The fetch under way, or a new one unless the last began less than <paramref name="pause"/> ago.</summary>
    private Task Fetch(DateTimeOffset now, TimeSpan pause)
    {
        lock (_lock)
        {
            if (_fetching is { IsCompleted: false } running)
                return running;
            if (now - _triedAt < (_failed ? FailurePause : pause))
                return Task.CompletedTask;
            _triedAt = now;
            return _fetching = Task.Run(FetchAsync);
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            var keys = await client.FetchAsync(metadata).ConfigureAwait(false);
            _snapshot = new Snapshot(keys, time.GetUtcNow());
            Note(failed: false);
        }
#pragma warning disable CA1031 // Whatever is wrong with the keys, callers are told to come again; they never see a fault.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Note(failed: true);
            LogUnavailable(metadata.Host, e.Message);
        }
    }

    private void Note(bool failed)
    {
        lock (_lock)
            _failed = failed;
    }

    private sealed record Snapshot(FrozenDictionary<string, PublishedKey> Keys, DateTimeOffset FetchedAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys for tokens could not be fetched from {Host}: {Reason}")]
    private partial void LogUnavailable(string host, string reason);
}

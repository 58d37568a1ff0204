using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>A token as issued.</summary>
internal sealed record IssuedToken(string Value, DateTimeOffset Expires);

/// <summary>Issues tokens; asked seldom.</summary>
internal interface ITokenIssuer
{
    /// <summary>Issues a token.</summary>
    /// <param name="anew">Whether one that was issued before must not be given again.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="TokenException">None was issued.</exception>
    Task<IssuedToken> IssueAsync(bool anew, CancellationToken ct);
}

/// <summary>Keeps the token until it nears its end, renews it ahead in the background, and asks for one once however many wait.</summary>
internal sealed partial class CachedTokens(ITokenIssuer issuer, TimeProvider time, ILogger<CachedTokens> log) : ITokenSource
{
    /// <summary>A token this close to its end is not used.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>Least time between two requests when the last one failed.</summary>
    public static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Kept? _kept;
    private Task<Kept>? _renewing;
    private (DateTimeOffset At, TokenException Why)? _failure;
    private bool _discarded;

    public ValueTask<string?> GetAsync(CancellationToken ct)
    {
        Task<Kept> renewing;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_kept is { } kept && now < kept.Token.Expires - Margin)
            {
                if (now >= kept.RenewAt && !FailedJustNow(now))
                    _ = Renew();
                return new(kept.Token.Value);
            }

            if (FailedJustNow(now))
                throw _failure!.Value.Why;
            renewing = Renew();
        }

        return WaitAsync(renewing, ct);
    }

    public void Discard(string token)
    {
        lock (_lock)
        {
            if (_kept?.Token.Value != token)
                return;
            _kept = null;
            _discarded = true;
        }
    }

    private static async ValueTask<string?> WaitAsync(Task<Kept> renewing, CancellationToken ct) =>
        (await renewing.WaitAsync(ct).ConfigureAwait(false)).Token.Value;

    private bool FailedJustNow(DateTimeOffset now) => _failure is { } failure && now - failure.At < FailurePause;

    private Task<Kept> Renew()
    {
        if (_renewing is { IsCompleted: false } running)
            return running;
        var anew = _discarded || _kept is not null;
        _renewing = Task.Run(() => RenewAsync(anew));
        // Who waits sees the fault; when nobody waits, it has been logged.
        _ = _renewing.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return _renewing;
    }

    private async Task<Kept> RenewAsync(bool anew)
    {
        try
        {
            var token = await issuer.IssueAsync(anew, CancellationToken.None).ConfigureAwait(false);
            var now = time.GetUtcNow();
            var kept = new Kept(token, now + ((token.Expires - now) * 0.75));
            lock (_lock)
                (_kept, _failure, _discarded) = (kept, null, false);
            return kept;
        }
        catch (TokenException e)
        {
            lock (_lock)
                _failure = (time.GetUtcNow(), e);
            LogFailed(e.Message);
            throw;
        }
    }

    private sealed record Kept(IssuedToken Token, DateTimeOffset RenewAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The bot got no token, so it cannot reply: {Reason}")]
    private partial void LogFailed(string reason);
}

using Microsoft.SemanticKernel;

namespace KneeBot.SemanticKernel;

/// <summary>
/// Reads a streamed answer piece by piece. The first piece has a limit of its own; a stream that does not end when it is told to is
/// left behind and ended when it comes back.
/// </summary>
internal sealed class PieceReader
{
    private readonly CancellationTokenSource _end;
    private readonly IAsyncEnumerator<StreamingChatMessageContent> _stream;
    private readonly TimeSpan _first;
    private readonly TimeProvider _time;
    private readonly CancellationToken _ct;
    private Task<bool>? _pending;
    private bool _hasBegun;

    public PieceReader(Func<CancellationToken, IAsyncEnumerable<StreamingChatMessageContent>> open, TimeSpan first, TimeProvider time, CancellationToken ct)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        (_first, _time, _ct) = (first, time, ct);
        _stream = open(_end.Token).GetAsyncEnumerator(_end.Token);
    }

    /// <summary>The next piece; null at the end.</summary>
    /// <exception cref="TimeoutException">The first piece took too long.</exception>
    public async Task<string?> NextAsync()
    {
        _pending = _stream.MoveNextAsync().AsTask();
        var hasNext = await _pending.WaitAsync(_hasBegun ? Timeout.InfiniteTimeSpan : _first, _time, _ct).ConfigureAwait(false);
        var piece = hasNext ? _stream.Current.Content ?? "" : null;
        _hasBegun |= piece is { Length: > 0 };
        return piece;
    }

    /// <summary>Ends the stream; waits for nothing.</summary>
    public void End()
    {
        _ = EndAsync();
    }

    private async Task EndAsync()
    {
        try
        {
            await _end.CancelAsync().ConfigureAwait(false);
            if (_pending is not null)
                await ((Task)_pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for this end.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            _end.Dispose();
        }
    }
}

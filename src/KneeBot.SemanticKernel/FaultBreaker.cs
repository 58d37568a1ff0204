using KneeBot.Answering;

namespace KneeBot.SemanticKernel;

/// <summary>
/// Leaves the model alone for a while after faults in a row, then tries once. It counts what no HTTP handler sees as well: answers that
/// hang, break off or are no JSON.
/// </summary>
internal sealed class FaultBreaker(int after, TimeSpan pause, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _faults;
    private long? _openedAt;
    private bool _isTrying;

    /// <exception cref="GenerationException">The model is being left alone.</exception>
    public void Enter()
    {
        lock (_lock)
        {
            if (_openedAt is not { } opened)
                return;
            if (_isTrying || time.GetElapsedTime(opened) < pause)
                throw new GenerationException("it failed several times in a row and is left alone for a while");
            _isTrying = true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
            (_faults, _openedAt, _isTrying) = (0, null, false);
    }

    public void Failed()
    {
        lock (_lock)
        {
            _isTrying = false;
            if (++_faults >= after)
                _openedAt = time.GetTimestamp();
        }
    }

    /// <summary>Ended without a verdict on the model: the visitor left.</summary>
    public void Left()
    {
        lock (_lock)
            _isTrying = false;
    }
}

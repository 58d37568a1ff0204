using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>Turns that go on after their sender has been answered. When the host stops, they get a moment to finish.</summary>
internal sealed partial class BackgroundTurns(ILogger<BackgroundTurns> log) : IHostedService
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Lets a turn go on by itself.</summary>
    public void Leave(Task<TurnOutcome> turn)
    {
        var watched = WatchAsync(turn);
        lock (_lock)
            _running.Add(watched);
        _ = watched.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] running;
        lock (_lock)
            running = [.. _running];
        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WatchAsync(Task<TurnOutcome> turn)
    {
        try
        {
            await turn.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for this turn any more: the log is the last to hear of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e.GetType().Name);
        }
    }

    private void Forget(Task turn)
    {
        lock (_lock)
            _running.Remove(turn);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn that took long failed with {Fault}; its reply was not sent.")]
    private partial void LogFailed(string fault);
}

using Microsoft.Extensions.Hosting;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Erases idle conversations when their time comes, also when nobody calls any more.</summary>
internal sealed class IdleConversations(ConversationRegistry conversations, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => conversations.DropIdle(), null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>The keys of the issuers this bot trusts; fetched when the host starts, without holding it up.</summary>
internal sealed class TrustedKeys(BotSettings settings, MetadataClient client, TimeProvider time, ILogger<TrustedKeys> log) : IHostedService
{
    private readonly SigningKeys _channel = new(settings.Cloud.Metadata, client, time, log);
    private readonly SigningKeys? _emulator = settings.EmulatorTokens ? new(settings.Cloud.EmulatorMetadata, client, time, log) : null;

    /// <summary>A check of tokens against these keys.</summary>
    public TokenCheck Check() => new(settings, _channel, _emulator, time);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Credentials is not null)
        {
            _ = _channel.WarmUpAsync();
            _ = _emulator?.WarmUpAsync();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

namespace KneeBot.Host;

/// <summary>What the console shows: KneeBot's own lines instead of the framework's.</summary>
internal static class QuietStart
{
    /// <summary>These log a failed start with its stack trace; <see cref="StartFault"/> says it in one line.</summary>
    private static readonly string[] StartLoggers = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    public static void AddQuietStart(this WebApplicationBuilder builder)
    {
        var starting = true;
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        foreach (var logger in StartLoggers)
            builder.Logging.AddFilter(logger, level => !Volatile.Read(ref starting) && level >= LogLevel.Warning);
        builder.Services.AddHostedService(_ => new Started(() => Volatile.Write(ref starting, false)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    private sealed class Started(Action then) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken)
        {
            then();
            return Task.CompletedTask;
        }

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

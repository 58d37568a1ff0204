using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KneeBot.Host.Tests.Support;

/// <summary>Collects what is logged at the levels that are on by default.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    /// <summary>Waits for a line: what is logged when the host has started may come after the first answer.</summary>
    public async Task ShouldSoonContainAsync(string line)
    {
        for (var tries = 0; tries < 1_200 && !Text.Contains(line, StringComparison.Ordinal); tries++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Text.ShouldContain(line, Case.Sensitive);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(_lines, categoryName);

    public void Dispose() { }

    private sealed class Logger(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}

using KneeBot.BotFramework.DirectLine;
using KneeBot.Corpus;

namespace KneeBot.Host;

/// <summary>Says at start what was indexed and where the host serves.</summary>
internal static class StartReport
{
    public static void ReportStart(this WebApplication app)
    {
        var corpus = app.Services.GetRequiredService<KneeBotEngine>().Corpus;
        foreach (var file in corpus.Report.Where(file => file.Message.Length > 0 || file.Warning is not null))
            Console.Error.WriteLine($"{file.Path}: {Outcome(file)}");
        foreach (var name in HostSettings.Misspelt(app.Configuration))
            Console.Error.WriteLine($"Settings: {name}");
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"""
            KneeBot answers from {Count(corpus.Articles.Count, "article")} ({Count(corpus.Passages.Count, "passage")}).
            It serves at {string.Join(" and ", app.Urls)} in {app.Environment.EnvironmentName}. Press Ctrl+C to stop.
            """ + Secret(app)));
    }

    /// <summary>Only one that was made at this start: a configured one is known to whoever configured it.</summary>
    private static string Secret(WebApplication app)
    {
        var directLine = app.Services.GetRequiredService<DirectLineOptions>();
        return app.Environment.IsDevelopment() && directLine.Mode == DirectLineMode.Embedded && app.Configuration[$"{DirectLineOptions.Section}:Secret"] is null
            ? $"{Environment.NewLine}Direct Line secret for programs on this machine, until it stops: {directLine.Secret}"
            : "";
    }

    public static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string Outcome(IngestionResult file) => file.Status switch
    {
        IngestionStatus.Unsupported => $"not indexed: {file.Message}",
        IngestionStatus.Failed => $"failed: {file.Message}",
        _ => "indexed; " + string.Join("; ", new[] { file.Warning, file.Message }.Where(part => part is { Length: > 0 })),
    };
}

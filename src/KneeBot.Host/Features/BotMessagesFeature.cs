using KneeBot.BotFramework;

namespace KneeBot.Host.Features;

/// <summary><c>POST /api/messages</c>: the Bot Framework protocol. Without authentication it is for development only.</summary>
internal static partial class BotMessagesFeature
{
    public const string Path = "/api/messages";

    public static void MapBotMessages(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.MapPost(Path, (HttpContext context, BotEndpoint endpoint) => endpoint.PostAsync(context));
        else
            LogOff(app.Logger, app.Environment.EnvironmentName);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "POST /api/messages is off: callers cannot be authenticated yet, so it serves in Development only, and this is {Environment}. Articles and health are served.")]
    private static partial void LogOff(ILogger logger, string environment);
}

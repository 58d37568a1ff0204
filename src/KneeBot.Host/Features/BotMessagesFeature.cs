using KneeBot.BotFramework;

namespace KneeBot.Host.Features;

/// <summary><c>POST /api/messages</c>: the Bot Framework protocol, for channels with a token, or for this machine in Development.</summary>
internal static partial class BotMessagesFeature
{
    public const string Path = "/api/messages";

    public static void MapBotMessages(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<BotSettings>();
        if (settings.Credentials is null && !app.Environment.IsDevelopment())
        {
            LogOff(app.Logger, app.Environment.EnvironmentName);
            return;
        }

        app.Services.CheckBotFramework();
        app.MapPost(Path, (HttpContext context, BotEndpoint endpoint) => endpoint.PostAsync(context));
    }

    /// <summary>Whether programs on this machine may call without a token.</summary>
    public static bool IsOpenToThisMachine(WebApplication app) =>
        app.Environment.IsDevelopment() && app.Services.GetRequiredService<BotSettings>().Credentials is null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "POST /api/messages is off: the bot has no registration (MicrosoftAppId or Connections), so callers cannot be authenticated, and this is {Environment}, not Development. Articles and health are served.")]
    private static partial void LogOff(ILogger logger, string environment);
}

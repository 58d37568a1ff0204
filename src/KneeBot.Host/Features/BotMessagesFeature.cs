using System.Text;
#if BOTBUILDER
using KneeBot.BotBuilder;
#endif
using KneeBot.BotFramework;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KneeBot.Host.Features;

/// <summary><c>POST /api/messages</c>: the Bot Framework protocol, for channels with a token, or for this machine in Development.</summary>
internal static partial class BotMessagesFeature
{
    public const string Path = "/api/messages";

    public static IServiceCollection AddBotMessages(this IServiceCollection services)
    {
        services.AddBotFramework();
        // Microsoft's JavaScript SDK writes the conversation's id as it is, which is not always UTF-8; nothing here reads it.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.RequestHeaderEncodingSelector =
            name => name.Equals("x-ms-conversation-id", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null!);
#if BOTBUILDER
        services.AddBotBuilder();
#endif
        return services;
    }

    public static void MapBotMessages(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<BotSettings>();
        if (settings.Credentials is null && !app.Environment.IsDevelopment())
        {
            app.Lifetime.ApplicationStarted.Register(() => LogOff(app.Logger, app.Environment.EnvironmentName, app.HasChat() ? "The website's chat, articles" : "Articles"));
            return;
        }

        app.Services.CheckBotFramework();
#if BOTBUILDER
        if (app.Configuration.GetValue("BotBuilder", defaultValue: true))
        {
            app.MapBotBuilder(Path);
            return;
        }
#endif
        app.MapPost(Path, (HttpContext context, BotEndpoint endpoint) => endpoint.PostAsync(context));
    }

    /// <summary>Whether programs on this machine may call without a token.</summary>
    public static bool IsOpenToThisMachine(WebApplication app) =>
        app.Environment.IsDevelopment() && app.Services.GetRequiredService<BotSettings>().Credentials is null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Served} and health are served. For Teams and other channels there is nothing: POST /api/messages is off, since the bot has no registration (MicrosoftAppId or Connections), so that callers cannot be authenticated, and this is {Environment}, not Development.")]
    private static partial void LogOff(ILogger logger, string environment, string served);
}

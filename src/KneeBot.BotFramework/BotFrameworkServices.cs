using KneeBot.BotFramework.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.BotFramework;

/// <summary>Registers what the Bot endpoint needs.</summary>
public static class BotFrameworkServices
{
    /// <summary>Adds the endpoint, the turn handler, the renderer and the connector client. A <see cref="KneeBotEngine"/> must be registered too.</summary>
    public static IServiceCollection AddBotFramework(this IServiceCollection services)
    {
        services.AddSingleton<WelcomeLedger>();
        services.AddSingleton<IReplyRenderer, PlainRenderer>();
        services.AddSingleton<TurnHandler>();
        services.AddTransient<BotEndpoint>();
        services.AddHttpClient<ConnectorClient>(http => http.Timeout = ConnectorClient.Timeout)
            .ConfigurePrimaryHttpMessageHandler(LoopbackHandler.Create)
            .RemoveAllLoggers(); // they would log addresses with conversation ids
        return services;
    }
}

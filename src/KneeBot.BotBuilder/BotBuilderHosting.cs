using KneeBot.BotFramework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotBuilder;

/// <summary>Puts Microsoft's SDK in front of KneeBot.</summary>
public static class BotBuilderHosting
{
    /// <summary>Adds <c>CloudAdapter</c>, set up from the keys <c>MicrosoftAppType</c>, <c>Id</c>, <c>Password</c>, <c>TenantId</c>, and KneeBot as the bot. After <c>AddBotFramework</c>.</summary>
    public static IServiceCollection AddBotBuilder(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        // By hand: the container finds two ways to make it and takes neither.
        services.AddSingleton<IBotFrameworkHttpAdapter>(provider =>
            new CloudAdapter(provider.GetRequiredService<BotFrameworkAuthentication>(), provider.GetRequiredService<ILogger<CloudAdapter>>()));
        services.AddSingleton<IBot, KneeBotBot>();
        return services;
    }

    /// <summary>
    /// Serves activities at the path by the SDK. Without a registration the SDK authenticates nobody, so only programs on this machine may
    /// call, as with KneeBot's own endpoint.
    /// </summary>
    public static void MapBotBuilder(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapPost(path, async (HttpContext context, IBotFrameworkHttpAdapter adapter, IBot bot, BotSettings settings) =>
        {
            if (settings.Credentials is null && LoopbackPolicy.CheckCaller(context) is { } refusal)
            {
                await Results.Problem(refusal.Detail, statusCode: refusal.Status, title: refusal.Title).ExecuteAsync(context).ConfigureAwait(false);
                return;
            }

            await adapter.ProcessAsync(context.Request, context.Response, bot, context.RequestAborted).ConfigureAwait(false);
        });
}

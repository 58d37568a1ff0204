using KneeBot.BotFramework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KneeBot.BotBuilder;

/// <summary>Puts Microsoft's SDK in front of KneeBot.</summary>
public static class BotBuilderHosting
{
    /// <summary>Adds <c>CloudAdapter</c>, with the registration that KneeBot has read, and KneeBot as the bot. After <c>AddBotFramework</c>.</summary>
    public static IServiceCollection AddBotBuilder(this IServiceCollection services)
    {
        services.AddHttpClient(Options.DefaultName).RemoveAllLoggers(); // they would log addresses with conversation ids
        services.AddSingleton(provider => Registration(provider.GetRequiredService<BotSettings>()));
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
        }).WithMetadata(new RequestSizeLimitAttribute(ActivityReader.MaxBytes)); // the SDK reads the body before it knows the caller

    /// <summary>
    /// The SDK itself reads <c>MicrosoftAppId</c> and its like only: with <c>Connections</c> it would find no registration and authenticate
    /// nobody, and it knows no certificate.
    /// </summary>
    private static ServiceClientCredentialsFactory Registration(BotSettings settings) => settings.Credentials switch
    {
        null => new PasswordServiceClientCredentialFactory(),
        { Type: BotAppType.UserAssignedMsi } bot => new ManagedIdentityServiceClientCredentialsFactory(bot.AppId),
        { Certificate: { } certificate } bot => new CertificateServiceClientCredentialsFactory(CertificateFile.Load(certificate), bot.AppId, Tenant(bot), sendX5c: certificate.SendChain),
        { } bot => new PasswordServiceClientCredentialFactory(bot.AppId, bot.Password, Tenant(bot), httpClient: null, logger: null),
    };

    private static string? Tenant(BotCredentials bot) => bot.Type == BotAppType.SingleTenant ? bot.TenantId : null;
}

using KneeBot.BotFramework.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>Registers what the Bot endpoint needs.</summary>
public static class BotFrameworkServices
{
    internal const string MetadataClientName = "KneeBot.Metadata";

    /// <summary>
    /// Adds the endpoint, the turn queue, the channels and the connector client; the configuration says how the bot is registered.
    /// A <see cref="KneeBotEngine"/> must be registered too.
    /// </summary>
    public static IServiceCollection AddBotFramework(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => BotSettingsReader.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddChannels();
        services.TryAddSingleton<IFeedbackSink, FeedbackLog>();
        services.AddSingleton<WelcomeLedger>();
        services.AddSingleton<TurnHandler>();
        services.AddSingleton<TurnQueue>();
        services.AddSingleton<BackgroundTurns>();
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundTurns>());
        services.AddTransient(provider => new BotEndpoint(
            provider.GetRequiredService<ICallerPolicy>(),
            provider.GetRequiredService<TurnQueue>(),
            provider.GetRequiredService<ConnectorClient>(),
            provider.GetRequiredService<BackgroundTurns>(),
            provider.GetRequiredService<TimeProvider>()));
        return services.AddCallers().AddOutbound();
    }

    /// <summary>Makes what can be wrong fail now rather than with the first message: the settings and the certificate.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A setting is wrong, or the certificate cannot be used.</exception>
    public static void CheckBotFramework(this IServiceProvider services)
    {
        if (services.GetRequiredService<BotSettings>().Credentials?.Certificate is { } certificate)
            CertificateFile.Load(certificate).Dispose();
        services.GetRequiredService<ICallerPolicy>();
    }

    /// <summary>Adds a <see cref="BotDoctor"/> that examines the registration in the configuration, without the host and the engine.</summary>
    public static IServiceCollection AddBotDoctor(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => BotSettingsReader.Read(configuration));
        services.AddMetadataClient();
        services.AddLoginClient();
        return services.AddSingleton<BotDoctor>();
    }

    private static void AddMetadataClient(this IServiceCollection services) => services
        .AddHttpClient(MetadataClientName, http => (http.Timeout, http.MaxResponseContentBufferSize) = (MetadataClient.Timeout, MetadataClient.MaxBytes))
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        .RemoveAllLoggers();

    private static void AddLoginClient(this IServiceCollection services) => services
        .AddHttpClient(MsalHttp.ClientName, http => http.Timeout = TimeSpan.FromSeconds(10))
        .RemoveAllLoggers();

    private static IServiceCollection AddCallers(this IServiceCollection services)
    {
        services.AddMetadataClient();
        services.AddSingleton(provider => new TrustedKeys(
            provider.GetRequiredService<BotSettings>(),
            new MetadataClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(MetadataClientName)),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TrustedKeys>>()));
        services.AddHostedService(provider => provider.GetRequiredService<TrustedKeys>());
        services.AddSingleton<ICallerPolicy>(provider => provider.GetRequiredService<BotSettings>() is { Credentials: not null } settings
            ? new BearerCallers(provider.GetRequiredService<TrustedKeys>().Check(), provider.GetRequiredService<ServiceUrlPolicy>())
            : new LoopbackCallers());
        return services;
    }

    private static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ServiceUrlPolicy(provider.GetRequiredService<BotSettings>(), provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddHttpClient<ConnectorClient>(http => http.Timeout = ConnectorClient.Timeout)
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedHandler.Create(provider.GetRequiredService<ServiceUrlPolicy>()))
            .RemoveAllLoggers(); // they would log addresses with conversation ids
        services.AddLoginClient();
        services.AddSingleton<ITokenSource>(provider => provider.GetRequiredService<BotSettings>() is { Credentials: { } bot } settings
            ? new CachedTokens(
                new MsalTokenIssuer(settings, new MsalHttp(provider.GetRequiredService<IHttpClientFactory>())),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<CachedTokens>>())
            : new NoTokens());
        return services;
    }
}

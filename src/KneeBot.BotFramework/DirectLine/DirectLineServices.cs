using System.ComponentModel.DataAnnotations;
using KneeBot.BotFramework.Channels;
using KneeBot.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Registers and maps Direct Line.</summary>
public static class DirectLineServices
{
    /// <summary>Name of the CORS policy of the routes.</summary>
    private const string Cors = "directline";

    /// <summary>Adds Direct Line. A <see cref="KneeBotEngine"/> and <see cref="KneeBotOptions"/> must be registered too.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Settings; validated here.</param>
    /// <exception cref="ValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, DirectLineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => TextCatalog.Load());
        services.AddSingleton(options);
        foreach (var channel in new[] { ChannelIds.DirectLine, ChannelIds.WebChat, ChannelIds.Emulator })
            services.AddReplyRenderer<WebChatRenderer>(channel);
        services.AddSingleton(provider => new Origins(
            options.AllowedOrigins,
            provider.GetRequiredService<KneeBotOptions>().PublicBaseUrl,
            provider.GetRequiredService<IOptions<HostFilteringOptions>>().Value.AllowedHosts is { Count: > 0 } names && !names.Contains("*")));
        services.AddSingleton(provider => new TokenSigner(provider.GetRequiredService<TimeProvider>(), TimeSpan.FromMinutes(options.TokenMinutes)));
        services.AddSingleton(provider => new DirectLineCallers(provider.GetRequiredService<Origins>(), provider.GetRequiredService<TokenSigner>(), options.Secret));
        services.AddSingleton<DirectLineLimits>();
        services.AddHttpClient<AzureTokens>(http => http.Timeout = AzureTokens.Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        AddEmbedded(services, options);
        AddCors(services);
        return services;
    }

    /// <summary>Maps the routes of the mode that is set.</summary>
    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var provider = routes.ServiceProvider;
        var options = provider.GetRequiredService<DirectLineOptions>();
        if (options.Mode == DirectLineMode.Off)
            return;
        var group = routes.MapGroup(EmbeddedService.Path).RequireCors(Cors);
        if (options.Mode == DirectLineMode.Azure)
            group.MapPost("/tokens/generate", (HttpContext context, AzureTokens azure) => azure.GenerateAsync(context));
        else
            MapEmbedded(group, provider.GetRequiredService<DirectLineEndpoints>(), provider.GetRequiredService<DirectLinePosts>(), provider.GetRequiredService<DirectLineStreams>());
    }

    private static void MapEmbedded(RouteGroupBuilder group, DirectLineEndpoints endpoints, DirectLinePosts posts, DirectLineStreams streams)
    {
        group.MapPost("/tokens/generate", endpoints.GenerateToken);
        group.MapPost("/tokens/refresh", endpoints.RefreshToken);
        group.MapPost("/conversations", (Delegate)endpoints.StartAsync);
        group.MapGet("/conversations/{id}", endpoints.Reconnect);
        group.MapDelete("/conversations/{id}", endpoints.Forget);
        group.MapGet("/conversations/{id}/activities", endpoints.Poll);
        group.MapPost("/conversations/{id}/activities", posts.PostAsync);
        group.MapPost("/conversations/{id}/upload", endpoints.Upload);
        group.MapGet("/conversations/{id}/stream", streams.StreamAsync);
        group.MapGet("/session/getsessionid", endpoints.SessionId);
    }

    private static void AddEmbedded(IServiceCollection services, DirectLineOptions options)
    {
        services.AddSingleton<StreamTickets>();
        services.AddSingleton<DirectLineTurns>();
        services.AddSingleton<DirectLineSafety>();
        services.AddSingleton<DirectLineEndpoints>();
        services.AddSingleton<DirectLinePosts>();
        services.AddSingleton(provider => new ConversationRegistry(
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromMinutes(options.IdleMinutes),
            options.MaxConversations,
            TimeSpan.FromMinutes(options.TokenMinutes))
        {
            Erased = conversation => _ = provider.GetRequiredService<DirectLineTurns>().ForgetAsync(conversation),
        });
        services.AddSingleton(provider => new DirectLineStreams(
            provider.GetRequiredService<ConversationRegistry>(),
            provider.GetRequiredService<StreamTickets>(),
            provider.GetRequiredService<DirectLineCallers>(),
            provider.GetRequiredService<TimeProvider>(),
            () => provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddHostedService<IdleConversations>();
    }

    /// <summary>For pages of other sites; the host's own need none. No cookies: tokens say who calls.</summary>
    private static void AddCors(IServiceCollection services) => services.AddCors().AddOptions<CorsOptions>().Configure<Origins>((cors, origins) => cors.AddPolicy(Cors, policy => policy
        .SetIsOriginAllowed(origins.IsAllowed)
        .WithMethods("GET", "POST", "DELETE")
        .WithHeaders("Authorization", "Content-Type", "X-Ms-Bot-Agent", "X-Requested-With")
        .WithExposedHeaders("Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromHours(1))));
}

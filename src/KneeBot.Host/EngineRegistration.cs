using System.ComponentModel.DataAnnotations;
using KneeBot.Host.Pages;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Host;

/// <summary>Makes the engine from the configuration's root.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton(provider => Bind(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => Start(provider.GetRequiredService<KneeBotOptions>()));
        services.AddSingleton<ArticlePages>();
        services.AddSingleton<Starters>();
        return services;
    }

    private static KneeBotEngine Start(KneeBotOptions options) => KneeBotEngine.Start(
        options,
        options.Guardrails.Semantic == "off" ? null : rules => GuardClassifier.Load(new ArcticEmbedXs(), rules),
        encoder: options.AnswersByMeaning ? new ArcticEmbedXs() : null);

    private static KneeBotOptions Bind(IConfiguration configuration)
    {
        var options = configuration.Get<KneeBotOptions>() ?? new KneeBotOptions();
        if (options.PublicBaseUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            throw new ValidationException($"PublicBaseUrl must be an http or https address such as 'https://bot.example.org', not '{url.OriginalString}'.");
        return options;
    }
}

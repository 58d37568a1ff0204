using System.ComponentModel.DataAnnotations;
using KneeBot.Host.Pages;
using KneeBot.SemanticKernel;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Host;

/// <summary>Makes the engine from the configuration's root.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton(provider => Bind(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => GenerationOptions.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new LanguageModel(provider.GetRequiredService<GenerationOptions>(), new ArcticEmbedXs()));
        services.AddSingleton(provider => Start(
            provider.GetRequiredService<KneeBotOptions>(),
            provider.GetRequiredService<GenerationOptions>().IsOn ? provider.GetRequiredService<LanguageModel>() : null));
        services.AddSingleton<ArticlePages>();
        services.AddSingleton<Starters>();
        return services;
    }

    private static KneeBotEngine Start(KneeBotOptions options, LanguageModel? model) => KneeBotEngine.Start(
        options,
        options.Guardrails.Semantic == "off" ? null : rules => GuardClassifier.Load(new ArcticEmbedXs(), rules),
        encoder: options.AnswersByMeaning ? new ArcticEmbedXs() : null,
        generation: model?.Setup);

    private static KneeBotOptions Bind(IConfiguration configuration)
    {
        var options = configuration.Get<KneeBotOptions>() ?? new KneeBotOptions();
        if (options.PublicBaseUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            throw new ValidationException($"PublicBaseUrl must be an http or https address such as 'https://bot.example.org', not '{url.OriginalString}'.");
        return options;
    }
}

using System.ComponentModel.DataAnnotations;
using KneeBot.Configuration;
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
        return services;
    }

    /// <summary>Begins to make the engine while the rest of the application is put together, and warms it up once that serves.</summary>
    public static void StartEngine(this WebApplication app)
    {
        _ = Task.Run(app.Services.GetRequiredService<KneeBotEngine>); // a fault shows where the engine is first needed
        app.DoAfterStart(TimeSpan.FromSeconds(1), () => app.Services.GetRequiredService<KneeBotEngine>().WarmUp());
    }

    private static KneeBotEngine Start(KneeBotOptions options, LanguageModel? model)
    {
        var encoder = ArcticEmbedXs.Deferred();
        var isGuarded = options.Guardrails.Semantic != "off";
        // The weights are read while the articles and the rules are.
        var loading = isGuarded || options.AnswersByMeaning ? Task.Run(encoder.Load) : Task.CompletedTask;
        var engine = KneeBotEngine.Start(
            options,
            isGuarded ? rules => GuardClassifier.Load(encoder, rules) : null,
            encoder: options.AnswersByMeaning ? encoder : null,
            generation: model?.Setup);
        loading.GetAwaiter().GetResult(); // a damaged file stops the start
        return engine;
    }

    private static KneeBotOptions Bind(IConfiguration configuration)
    {
        SettingValues.Check(configuration, typeof(KneeBotOptions));
        var options = configuration.Get<KneeBotOptions>() ?? new KneeBotOptions();
        if (options.PublicBaseUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            throw new ValidationException($"PublicBaseUrl must be an http or https address such as 'https://bot.example.org', not '{url.OriginalString}'.");
        FolderSettings.MakeAbsolute(options, configuration, provider => provider is FileConfigurationProvider);
        return options;
    }
}

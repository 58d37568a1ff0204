using KneeBot.Semantics;

namespace KneeBot.SemanticKernel.Tests;

/// <summary>Engines on the shipped article with a model behind them.</summary>
internal static class Some
{
    public const string Key = "sk-test-0123456789abcdef-never-to-be-seen";

    private static readonly Lazy<ArcticEmbedXs> Embedded = new(() => new ArcticEmbedXs());

    public static ArcticEmbedXs Encoder => Embedded.Value;

    public static GenerationOptions Options(Uri address) => new()
    {
        Provider = "compatible", Endpoint = address, Model = "hostile", ApiKey = Key,
        FirstByteMs = 20_000, WholeMs = 30_000, // ample: a busy machine is not what these tests are about
        RewriteMs = 0, SecondOpinion = false, Retries = 0, BreakAfter = 1_000_000, Concurrency = 64,
        TokensPerConversation = int.MaxValue, TokensPerDay = long.MaxValue,
    };

    public static (KneeBotEngine Engine, LanguageModel Model) Engine(GenerationOptions options, string? corpus = null, bool encoder = false, TimeProvider? time = null)
    {
        var model = new LanguageModel(options, encoder ? Encoder : null, time);
        var settings = new KneeBotOptions();
        if (corpus is not null)
            settings.Corpus = corpus;
        return (KneeBotEngine.Start(settings, time: time, generation: model.Setup), model);
    }
}

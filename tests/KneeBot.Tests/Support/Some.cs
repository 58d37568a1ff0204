namespace KneeBot.Tests.Support;

/// <summary>Things tests need, real ones: an engine on the shipped article, without the encoder.</summary>
internal static class Some
{
    private static readonly Lazy<KneeBotEngine> Shared = new(() => KneeBotEngine.Start(new KneeBotOptions { Corpus = Path.Combine(AppContext.BaseDirectory, "corpus") }));

    public static KneeBotEngine Engine => Shared.Value;
}

using KneeBot.Guardrails;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Tests.Support;

/// <summary>Real parts, made once: the embedded rule book, the shipped article, the embedded encoder.</summary>
internal static class Some
{
    private static readonly Lazy<RuleBook> Book = new(() => RuleBookReader.Read());
    private static readonly Lazy<KneeBotEngine> Full = new(() => KneeBotEngine.Start(new KneeBotOptions(), rules => GuardClassifier.Load(new ArcticEmbedXs(), rules), encoder: new ArcticEmbedXs()));
    private static readonly Lazy<KneeBotEngine> RulesOnly = new(() => KneeBotEngine.Start(new KneeBotOptions()));

    public static RuleBook RuleBook => Book.Value;

    private static readonly Lazy<InputRails> WithSemantics = new(() => RuleBook.CreateInputRails(GuardClassifier.Load(new ArcticEmbedXs(), RuleBook)));

    /// <summary>The input rails with the semantic layer.</summary>
    public static InputRails Rails => WithSemantics.Value;

    public static KneeBotEngine Engine => Full.Value;

    public static KneeBotEngine EngineWithRulesOnly => RulesOnly.Value;

    public static UserTurn Turn(string text, params string[] earlier) => new("test", text)
    {
        Normalized = RuleBook.Normalizer.Normalize(text),
        Earlier = [.. earlier.Select(RuleBook.Normalizer.Normalize)],
    };

    public static IReadOnlyList<Verdict> Verdicts(string text, params string[] earlier) =>
        [.. RuleBook.CreateRails().SelectMany(rail => rail.Check(Turn(text, earlier)))];

    public static Task<TurnResult> Ask(string conversation, string text) =>
        Engine.Pipeline.ReplyAsync(new UserTurn(conversation, text), TestContext.Current.CancellationToken);
}

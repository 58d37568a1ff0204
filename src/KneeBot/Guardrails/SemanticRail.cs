using System.Runtime.CompilerServices;
using KneeBot.Conversations;

namespace KneeBot.Guardrails;

/// <summary>The semantic layer with its thresholds; each message is estimated once, however many rails ask.</summary>
public sealed class SemanticSense(ISemanticGuard guard, SemanticThresholds thresholds)
{
    /// <summary>Words up to which a message is a short statement. Of 4,561 labelled ones so short, a doubted rule was right to be doubted in 4.</summary>
    private const int ShortStatement = 10;

    private const string Asking = "asking";

    private readonly ConditionalWeakTable<MessageAnalysis, List<(IReadOnlyList<MessageAnalysis> Messages, GuardEstimate Estimate)>> _known = [];

    /// <summary>From which estimate on the layer speaks.</summary>
    public SemanticThresholds Thresholds { get; } = thresholds;

    /// <summary>The estimate of the latest message within its dialogue.</summary>
    public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
    {
        var known = _known.GetOrCreateValue(messages[^1]);
        lock (known)
        {
            foreach (var (before, made) in known)
                if (before.SequenceEqual(messages, ReferenceEqualityComparer.Instance))
                    return made;
            var estimate = guard.Estimate(messages);
            known.Add((messages, estimate));
            return estimate;
        }
    }

    /// <summary>
    /// The messages that tell something: harmless questions in between ("what is a meniscus?") say nothing of the visitor's state, and water down
    /// what does. What denies or tells of improvement stays. The latest message always stays.
    /// </summary>
    public IReadOnlyList<MessageAnalysis> Telling(IReadOnlyList<MessageAnalysis> messages) =>
        [.. messages.Take(messages.Count - 1).Where(message => !(Asks(message) && Alone(message) is { } alone && Math.Max(alone.Danger, alone.Crisis) < Thresholds.Doubt)), messages[^1]];

    /// <summary>Whether a message asks something.</summary>
    public static bool Asks(MessageAnalysis message) =>
        message.Text.Original.Contains('?', StringComparison.Ordinal) || message.Mentions.Any(mention => mention.Concept == Asking);

    /// <summary>
    /// Whether a dialogue need not be read as a whole: each of its messages is known to tell nothing of the visitor's state by itself, nor do
    /// they look as if at a glance. Of 2,599 harmless dialogues four in five are such, and none of 3,343 dangerous ones that reading raised.
    /// </summary>
    public bool IsQuiet(IReadOnlyList<MessageAnalysis> messages) =>
        messages.All(IsKnownQuiet) && messages.Where(message => !EmptyMessage.Is(message)).ToArray() is var said && (said.Length == 0 || guard.Glance(said) < Thresholds.QuietGlance);

    /// <summary>One that has not been estimated by itself is not known to.</summary>
    private bool IsKnownQuiet(MessageAnalysis message) =>
        EmptyMessage.Is(message) || (Alone(message) is { } alone && Math.Max(alone.Danger, alone.Crisis) < Thresholds.Quiet);

    /// <summary>What a message was estimated at by itself; null when it was not.</summary>
    private GuardEstimate? Alone(MessageAnalysis message)
    {
        if (!_known.TryGetValue(message, out var known))
            return null;
        lock (known)
            return known.FirstOrDefault(made => made.Messages.Count == 1).Estimate;
    }

    /// <inheritdoc cref="ISemanticGuard.Glance" />
    public double Glance(MessageAnalysis text) => guard.Glance([text]);

    /// <summary>Whether a condition that a dialogue meets is believed.</summary>
    public bool Believes(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages) =>
        BelievesOf(condition, messages) || (Telling(messages) is { Count: > 1 } telling && telling.Count < messages.Count && BelievesOf(condition, telling));

    private bool BelievesOf(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages) => condition.Trust switch
    {
        Trust.WithSupport => Supports(condition.Severity, Estimate(messages)),
        Trust.UnlessDoubted when condition.Severity is Severity.SeeDoctor or Severity.UrgentCare or Severity.Emergency =>
            IsPlain(messages) || Estimate(messages).Danger >= Thresholds.Doubt,
        _ => true,
    };

    /// <summary>Whether the layer's doubt counts for nothing: there is little around a short statement to misread, and a stressing "not" is easily taken for a denial.</summary>
    private static bool IsPlain(IReadOnlyList<MessageAnalysis> messages) =>
        messages is [{ Text.Tokens.Count: <= ShortStatement }] || messages.Any(message => message.Emphasises);

    private bool Supports(Severity severity, GuardEstimate estimate) => severity switch
    {
        Severity.Decline => estimate.Diagnosis >= Thresholds.DiagnosisSupport,
        Severity.Crisis => Math.Max(estimate.Crisis, estimate.Danger) >= Thresholds.Support,
        Severity.Emergency => estimate.Danger >= Thresholds.Support && estimate.Danger * estimate.EmergencyShare >= Thresholds.EmergencySupport,
        _ => estimate.Danger >= Thresholds.Support,
    };
}

/// <summary>
/// Raises what the semantic layer is sure of though no rule names it. The verdict carries the likeliest rule's id and the layer's urgency.
/// The layer has learnt English alone: messages in another language say nothing to it, nor do those of function words alone.
/// </summary>
public sealed class SemanticRail(SemanticSense sense, TextNormalizer normalizer, MessageAnalyzer analyzer, LanguageDetector languages) : IInputRail
{
    internal const string RailName = "semantic";

    private const int LongestQuote = 110, MostSentences = 100;

    public string Name => RailName;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (!IsEnglish(turn.Normalized) || IsSilent(turn))
            return [];
        MessageAnalysis[] messages = [.. turn.Earlier.Where(IsEnglish).Select(Read), Read(turn.Normalized)];
        if (messages.Length > 1 && sense.IsQuiet(messages))
            return [];
        var estimate = sense.Estimate(messages);
        var raised = Raised(turn, estimate, messages.Length == 1 ? sense.Thresholds.Danger : sense.Thresholds.DialogueDanger, sense.Thresholds.Crisis);
        // Never a crisis: "I don't want one" reads as despair without the question before it.
        if (raised is null && sense.Telling(messages) is { Count: > 1 } telling && telling.Count < messages.Length
            && Raised(turn, sense.Estimate(telling), sense.Thresholds.LaterDanger, sense.Thresholds.LaterCrisis) is { Severity: not Severity.Crisis } told)
            raised = told;

        // What is asked for is judged by the message itself; only signs add up over a dialogue.
        var asked = messages is [var message] && estimate.Diagnosis >= sense.Thresholds.Diagnosis && SemanticSense.Asks(message)
            ? Verdict(Severity.Decline, "diagnosis-request", estimate.Diagnosis, [])
            : null;
        return [.. new[] { raised, asked }.OfType<Verdict>()];
    }

    private Verdict? Raised(UserTurn turn, GuardEstimate estimate, double leastDanger, double leastCrisis)
    {
        var danger = estimate.Danger >= leastDanger;
        if (!danger && estimate.Crisis < leastCrisis)
            return null;
        var (rule, severity) = FlagReading.Likeliest(estimate);
        return severity == Severity.Crisis ? Verdict(Severity.Crisis, rule, estimate.Crisis, [])
            : danger ? Verdict(severity, rule, estimate.Danger, [Quote(turn.Normalized)])
            : null;
    }

    /// <summary>Whether the message says nothing: a time or a side may still add to what the dialogue tells, the rest never.</summary>
    private bool IsSilent(UserTurn turn) =>
        EmptyMessage.Is(analyzer.Analyze(turn.Normalized)) && (turn.Earlier.Count == 0 || !analyzer.Analyze(turn.Normalized).Mentions.Any(mention => mention.Concept == EmptyMessage.TimeOrSide));

    /// <summary>A message as it is read: without harmless sayings.</summary>
    private MessageAnalysis Read(NormalizedText text)
    {
        var message = analyzer.Analyze(text);
        var sayings = message.Mentions.Where(mention => mention.Concept == EmptyMessage.Saying).ToArray();
        if (sayings.Length == 0)
            return message;
        var rest = text.Original;
        foreach (var saying in sayings.OrderByDescending(mention => mention.First))
            rest = rest.Remove(text.Tokens[saying.First].Start, text.Tokens[saying.Last].End - text.Tokens[saying.First].Start);
        return analyzer.Analyze(normalizer.Normalize(rest));
    }

    private bool IsEnglish(NormalizedText text) => languages.Detect(text.Original) is null;

    private Verdict Verdict(Severity severity, string rule, double estimate, IReadOnlyList<string> evidence) => new(severity, Name, rule, evidence)
    {
        Estimate = estimate,
        Explanation = FormattableString.Invariant($"the semantic layer estimates {estimate:0.00}"),
    };

    /// <summary>The visitor's words: of a longer message, the sentence that looks most dangerous by itself, shortened at a word.</summary>
    private string Quote(NormalizedText text)
    {
        var quoted = text.Original.Length <= LongestQuote ? text : MostDangerousSentence(text);
        var words = quoted.Original.Trim();
        if (words.Length <= LongestQuote)
            return words;
        var space = words.LastIndexOf(' ', LongestQuote);
        return words[..(space > 0 ? space : LongestQuote)] + " …";
    }

    private NormalizedText MostDangerousSentence(NormalizedText text)
    {
        var sentences = text.Sentences().Take(MostSentences).ToArray();
        return sentences.Length < 2 ? text : sentences.MaxBy(sentence => sense.Glance(analyzer.Analyze(sentence)))!;
    }
}

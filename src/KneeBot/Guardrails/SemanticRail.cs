using System.Runtime.CompilerServices;
using KneeBot.Conversations;

namespace KneeBot.Guardrails;

/// <summary>The semantic layer with its thresholds; each message is estimated once, however many rails ask.</summary>
public sealed class SemanticSense(ISemanticGuard guard, SemanticThresholds thresholds)
{
    /// <summary>Words up to which a message is a short statement. Of 4,561 labelled ones so short, a doubted rule was right to be doubted in 4.</summary>
    private const int ShortStatement = 10;

    private readonly ConditionalWeakTable<MessageAnalysis, Dictionary<int, GuardEstimate>> _known = [];

    /// <summary>From which estimate on the layer speaks.</summary>
    public SemanticThresholds Thresholds { get; } = thresholds;

    /// <summary>The estimate of the latest message within its dialogue.</summary>
    public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
    {
        var known = _known.GetOrCreateValue(messages[^1]);
        lock (known)
        {
            if (!known.TryGetValue(messages.Count, out var estimate))
                known[messages.Count] = estimate = guard.Estimate(messages);
            return estimate;
        }
    }

    /// <summary>
    /// Whether a dialogue need not be read as a whole: each of its messages is known to tell nothing of the visitor's state by itself, nor do
    /// they look as if at a glance. Of 2,599 harmless dialogues four in five are such, and none of 3,343 dangerous ones that reading raised.
    /// </summary>
    public bool IsQuiet(IReadOnlyList<MessageAnalysis> messages) => messages.All(IsKnownQuiet) && guard.Glance(messages) < Thresholds.QuietGlance;

    /// <summary>One that has not been estimated by itself is not known to.</summary>
    private bool IsKnownQuiet(MessageAnalysis message)
    {
        if (EmptyMessage.Is(message.Text))
            return true;
        if (!_known.TryGetValue(message, out var known))
            return false;
        lock (known)
            return known.TryGetValue(1, out var alone) && Math.Max(alone.Danger, alone.Crisis) < Thresholds.Quiet;
    }

    /// <inheritdoc cref="ISemanticGuard.Glance" />
    public double Glance(MessageAnalysis text) => guard.Glance([text]);

    /// <summary>Whether a condition that a dialogue meets is believed.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="messages">The dialogue.</param>
    /// <param name="evidence">The mentions by which its latest message meets the condition.</param>
    public bool Believes(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages, IReadOnlyList<Mention> evidence) =>
        (condition.Severity is > Severity.Decline and < Severity.Crisis && messages is [var message] && PlainStatement.Is(message, evidence)) || condition.Trust switch
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
public sealed class SemanticRail(SemanticSense sense, MessageAnalyzer analyzer, LanguageDetector languages) : IInputRail
{
    internal const string RailName = "semantic";

    private const string Asking = "asking";

    private const int LongestQuote = 110, MostSentences = 100;

    public string Name => RailName;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (EmptyMessage.Is(turn.Normalized) || !IsEnglish(turn.Normalized))
            return [];
        MessageAnalysis[] messages = [.. turn.Earlier.Where(IsEnglish).Select(analyzer.Analyze), analyzer.Analyze(turn.Normalized)];
        if (messages.Length > 1 && sense.IsQuiet(messages))
            return [];
        var estimate = sense.Estimate(messages);
        var verdicts = new List<Verdict>();
        var (read, danger) = MostDangerous(messages, estimate);
        if ((danger || estimate.Crisis >= sense.Thresholds.Crisis) && FlagReading.Likeliest(read) is var (rule, severity))
        {
            if (severity == Severity.Crisis)
                verdicts.Add(Verdict(Severity.Crisis, rule, read.Crisis, []));
            else if (danger)
                verdicts.Add(Verdict(severity, rule, read.Danger, [Quote(turn.Normalized)]));
        }

        // What is asked for is judged by the message itself; only signs add up over a dialogue.
        if (messages is [var message] && estimate.Diagnosis >= sense.Thresholds.Diagnosis && Asks(message))
            verdicts.Add(Verdict(Severity.Decline, "diagnosis-request", estimate.Diagnosis, []));
        return verdicts;
    }

    /// <summary>
    /// The reading to go by, and whether it is dangerous enough: of the messages as they stand or, failing that, of a single one without what it
    /// denies. Despair is read from a message as it stands.
    /// </summary>
    private (GuardEstimate Read, bool Danger) MostDangerous(MessageAnalysis[] messages, GuardEstimate estimate)
    {
        if (estimate.Danger >= (messages.Length == 1 ? sense.Thresholds.Danger : sense.Thresholds.DialogueDanger))
            return (estimate, true);
        return messages.Length == 1 && estimate.Crisis < sense.Thresholds.Crisis && analyzer.Affirmed(messages) is { } said && sense.Estimate(said) is var apart
            && apart.Danger >= sense.Thresholds.AffirmedDanger && FlagReading.Likeliest(apart).Severity < Severity.Crisis
            ? (apart, true)
            : (estimate, false);
    }

    private bool IsEnglish(NormalizedText text) => languages.Detect(text.Original) is null;

    private static bool Asks(MessageAnalysis message) =>
        message.Text.Original.Contains('?', StringComparison.Ordinal) || message.Mentions.Any(mention => mention.Concept == Asking);

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

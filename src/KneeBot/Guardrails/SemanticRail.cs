using System.Runtime.CompilerServices;
using KneeBot.Conversations;

namespace KneeBot.Guardrails;

/// <summary>The semantic layer with its thresholds; each message is estimated once, however many rails ask.</summary>
public sealed class SemanticSense(ISemanticGuard guard, SemanticThresholds thresholds, MessageAnalyzer analyzer)
{
    /// <summary>Words up to which a message is a short statement. Of 4,561 labelled ones so short, a doubted rule was right to be doubted in 4.</summary>
    private const int ShortStatement = 10;

    /// <summary>Words from which on a dialogue may bury one sentence of despair, so that the layer's doubt of it counts for nothing.</summary>
    private const int MayBuryDespair = 100;

    /// <summary>Sentences of a message that are read one by one at most.</summary>
    private const int MostSentences = 12;

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
        Trust.WithSupport => Supports(condition.Severity, messages),
        Trust.UnlessDoubted when condition.Severity > Severity.Decline => !Doubts(condition.Severity, messages),
        _ => true,
    };

    /// <summary>Whether the layer is sure that a dialogue is harmless. A layer that fails doubts nothing.</summary>
    private bool Doubts(Severity severity, IReadOnlyList<MessageAnalysis> messages)
    {
        if (IsPlain(messages) || (severity == Severity.Crisis && messages.Sum(message => message.Text.Tokens.Count) > MayBuryDespair))
            return false;
        try
        {
            var estimate = Estimate(messages);
            return (severity == Severity.Crisis ? Math.Max(estimate.Crisis, estimate.Danger) : estimate.Danger) < Thresholds.Doubt;
        }
#pragma warning disable CA1031 // What a rule found stands, whatever the layer throws.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>Whether the layer's doubt counts for nothing: there is little around a short statement to misread, and a stressing "not" is easily taken for a denial.</summary>
    private static bool IsPlain(IReadOnlyList<MessageAnalysis> messages) =>
        messages is [{ Text.Tokens.Count: <= ShortStatement }] || messages.Any(message => message.Emphasises);

    private bool Supports(Severity severity, IReadOnlyList<MessageAnalysis> messages)
    {
        var estimate = Estimate(messages);
        return severity switch
        {
            Severity.Decline => estimate.Diagnosis >= Thresholds.DiagnosisSupport,
            Severity.Crisis => estimate.Crisis >= Thresholds.Support || (estimate.Danger >= Thresholds.Support && MostDespairing(messages[^1]) >= Thresholds.Support),
            Severity.Emergency => estimate.Danger >= Thresholds.Support && estimate.Danger * estimate.EmergencyShare >= Thresholds.EmergencySupport,
            _ => estimate.Danger >= Thresholds.Support,
        };
    }

    /// <summary>How much despair the one of a message's sentences tells that tells most, each read by itself; 0 where it is a single one.</summary>
    public double MostDespairing(MessageAnalysis message)
    {
        var sentences = message.Text.Sentences().Take(MostSentences).ToArray();
        return sentences.Length < 2 ? 0 : sentences.Max(sentence => guard.Estimate([analyzer.Analyze(sentence)]).Crisis);
    }
}

/// <summary>
/// Raises what the semantic layer is sure of though no rule names it. The verdict carries the likeliest rule's id and the layer's urgency.
/// The layer has learnt English alone: messages in another language say nothing to it, nor do those of function words alone.
/// </summary>
public sealed class SemanticRail(SemanticSense sense, MessageAnalyzer analyzer, LanguageDetector languages) : IInputRail
{
    internal const string RailName = "semantic";

    private const string Asking = "asking", GeneralMatter = "general-matter", ToldBetter = "told-better", ToldNoBetter = "told-no-better", SelfHarm = "self-harm";

    private const int LongestQuote = 110, MostSentences = 100;

    private readonly DespairReading _despair = new(sense);

    public string Name => RailName;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (EmptyMessage.Is(turn.Normalized) || !IsEnglish(turn.Normalized))
            return [];
        var messages = Read(turn);
        if (messages.Length > 1 && sense.IsQuiet(messages))
            return [];
        var estimate = sense.Estimate(messages);
        var verdicts = new List<Verdict>();
        var danger = estimate.Danger >= LeastDanger(messages);
        if (_despair.Of(messages, estimate, danger, FlagReading.Likeliest(estimate).Severity == Severity.Crisis) is { } despair)
            verdicts.Add(Verdict(Severity.Crisis, SelfHarm, despair, []));
        else if ((danger ? estimate : Apart(messages, estimate)) is { } read && FlagReading.Likeliest(read) is var (rule, severity) && severity != Severity.Crisis)
            verdicts.Add(Verdict(severity, rule, read.Danger, [Quote(turn.Normalized)]));

        // What is asked for is judged by the message itself; only signs add up over a dialogue.
        if (messages is [var message] && estimate.Diagnosis >= sense.Thresholds.Diagnosis && Asks(message) && !AsksOnlyInGeneral(message))
            verdicts.Add(Verdict(Severity.Decline, "diagnosis-request", estimate.Diagnosis, []));
        return verdicts;
    }

    /// <summary>Whether the layer is sure that a dialogue as a whole is harmless, whatever it makes of its latest message alone. The dialogue has been checked before.</summary>
    internal bool SeesNothing(UserTurn turn)
    {
        var estimate = sense.Estimate(Read(turn));
        return Math.Max(estimate.Danger, estimate.Crisis) < sense.Thresholds.Quiet;
    }

    private MessageAnalysis[] Read(UserTurn turn) => [.. turn.Earlier.Where(IsEnglish).Select(analyzer.Analyze), analyzer.Analyze(turn.Normalized)];

    /// <summary>Danger from which on it is believed; where something is told to have got better, the layer is easily misled by what was.</summary>
    private double LeastDanger(MessageAnalysis[] messages) => messages is not [var message] ? sense.Thresholds.DialogueDanger
        : TellsOf(message, ToldBetter) && !TellsOf(message, ToldNoBetter) ? sense.Thresholds.LaterDanger
        : sense.Thresholds.Danger;

    private static bool TellsOf(MessageAnalysis message, string concept) =>
        message.Mentions.Any(mention => mention.Concept == concept && (mention.Context & (MentionContext.Negated | MentionContext.Hypothetical)) == 0);

    /// <summary>What the layer reads of a single message without what it denies, where that is dangerous; despair is read from a message as it stands.</summary>
    private GuardEstimate? Apart(MessageAnalysis[] messages, GuardEstimate estimate) =>
        messages.Length == 1 && estimate.Crisis < sense.Thresholds.Crisis && analyzer.Affirmed(messages) is { } said && sense.Estimate(said) is var apart
            && apart.Danger >= sense.Thresholds.AffirmedDanger && FlagReading.Likeliest(apart).Severity < Severity.Crisis
            ? apart
            : null;

    private bool IsEnglish(NormalizedText text) => languages.Detect(text.Original) is null;

    private static bool Asks(MessageAnalysis message) =>
        message.Text.Original.Contains('?', StringComparison.Ordinal) || message.Mentions.Any(mention => mention.Concept == Asking);

    /// <summary>Whether every question in it is one of those that need no diagnosis: whom to see, what to claim.</summary>
    private static bool AsksOnlyInGeneral(MessageAnalysis message)
    {
        var tokens = message.Text.Tokens;
        var general = SentencesWith(GeneralMatter);
        var asking = SentencesWith(Asking);
        for (var last = 0; last < tokens.Count; last++)
            if (last + 1 == tokens.Count || tokens[last + 1].Sentence != tokens[last].Sentence)
            {
                var end = last + 1 < tokens.Count ? tokens[last + 1].Start : message.Text.Original.Length;
                if (message.Text.Original.AsSpan(tokens[last].End, end - tokens[last].End).Contains('?'))
                    asking.Add(tokens[last].Sentence);
            }

        return general.Count > 0 && asking.IsSubsetOf(general);

        HashSet<int> SentencesWith(string concept) => [.. message.Mentions.Where(mention => mention.Concept == concept).Select(mention => tokens[mention.First].Sentence)];
    }

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

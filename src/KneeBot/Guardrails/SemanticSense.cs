
namespace KneeBot.Guardrails;

/// <summary>The semantic layer with its thresholds; each message is estimated once, however many rails ask.</summary>
public sealed class SemanticSense
{
    /// <summary>Words up to which a message, or all of a dialogue, is a short statement. Of 4,561 labelled ones so short, a doubted rule was right to be doubted in 4.</summary>
    private const int ShortStatement = 10;

    /// <summary>Words from which on a dialogue may bury one sentence: the layer's doubt of despair counts for nothing then, that of a sign only if it doubts the sentence, too.</summary>
    private const int MayBury = 100;

    /// <summary>Sentences of a message that are read one by one at most.</summary>
    private const int MostSentences = 12;

    /// <summary>Wordings that ask something.</summary>
    internal const string Asking = "asking";

    private readonly ISemanticGuard _guard;
    private readonly MessageAnalyzer _analyzer;
    private readonly DialogueReading _reading;
    private readonly PlainStatement _plain;

    internal SemanticSense(ISemanticGuard guard, SemanticThresholds thresholds, MessageAnalyzer analyzer, DialogueReading reading, PlainStatement plain) =>
        (_guard, Thresholds, _analyzer, _reading, _plain) = (guard, thresholds, analyzer, reading, plain);

    /// <summary>From which estimate on the layer speaks.</summary>
    public SemanticThresholds Thresholds { get; }

    /// <summary>Whether a message is English, or may be: the layer has learnt no other language.</summary>
    public bool IsEnglish(NormalizedText text) => _reading.IsEnglish(text);

    /// <summary>A dialogue as the layer reads it: its English messages, without harmless sayings.</summary>
    public MessageAnalysis[] Read(UserTurn turn) => _reading.Of(turn);

    /// <summary>Whether the layer is sure that a dialogue as a whole is harmless, whatever it makes of its latest message alone.</summary>
    public bool IsHarmless(UserTurn turn)
    {
        var estimate = Estimate(Read(turn));
        return Math.Max(estimate.Danger, estimate.Crisis) < Thresholds.Quiet;
    }

    /// <summary>The estimate of the latest message within its dialogue.</summary>
    public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
    {
        ForgetEarlier(messages);
        return (Known(messages[^1]) ?? messages[^1].Text.Remarks.Keep(this, new Estimates())).Of(messages, _guard);
    }

    /// <summary>
    /// The messages that tell something: harmless questions in between ("what is a meniscus?") say nothing of the visitor's state, and water down
    /// what does. What denies or tells of improvement stays. The latest message always stays.
    /// </summary>
    public IReadOnlyList<MessageAnalysis> Telling(IReadOnlyList<MessageAnalysis> messages) =>
        [.. messages.Take(messages.Count - 1).Where(message => !(Asks(message) && Alone(message) < Thresholds.Doubt)), messages[^1]];

    /// <summary>Whether a message asks something.</summary>
    public static bool Asks(MessageAnalysis message) =>
        message.Text.Original.Contains('?', StringComparison.Ordinal) || message.Mentions.Any(mention => mention.Concept == Asking);

    /// <summary>
    /// Whether a dialogue need not be read as a whole: each of its messages is known to tell nothing of the visitor's state by itself, nor do
    /// they look as if at a glance. Of 2,599 harmless dialogues four in five are such, and none of 3,343 dangerous ones that reading raised.
    /// </summary>
    public bool IsQuiet(IReadOnlyList<MessageAnalysis> messages)
    {
        ForgetEarlier(messages);
        return messages.All(IsKnownQuiet) && messages.Where(message => !message.IsEmpty).ToArray() is var said && (said.Length == 0 || _guard.Glance(said) < Thresholds.QuietGlance);
    }

    /// <summary>One that has not been estimated by itself is not known to.</summary>
    private bool IsKnownQuiet(MessageAnalysis message) =>
        message.IsEmpty || Alone(message) < Thresholds.Quiet;

    /// <summary>The danger or crisis that a message was estimated at by itself, the greater; null when it was not.</summary>
    private double? Alone(MessageAnalysis message) => Known(message)?.Alone;

    /// <summary>What was estimated of the dialogues that end with a message; null when nothing was.</summary>
    private Estimates? Known(MessageAnalysis message) => message.Text.Remarks.Find<Estimates>(this);

    /// <summary>Drops what was estimated when a dialogue's earlier messages were its latest ones.</summary>
    private void ForgetEarlier(IReadOnlyList<MessageAnalysis> messages)
    {
        foreach (var earlier in messages.SkipLast(1))
            Known(earlier)?.Forget();
    }

    /// <inheritdoc cref="ISemanticGuard.Glance" />
    public double Glance(MessageAnalysis text) => _guard.Glance([text]);

    /// <summary>Whether a condition that a dialogue meets is believed.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="messages">The dialogue.</param>
    /// <param name="evidence">The mentions by which its latest message meets the condition.</param>
    public bool Believes(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages, IReadOnlyList<Mention> evidence) =>
        (RuleRail.IsOfSign(condition.Severity) && messages is [var message] && _plain.Is(message, evidence))
        || BelievesOf(condition, messages, evidence)
        || (Telling(messages) is { Count: > 1 } telling && telling.Count < messages.Count && BelievesOf(condition, telling, evidence));

    /// <summary>Whether a message says what the mentions say and nothing else that matters.</summary>
    internal bool IsPlain(MessageAnalysis message, IReadOnlyList<Mention> said) => _plain.Is(message, said);

    private bool BelievesOf(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages, IReadOnlyList<Mention> evidence) => condition.Trust switch
    {
        Trust.WithSupport => Supports(condition.Severity, messages),
        Trust.UnlessDoubted when condition.Severity > Severity.Decline => !Doubts(condition.Severity, messages, evidence),
        _ => true,
    };

    /// <summary>Whether the layer is sure that a dialogue is harmless. A layer that fails doubts nothing.</summary>
    private bool Doubts(Severity severity, IReadOnlyList<MessageAnalysis> messages, IReadOnlyList<Mention> evidence)
    {
        var mayBury = messages.Sum(message => message.Text.Tokens.Count) > MayBury;
        if (IsPlain(messages) || (severity == Severity.Crisis && mayBury))
            return false;
        try
        {
            var estimate = Estimate(messages);
            return severity == Severity.Crisis ? Math.Max(estimate.Crisis, estimate.Danger) < Thresholds.Doubt
                : estimate.Danger < Thresholds.Doubt && !(mayBury && evidence.Count > 0 && DangerOfSentences(messages[^1], evidence) >= Thresholds.Doubt);
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
        messages.Sum(message => message.Text.Tokens.Count) <= ShortStatement || messages.Any(message => message.Emphasises);

    private bool Supports(Severity severity, IReadOnlyList<MessageAnalysis> messages)
    {
        var estimate = Estimate(messages);
        var support = messages.Count > 1 ? Thresholds.DialogueSupport : Thresholds.Support;
        return severity switch
        {
            Severity.Decline => estimate.Diagnosis >= Thresholds.DiagnosisSupport,
            Severity.Crisis => estimate.Crisis >= Thresholds.CrisisSupport || (estimate.Danger >= Thresholds.CrisisSupport && MostDespairing(messages[^1]) >= Thresholds.CrisisSupport),
            Severity.Emergency => estimate.Danger >= support && estimate.Danger * estimate.EmergencyShare >= Thresholds.EmergencySupport,
            _ => estimate.Danger >= support,
        };
    }

    /// <summary>How dangerous the sentences of a message that hold some mentions are by themselves.</summary>
    private double DangerOfSentences(MessageAnalysis message, IReadOnlyList<Mention> evidence)
    {
        var sentences = evidence.SelectMany(mention => new[] { message.Text.Tokens[mention.First].Sentence, message.Text.Tokens[mention.Last].Sentence }).ToHashSet();
        return _guard.Estimate([_analyzer.Analyze(message.Text.Only([.. message.Text.Tokens.Index().Where(word => sentences.Contains(word.Item.Sentence)).Select(word => word.Index)]))]).Danger;
    }

    /// <summary>How much despair the one of a message's sentences tells that tells most, each read by itself; 0 where it is a single one.</summary>
    public double MostDespairing(MessageAnalysis message)
    {
        var sentences = message.Text.Sentences().Take(MostSentences).ToArray();
        return sentences.Length < 2 ? 0 : sentences.Max(sentence => _guard.Estimate([_analyzer.Analyze(sentence)]).Crisis);
    }

    /// <summary>
    /// What was estimated of the dialogues that end with a message. They hold the messages before it, which hold what was estimated of them:
    /// all but what it was estimated at by itself is forgotten when the dialogue goes on, or no message of it would ever be.
    /// </summary>
    private sealed class Estimates
    {
        private readonly Lock _lock = new();
        private List<(IReadOnlyList<MessageAnalysis> Messages, GuardEstimate Estimate)>? _made;

        /// <summary>The greater of danger and crisis of the message by itself; null when it was not estimated.</summary>
        public double? Alone
        {
            get
            {
                lock (_lock)
                    return field;
            }

            private set;
        }

        public GuardEstimate Of(IReadOnlyList<MessageAnalysis> messages, ISemanticGuard guard)
        {
            lock (_lock)
            {
                foreach (var (before, made) in _made ??= [])
                    if (before.SequenceEqual(messages, ReferenceEqualityComparer.Instance))
                        return made;
                var estimate = guard.Estimate(messages);
                _made.Add((messages, estimate));
                if (messages.Count == 1)
                    Alone = Math.Max(estimate.Danger, estimate.Crisis);
                return estimate;
            }
        }

        public void Forget()
        {
            lock (_lock)
                _made = null;
        }
    }
}

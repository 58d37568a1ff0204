namespace KneeBot.Guardrails;

/// <summary>
/// Raises what the semantic layer is sure of though no rule names it. The verdict carries the likeliest rule's id and the layer's urgency.
/// The layer has learnt English alone: messages in another language say nothing to it, nor do those of function words alone.
/// </summary>
public sealed class SemanticRail(SemanticSense sense, MessageAnalyzer analyzer, TextNormalizer normalizer, WordLists lists) : IInputRail
{
    internal const string RailName = "semantic";

    private const string GeneralMatter = "general-matter", ToldBetter = "told-better", ToldNoBetter = "told-no-better", SelfHarm = "self-harm", Abuse = "abuse", NoViolence = "no-violence";

    private const int LongestQuote = 110, MostSentences = 100;

    private readonly DespairReading _despair = new(sense);

    private readonly AnswerStatements _statements = new(lists);

    public string Name => RailName;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (!sense.IsEnglish(turn.Normalized) || IsSilent(turn))
            return [];
        var messages = sense.Read(turn);
        var meant = messages is [var single] ? AsMeant(single) : null;
        if (meant is { IsEmpty: true } || (messages.Length > 1 && sense.IsQuiet(messages)))
            return [];
        var estimate = sense.Estimate(messages);
        // What is asked for is judged by the message itself; only signs add up over a dialogue.
        var asked = messages is [var message] && estimate.Diagnosis >= sense.Thresholds.Diagnosis && SemanticSense.Asks(message) && !AsksOnlyInGeneral(message)
            ? Verdict(Severity.Decline, "diagnosis-request", estimate.Diagnosis, [])
            : null;
        return [.. new[] { (Raised(turn, messages, estimate) is { } raised && (meant is null || Raised(turn, [meant], sense.Estimate([meant])) is not null) ? raised : null) ?? Told(turn, messages), asked }.OfType<Verdict>()];
    }

    private Verdict? Raised(UserTurn turn, MessageAnalysis[] messages, GuardEstimate estimate)
    {
        var danger = estimate.Danger >= LeastDanger(messages);
        if (_despair.Of(messages, estimate, danger, FlagReading.Likeliest(estimate).Severity == Severity.Crisis) is { } despair)
            return Verdict(Severity.Crisis, SelfHarm, despair, []);
        return (danger && IsDangerousRespelt(messages) ? estimate : Apart(messages, estimate)) is { } read ? Bodily(turn, read) : null;
    }

    /// <summary>
    /// A message with its answered questions as the statements that they make, and without the signs that it answers with "no"; what it is read as must hold of that, too. "Chest pain? no.
    /// knee pain? yes" says nothing of the chest, "can you feel it when you go? no" that it cannot be felt; a will to live that is asked for and answered with "yes" is no despair. Null where that is the message.
    /// </summary>
    private MessageAnalysis? AsMeant(MessageAnalysis message) =>
        _statements.WithoutDenied(message.Text, message.Refused.Concat(message.WillToLive).ToHashSet(), out var isOther) is var said && isOther ? analyzer.Analyze(normalizer.Normalize(said)) : null;

    /// <summary>Whether a message looks dangerous with its spelling repaired, too: a misspelt word ("my husbnd says im moaning") can be read as anything.</summary>
    private bool IsDangerousRespelt(MessageAnalysis[] messages) =>
        messages is not [var message] || message.Text.Respelt is not { } respelt || sense.Estimate([analyzer.Analyze(respelt)]).Danger >= sense.Thresholds.Danger;

    /// <summary>What the dialogue says without the harmless questions in between. Never a crisis: "I don't want one" reads as despair without the question before it.</summary>
    private Verdict? Told(UserTurn turn, MessageAnalysis[] messages) =>
        sense.Telling(messages) is { Count: > 1 } telling && telling.Count < messages.Length && sense.Estimate(telling) is var estimate && estimate.Danger >= sense.Thresholds.LaterDanger
            ? Bodily(turn, estimate)
            : null;

    /// <summary>A flag of the body. Hurt by another is none who hurt themselves, or who says that nobody hits them, unless the rest of the message says so, too.</summary>
    private Verdict? Bodily(UserTurn turn, GuardEstimate estimate) => FlagReading.Likeliest(estimate) is var (rule, severity) && severity != Severity.Crisis && (rule != Abuse || HoldsWithoutDenial(analyzer.Analyze(turn.Normalized)))
        ? Verdict(severity, rule, estimate.Danger, [Quote(Telling(turn))])
        : null;

    private bool HoldsWithoutDenial(MessageAnalysis message)
    {
        var denials = message.Mentions.Where(mention => mention.Concept is NoViolence or MessageAnalyzer.DeniedViolence).ToArray();
        if (denials.Length == 0)
            return true;
        var left = analyzer.Analyze(message.Text.Only([.. Enumerable.Range(0, message.Text.Tokens.Count).Where(at => !denials.Any(mention => mention.First <= at && at <= mention.Last))]));
        return !left.IsEmpty && sense.Estimate([left]).Danger >= sense.Thresholds.Danger;
    }

    /// <summary>The message whose words stand for what a dialogue tells: the latest, or where that only asks, the one before it that looks most dangerous.</summary>
    private NormalizedText Telling(UserTurn turn) =>
        SemanticSense.Asks(analyzer.Analyze(turn.Normalized))
            ? turn.Earlier.Where(earlier => earlier.Tokens.Count > 0 && sense.IsEnglish(earlier) && !SemanticSense.Asks(analyzer.Analyze(earlier))).MaxBy(earlier => sense.Glance(analyzer.Analyze(earlier))) ?? turn.Normalized
            : turn.Normalized;

    /// <summary>What the layer reads of a single message without what it denies, where that is dangerous; despair is read from a message as it stands.</summary>
    private GuardEstimate? Apart(MessageAnalysis[] messages, GuardEstimate estimate) =>
        messages.Length == 1 && estimate.Crisis < sense.Thresholds.Crisis && analyzer.Affirmed(messages) is { } said && sense.Estimate(said) is var apart
            && apart.Danger >= sense.Thresholds.AffirmedDanger && FlagReading.Likeliest(apart).Severity < Severity.Crisis
            ? apart
            : null;

    /// <summary>Whether the message says nothing, or opens with numbers alone: a time, a side or a pain may still add to what the dialogue tells, the rest never.</summary>
    private bool IsSilent(UserTurn turn) => (turn.Earlier.Count == 0 && turn.Normalized.Tokens.All(token => token.Text.All(char.IsAsciiDigit))) || analyzer.Analyze(turn.Normalized) is var message
        && message.IsEmpty && message.Refused.Count == 0 && (turn.Earlier.Count == 0 || !message.Mentions.Any(mention => mention.Concept is EmptyMessage.TimeOrSide or EmptyMessage.PlainPain));

    /// <summary>Danger from which on it is believed; where something is told to have got better, the layer is easily misled by what was.</summary>
    private double LeastDanger(MessageAnalysis[] messages) => messages is not [var message] ? sense.Thresholds.DialogueDanger
        : TellsOf(message, ToldBetter) && !TellsOf(message, ToldNoBetter) ? sense.Thresholds.LaterDanger
        : sense.Thresholds.Danger;

    private static bool TellsOf(MessageAnalysis message, string concept) =>
        message.Mentions.Any(mention => mention.Concept == concept && (mention.Context & (MentionContext.Negated | MentionContext.Hypothetical)) == 0);

    /// <summary>Whether every question in it is one of those that need no diagnosis: whom to see, what to claim.</summary>
    private static bool AsksOnlyInGeneral(MessageAnalysis message)
    {
        var tokens = message.Text.Tokens;
        var general = SentencesWith(GeneralMatter);
        var asking = SentencesWith(SemanticSense.Asking);
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

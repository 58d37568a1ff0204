using System.Runtime.CompilerServices;

namespace KneeBot.Guardrails;

/// <summary>The semantic layer with its thresholds; each message is estimated once, however many rails ask.</summary>
public sealed class SemanticSense(ISemanticGuard guard, SemanticThresholds thresholds)
{
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

    /// <summary>Whether the layer, too, sees something of what a condition suspects.</summary>
    public bool Supports(Severity severity, IReadOnlyList<MessageAnalysis> messages)
    {
        var estimate = Estimate(messages);
        return severity switch
        {
            Severity.Decline => estimate.Diagnosis >= Thresholds.DiagnosisSupport,
            Severity.Crisis => Math.Max(estimate.Crisis, estimate.Danger) >= Thresholds.Support,
            _ => estimate.Danger >= Thresholds.Support,
        };
    }
}

/// <summary>Raises what the semantic layer is sure of though no rule names it. The verdict carries the likeliest rule's id and the layer's urgency.</summary>
public sealed class SemanticRail(SemanticSense sense, MessageAnalyzer analyzer) : IInputRail
{
    internal const string RailName = "semantic";

    private const string SelfHarm = "self-harm";
    private const int LongestQuote = 110, MostSentences = 12;

    private static readonly Severity[] Urgencies = [Severity.Allow, Severity.SeeDoctor, Severity.UrgentCare, Severity.Emergency];

    public string Name => RailName;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (turn.Normalized.Tokens.Count == 0)
            return [];
        MessageAnalysis[] messages = [.. turn.Earlier.Select(analyzer.Analyze), analyzer.Analyze(turn.Normalized)];
        var estimate = sense.Estimate(messages);
        var verdicts = new List<Verdict>();
        // Despair is believed when the urgency and the flag that is likeliest agree on it.
        var danger = estimate.Danger >= (messages.Length == 1 ? sense.Thresholds.Danger : sense.Thresholds.DialogueDanger);
        if (estimate.Crisis >= sense.Thresholds.Crisis && estimate.Flags[0].RuleId == SelfHarm)
            verdicts.Add(Verdict(Severity.Crisis, SelfHarm, estimate.Crisis, []));
        else if (danger)
            verdicts.Add(Verdict(Urgency(estimate), estimate.Flags.First(flag => flag.RuleId != SelfHarm).RuleId, estimate.Danger, [Quote(turn.Normalized)]));
        // What is asked for is judged by the message itself; only signs add up over a dialogue.
        if (messages.Length == 1 && estimate.Diagnosis >= sense.Thresholds.Diagnosis)
            verdicts.Add(Verdict(Severity.Decline, "diagnosis-request", estimate.Diagnosis, []));
        return verdicts;
    }

    /// <summary>The likeliest urgency of a physical sign.</summary>
    private static Severity Urgency(GuardEstimate estimate)
    {
        var likeliest = 1;
        for (var i = 2; i < Urgencies.Length; i++)
            if (estimate.Urgencies[i] > estimate.Urgencies[likeliest])
                likeliest = i;
        return Urgencies[likeliest];
    }

    private Verdict Verdict(Severity severity, string rule, double estimate, IReadOnlyList<string> evidence) => new(severity, Name, rule, evidence)
    {
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
        return sentences.Length < 2 ? text : sentences.MaxBy(sentence => sense.Estimate([analyzer.Analyze(sentence)]).Danger)!;
    }
}

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

/// <summary>Raises what the semantic layer is sure of though no rule names it. The verdict carries the likeliest rule's id and urgency.</summary>
public sealed class SemanticRail(SemanticSense sense, MessageAnalyzer analyzer, IReadOnlyDictionary<string, IReadOnlyList<Rule>> rules) : IInputRail
{
    /// <summary>Share of the emergencies among the likely flags from which on the higher urgency is taken.</summary>
    internal const double HigherUrgencyShare = 0.5;

    internal const string RailName = "semantic";

    private readonly Dictionary<string, Severity> _severities = rules.Values.SelectMany(list => list).ToDictionary(rule => rule.Id, rule => rule.Severity);

    public string Name => RailName;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (turn.Normalized.Tokens.Count == 0)
            return [];
        MessageAnalysis[] messages = [.. turn.Earlier.Select(analyzer.Analyze), analyzer.Analyze(turn.Normalized)];
        var estimate = sense.Estimate(messages);
        var verdicts = new List<Verdict>();
        // Several messages run together read unlike any one message: they must be clearer, and despair is judged message by message.
        var alone = messages.Length == 1;
        if (alone && estimate.Crisis >= sense.Thresholds.Crisis)
            verdicts.Add(Verdict(Severity.Crisis, "self-harm", estimate.Crisis, turn));
        if (estimate.Danger >= (alone ? sense.Thresholds.Danger : sense.Thresholds.DialogueDanger) && Urgency(estimate, mayBeCrisis: alone && estimate.Crisis >= sense.Thresholds.Support / 3) is var (severity, rule))
            verdicts.Add(Verdict(severity, rule, estimate.Danger, turn));
        if (estimate.Diagnosis >= sense.Thresholds.Diagnosis)
            verdicts.Add(Verdict(Severity.Decline, "diagnosis-request", estimate.Diagnosis, turn));
        return verdicts;
    }

    /// <summary>The highest urgency whose flags together are likely enough, and the likeliest of them.</summary>
    private (Severity Severity, string Rule) Urgency(GuardEstimate estimate, bool mayBeCrisis)
    {
        var physical = estimate.Flags.Where(flag => mayBeCrisis || Of(flag.RuleId) != Severity.Crisis).ToArray();
        var whole = physical.Sum(flag => flag.Share);
        foreach (var severity in new[] { Severity.Crisis, Severity.Emergency, Severity.UrgentCare })
        {
            var likeliest = physical.FirstOrDefault(flag => Of(flag.RuleId) == severity).RuleId;
            if (likeliest is not null && physical.Where(flag => Of(flag.RuleId) >= severity).Sum(flag => flag.Share) >= HigherUrgencyShare * whole)
                return (severity, likeliest);
        }

        return (Severity.SeeDoctor, physical.First(flag => Of(flag.RuleId) == Severity.SeeDoctor).RuleId);
    }

    private Severity Of(string rule) => _severities.GetValueOrDefault(rule, Severity.UrgentCare);

    private Verdict Verdict(Severity severity, string rule, double estimate, UserTurn turn) => new(severity, Name, rule, [Excerpt(turn.Normalized.Original)])
    {
        Explanation = FormattableString.Invariant($"the semantic layer estimates {estimate:0.00}"),
    };

    /// <summary>The visitor's words, shortened at a word: the layer judges the whole and cannot point at a part.</summary>
    private static string Excerpt(string text)
    {
        const int longest = 110;
        return text.Length <= longest || text.LastIndexOf(' ', longest) is var space && space <= 0 ? text.Length <= longest ? text : text[..longest] : text[..space] + " …";
    }
}

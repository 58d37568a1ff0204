using KneeBot.Evaluation;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.Cli;

/// <summary>Everything a clinician needs to judge the rules, with every example tried on the running engine.</summary>
/// <param name="Rules">The rules, most urgent first.</param>
/// <param name="Book">The rule book they are from.</param>
/// <param name="Texts">The fixed texts.</param>
/// <param name="Semantic">Whether the semantic layer was on.</param>
/// <param name="Measured">Measured figures; null: not measured.</param>
internal sealed record RulesDocument(IReadOnlyList<RuleEntry> Rules, RuleBook Book, TextCatalog Texts, bool Semantic, MeasuredFigures? Measured)
{
    public const string Title = "KneeBot's rules";

    /// <summary>Tries every example and gathers the rest; reports how many rules of how many are done.</summary>
    public static async Task<RulesDocument> CreateAsync(KneeBotEngine engine, bool semantic, MeasuredFigures? measured, Action<int, int> report, CancellationToken ct)
    {
        var entries = new List<RuleEntry>();
        Rule[] rules = [.. engine.Rules.Rules.Values.SelectMany(list => list).OrderByDescending(rule => rule.Severity)];
        foreach (var rule in rules)
        {
            report(entries.Count, rules.Length);
            var fires = new List<ExampleCheck>();
            foreach (var text in rule.Fires)
                fires.Add(await TryAsync(engine, rule, text, mustFire: true, ct).ConfigureAwait(false));
            var quiet = new List<ExampleCheck>();
            foreach (var text in rule.Quiet)
                quiet.Add(await TryAsync(engine, rule, text, mustFire: false, ct).ConfigureAwait(false));
            entries.Add(new RuleEntry(rule, fires, quiet));
        }

        return new RulesDocument(entries, engine.Rules, TextCatalog.Load(), semantic, measured);
    }

    /// <summary>Examples that do not behave as they must.</summary>
    public IEnumerable<(Rule Rule, ExampleCheck Example)> Misbehaving =>
        Rules.SelectMany(entry => entry.Fires.Concat(entry.Quiet).Where(example => !example.Behaves).Select(example => (entry.Rule, example)));

    /// <summary>What a rule's figures are, in words.</summary>
    public string FiguresOf(string ruleId)
    {
        if (Measured is null || !Measured.Figures.ByFlag.TryGetValue(ruleId, out var caught) || caught.Total == 0)
            return "Not measured.";
        var text = $"{caught.Count} of {caught.Total} dangerous messages got an accepted reply ({GuardrailTables.Percent(caught.Share)}; 95 % interval {GuardrailTables.Percent(caught.Low)} to {GuardrailTables.Percent(caught.High)})";
        var alarms = Measured.Figures.FalseAlarmsByFlag.GetValueOrDefault(ruleId);
        return text + $". Took part in {alarms.Count} of the {Measured.Figures.Escalated.Count} false alarms among {Measured.Figures.Escalated.Total} harmless messages.";
    }

    /// <summary>What the figures were measured on.</summary>
    public string Measurement => Measured is null
        ? "Nothing has been measured; 'kneebot eval guardrails FILE… --figures FILE' does it."
        : $"Measured on {string.Join(", ", Measured.Sets.Select(set => $"{set.Key} ({set.Value} dialogues)"))}, semantic layer {(Measured.Semantic ? "on" : "off")}"
            + (Measured.RuleSet == Book.Version ? ", with this rule set." : $", with the earlier rule set {Measured.RuleSet}: the rules have changed since.");

    /// <summary>What it takes to believe a condition beside what it says; empty where that is nothing more.</summary>
    public static string Trust(RuleCondition condition) => condition.Trust switch
    {
        Guardrails.Trust.WithSupport => "with support",
        Guardrails.Trust.UnlessDoubted when condition.Severity is Severity.SeeDoctor or Severity.UrgentCare or Severity.Emergency => "unless doubted",
        _ => "",
    };

    /// <summary>What a severity asks the visitor to do.</summary>
    public static string Urgency(Severity severity) => severity switch
    {
        Severity.Crisis => "Crisis line",
        Severity.Emergency => "Emergency number now",
        Severity.UrgentCare => "Urgent care today",
        Severity.SeeDoctor => "See a doctor soon",
        _ => "Declined",
    };

    private static async Task<ExampleCheck> TryAsync(KneeBotEngine engine, Rule rule, string text, bool mustFire, CancellationToken ct)
    {
        var result = await engine.Pipeline.ReplyAsync(new UserTurn($"rules-{rule.Id}-{text}", text), ct).ConfigureAwait(false);
        var fired = result.Trace.Verdicts.Where(verdict => !verdict.Latched).ToArray();
        var raised = fired.Where(verdict => verdict.RuleId == rule.Id).ToArray();
        // The semantic layer may raise the flag a rule is named after; a quiet example is the rule's all the same.
        var byRule = raised.Any(verdict => mustFire || verdict.Rail != SemanticRail.RailName);
        return new ExampleCheck(text, byRule == mustFire, result.Reply.Outcome, [.. fired.Where(verdict => verdict.RuleId is not null).Select(verdict => verdict.Rail == SemanticRail.RailName ? $"the semantic layer ({verdict.RuleId})" : verdict.RuleId!).Distinct()])
        {
            IsEscalatedElsewhere = !mustFire && !byRule && (raised.Length > 0 || EvaluationCase.Escalates(result.Reply.Outcome)),
        };
    }
}

/// <summary>A rule with its examples.</summary>
internal sealed record RuleEntry(Rule Rule, IReadOnlyList<ExampleCheck> Fires, IReadOnlyList<ExampleCheck> Quiet)
{
    /// <summary>Concepts the conditions name, each once, in order.</summary>
    public IEnumerable<string> Concepts => Rule.Conditions.SelectMany(condition => condition.Expression.Concepts).Distinct();
}

/// <summary>An example and what became of it.</summary>
/// <param name="Text">The message.</param>
/// <param name="Behaves">Whether the rule fired, or kept quiet, as it must.</param>
/// <param name="Outcome">The reply's outcome.</param>
/// <param name="Fired">Rules that fired.</param>
internal sealed record ExampleCheck(string Text, bool Behaves, string Outcome, IReadOnlyList<string> Fired)
{
    /// <summary>Whether this rule keeps quiet, as it must, but another one escalates the message, or the semantic layer raises the same flag.</summary>
    public bool IsEscalatedElsewhere { get; init; }

    /// <summary>✓, ✗, or ! where something else speaks up about what this rule leaves alone.</summary>
    public string Mark => !Behaves ? "✗" : IsEscalatedElsewhere ? "!" : "✓";

    /// <summary>What happened, in words.</summary>
    public string Happened => $"reply: {Outcome}" + (Fired.Count == 0 ? "" : $", by {string.Join(", ", Fired)}");
}

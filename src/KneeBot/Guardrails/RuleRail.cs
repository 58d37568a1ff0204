namespace KneeBot.Guardrails;

/// <summary>A rail made of rules over the lexicon: the red flags, the crisis rules and the diagnosis requests are three of these.</summary>
public sealed class RuleRail(string name, IReadOnlyList<Rule> rules, IReadOnlyDictionary<string, Concept> concepts, MessageAnalyzer analyzer, SemanticSense? sense = null) : IInputRail
{
    private readonly (Rule Rule, RuleCondition[] Conditions)[] _mostSevereFirst = [.. rules.Select(rule => (rule, rule.Conditions.OrderByDescending(condition => condition.Severity).ToArray()))];

    /// <summary>Whether any of its rules is about a sign of the body: only these are looked for in what a message affirms.</summary>
    private readonly bool _knowsSigns = rules.Any(rule => rule.Conditions.Any(condition => IsOfSign(condition.Severity)));

    public string Name { get; } = name;

    /// <summary>The rules it applies.</summary>
    public IReadOnlyList<Rule> Rules { get; } = rules;

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        var messages = new MessageAnalysis[turn.Earlier.Count + 1];
        for (var i = 0; i < turn.Earlier.Count; i++)
            messages[i] = analyzer.Analyze(turn.Earlier[i]);
        messages[^1] = analyzer.Analyze(turn.Normalized);
        var verdicts = Judge(messages, Believing).ToList();
        // A sign beside denied ones, or put as a question, is there all the same.
        if (_knowsSigns && analyzer.Affirmed(messages) is { } affirmed)
            verdicts.AddRange(Judge([.. affirmed], Believing).Where(said => IsOfSign(said.Severity) && verdicts.TrueForAll(verdict => verdict.RuleId != said.RuleId)).ToArray());
        // A plain sign keeps its flag whatever is asked behind it.
        if (_knowsSigns && sense is not null && analyzer.Told(messages) is { } told)
            verdicts.AddRange(Judge([told], (_, _, evidence) => sense.IsPlain(told, evidence)).Where(said => IsOfSign(said.Severity) && verdicts.TrueForAll(verdict => verdict.RuleId != said.RuleId)).ToArray());
        return verdicts;
    }

    /// <summary>What the rules find in a text that a visitor calls true of them: what it only supposes counts as said, what it denies does not.</summary>
    public IReadOnlyList<Verdict> CheckAsSaid(NormalizedText text)
    {
        var analysis = analyzer.Analyze(text);
        return [.. Judge([analysis with { Mentions = [.. analysis.Mentions.Select(mention => mention with { Context = mention.Context & MentionContext.Negated, AgeInDays = null })] }], static (_, _, _) => true)];
    }

    /// <summary>Whether a severity is that of a sign of the body: neither a decline nor a crisis.</summary>
    internal static bool IsOfSign(Severity severity) => severity is > Severity.Decline and < Severity.Crisis;

    private IEnumerable<Verdict> Judge(MessageAnalysis[] messages, Belief isBelieved)
    {
        var hits = CountingMentions(messages);
        RuleExpression.Lookup said = concept => hits.TryGetValue(concept, out var list) ? list : (IReadOnlyList<RuleExpression.Hit>)[];
        foreach (var (rule, conditions) in _mostSevereFirst)
            if (Judge(rule, conditions, said, messages, isBelieved) is { } verdict)
                yield return verdict;
    }

    private Dictionary<string, List<RuleExpression.Hit>> CountingMentions(MessageAnalysis[] messages)
    {
        var hits = new Dictionary<string, List<RuleExpression.Hit>>(StringComparer.Ordinal);
        for (var turn = 0; turn < messages.Length; turn++)
        foreach (var mention in messages[turn].Mentions)
        {
            if (!concepts[mention.Concept].Counts(mention))
                continue;
            if (!hits.TryGetValue(mention.Concept, out var list))
                hits[mention.Concept] = list = [];
            list.Add(new RuleExpression.Hit(turn, messages[turn].Text.Tokens[mention.First].Sentence, mention));
        }

        return hits;
    }

    private Verdict? Judge(Rule rule, RuleCondition[] conditions, RuleExpression.Lookup said, MessageAnalysis[] messages, Belief isBelieved)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Expression.IsWithinReach(said) || Believed(condition, said, messages, isBelieved) is not { } solution)
                continue;
            return new Verdict(condition.Severity, Name, rule.Id, Evidence(solution, messages))
            {
                Outright = condition.Trust != Trust.WithSupport,
                Explanation = $"{condition.When}: " + string.Join(", ", solution.Select(hit => $"{hit.Mention.Concept} = \"{messages[hit.Turn].Text.Span(hit.Mention.First, hit.Mention.Last)}\"")),
            };
        }

        return null;
    }

    /// <summary>A way in which a condition holds that is believed; null when there is none. A rule speaks for this turn only if this turn adds something to it; earlier turns are latched already.</summary>
    private static RuleExpression.Hit[]? Believed(RuleCondition condition, RuleExpression.Lookup said, MessageAnalysis[] messages, Belief isBelieved) => condition.Expression.Solve(said)
        .Where(s => s.Any(hit => hit.Turn == messages.Length - 1))
        .FirstOrDefault(s => isBelieved(condition, messages, [.. s.Where(hit => hit.Turn == messages.Length - 1).Select(hit => hit.Mention)]));

    private bool Believing(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages, IReadOnlyList<Mention> evidence) =>
        sense is null || sense.Believes(condition, messages, evidence);

    /// <summary>Whether a condition is believed that the mentions of a dialogue's latest message meet.</summary>
    private delegate bool Belief(RuleCondition condition, IReadOnlyList<MessageAnalysis> messages, IReadOnlyList<Mention> evidence);

    private static List<string> Evidence(RuleExpression.Hit[] solution, MessageAnalysis[] messages)
    {
        var spans = solution
            .Select(hit => (hit.Turn, hit.Mention.First, hit.Mention.Last))
            .Distinct()
            .OrderBy(span => span)
            .ToList();
        return [.. spans
            .Where(span => !spans.Any(other => other != span && other.Turn == span.Turn && other.First <= span.First && span.Last <= other.Last))
            .Select(span => messages[span.Turn].Text.Span(span.First, span.Last))];
    }
}

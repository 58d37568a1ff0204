namespace KneeBot.Guardrails;

/// <summary>
/// A condition that somebody named and that has come about: "they told me to ring if I get chest pain. I have." What stands behind the "if" is judged as if the
/// visitor had said it. Who was told to call an ambulance, or to go to hospital, under a condition that has come about, is sent there, whatever the condition.
/// </summary>
/// <param name="rails">What judges the condition.</param>
/// <param name="analyzer">Finds what affirms it.</param>
/// <param name="words">Words around a condition and what affirms it.</param>
public sealed class MetConditions(IReadOnlyList<IInputRail> rails, MessageAnalyzer analyzer, WordLists words) : IInputRail
{
    /// <summary>"I have" affirms a condition, "I can't" one that is put with a denial ("if I can't pee"), "it has happened" either.</summary>
    internal const string Affirming = "short-yes", Denying = "short-cannot", Happened = "has-happened";

    private const string ToldAmbulance = "told-ambulance", ToldHospital = "told-hospital", Rule = "other-emergency";

    private readonly IReadOnlySet<string> _conditions = words["conditions"], _leads = words["condition-met-leads"], _tails = words["condition-met-tails"], _duties = words["condition-duties"], _denials = words["condition-denials"];

    public string Name => "condition-met";

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        var message = analyzer.Analyze(turn.Normalized);
        foreach (var met in message.Mentions.Where(mention => mention.Concept is Affirming or Denying or Happened && StandsAlone(message.Text.Tokens, mention)))
            if (Condition(message.Text.Tokens, met) is var (first, last) && Affirms(met, message.Text.Tokens, first))
                return [.. Met(turn, message, first, last).Select(verdict => verdict with { Rail = Name, Evidence = [turn.Normalized.Span(first, met.Last)] })];
        return [];
    }

    private List<Verdict> Met(UserTurn turn, MessageAnalysis message, int first, int last)
    {
        var condition = turn with { Normalized = message.Text.Part(first, last), Earlier = [] };
        var raised = rails.SelectMany(rail => rail.Check(condition)).Where(verdict => RuleRail.IsOfSign(verdict.Severity))
            .Select(verdict => verdict with { Explanation = "the condition has come about; " + verdict.Explanation }).ToList();
        if (Told(message, first) is { } severity && raised.TrueForAll(verdict => verdict.Severity < severity))
            raised.Add(new Verdict(severity, Name, Rule) { Explanation = "the condition under which the visitor was told to get help has come about" });
        return raised;
    }

    /// <summary>How urgent the help is that the sentence of the condition tells of; null when it tells of none.</summary>
    private static Severity? Told(MessageAnalysis message, int condition)
    {
        var told = message.Mentions.Where(mention => message.Text.Tokens[mention.First].Sentence == message.Text.Tokens[condition].Sentence && !mention.Context.HasFlag(MentionContext.Negated)).Select(mention => mention.Concept).ToHashSet(StringComparer.Ordinal);
        return told.Contains(ToldAmbulance) ? Severity.Emergency : told.Contains(ToldHospital) ? Severity.UrgentCare : null;
    }

    /// <summary>The condition nearest before an affirmation, in its sentence or the one before; null when there is none.</summary>
    private (int First, int Last)? Condition(IReadOnlyList<Token> tokens, Mention met)
    {
        var last = met.First - 1;
        while (last >= 0 && _leads.Contains(tokens[last].Text))
            last--;
        var at = last - 1;
        while (at >= 0 && tokens[met.First].Sentence - tokens[at].Sentence <= 1 && !_conditions.Contains(tokens[at].Text))
            at--;
        if (at < 0 || tokens[met.First].Sentence - tokens[at].Sentence > 1)
            return null;
        for (var duty = at + 3; duty <= last; duty++)
            if (_duties.Contains(tokens[duty].Text))
                last = duty - 2;
        return (at + 1, last);
    }

    /// <summary>Whether an affirmation is one of this condition: "I can" is none of "if I couldn't breathe".</summary>
    private bool Affirms(Mention met, IReadOnlyList<Token> tokens, int condition)
    {
        var isDenied = false;
        for (var at = condition; at < met.First && tokens[at].Clause == tokens[condition].Clause; at++)
            isDenied |= _denials.Contains(tokens[at].Text);
        return met.Concept == Happened || isDenied == (met.Concept == Denying);
    }

    /// <summary>Whether nothing stands beside an affirmation that could make it mean something else ("I have the leaflet").</summary>
    private bool StandsAlone(IReadOnlyList<Token> tokens, Mention met) =>
        !tokens[met.First].InQuestion
        && (met.First == 0 || tokens[met.First - 1].Clause != tokens[met.First].Clause || _leads.Contains(tokens[met.First - 1].Text))
        && (tokens.EndsClause(met.Last) || _tails.Contains(tokens[met.Last + 1].Text));
}

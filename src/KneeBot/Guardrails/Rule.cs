namespace KneeBot.Guardrails;

/// <summary>One rule of a rail: what it looks for, how urgent it is, and why.</summary>
/// <param name="Id">Stable name, for example <c>dvt</c>.</param>
/// <param name="Title">What it is called in the rules page.</param>
/// <param name="Severity">What it asks for when it fires.</param>
/// <param name="Logic">The rule in plain words.</param>
/// <param name="Sources">Where the logic comes from.</param>
/// <param name="Conditions">Conditions; any one of them fires the rule.</param>
/// <param name="Fires">Messages that must make it fire.</param>
/// <param name="Quiet">Messages that must not.</param>
public sealed record Rule(
    string Id,
    string Title,
    Severity Severity,
    string Logic,
    IReadOnlyList<string> Sources,
    IReadOnlyList<RuleCondition> Conditions,
    IReadOnlyList<string> Fires,
    IReadOnlyList<string> Quiet);

/// <summary>One condition of a rule.</summary>
/// <param name="When">The expression as written.</param>
/// <param name="Severity">What this condition asks for; usually the rule's.</param>
/// <param name="NeedsSupport">Whether it is believed only when the semantic layer, too, sees some danger in the message; without that layer it is believed.</param>
public sealed record RuleCondition(string When, Severity Severity, bool NeedsSupport = false)
{
    internal RuleExpression Expression { get; } = RuleExpression.Parse(When);
}

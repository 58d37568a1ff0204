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
/// <param name="Trust">When it is believed.</param>
public sealed record RuleCondition(string When, Severity Severity, Trust Trust = Trust.UnlessDoubted)
{
    internal RuleExpression Expression { get; } = RuleExpression.Parse(When);
}

/// <summary>When a condition is believed, given what the semantic layer thinks of the message. Without that layer every one is.</summary>
public enum Trust
{
    /// <summary>Only when the layer sees some danger, too (<c>suspect</c> in the rule files).</summary>
    WithSupport,

    /// <summary>Unless the layer is sure that there is no danger (<c>when</c>).</summary>
    UnlessDoubted,

    /// <summary>Whatever the layer thinks: it is said outright (<c>always</c>).</summary>
    Always,
}

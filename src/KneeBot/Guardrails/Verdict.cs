namespace KneeBot.Guardrails;

/// <summary>How much a rail objects; the highest of all rails decides.</summary>
public enum Severity
{
    /// <summary>No objection.</summary>
    Allow,

    /// <summary>A personal diagnosis or treatment is declined; general information may follow.</summary>
    Decline,

    /// <summary>A doctor should see this soon.</summary>
    SeeDoctor,

    /// <summary>Emergency department or urgent care today.</summary>
    UrgentCare,

    /// <summary>Call the emergency number now.</summary>
    Emergency,

    /// <summary>Self-harm: the crisis line.</summary>
    Crisis,
}

/// <summary>What one rail found in a message.</summary>
/// <param name="Severity">How much it objects.</param>
/// <param name="Rail">The rail's name.</param>
/// <param name="RuleId">The rule that fired, for example <c>dvt</c>.</param>
/// <param name="Evidence">The visitor's own words that made it fire, in text order.</param>
public sealed record Verdict(Severity Severity, string Rail, string? RuleId = null, IReadOnlyList<string>? Evidence = null)
{
    /// <summary>Whether it was raised by an earlier message of the dialogue.</summary>
    public bool Latched { get; init; }

    /// <summary>Whether a rule found it by itself, without support of the semantic layer.</summary>
    public bool Outright { get; init; }

    /// <summary>How the rule fired, for the trace; never shown to visitors.</summary>
    public string? Explanation { get; init; }

    /// <summary>Says that a rail has no objection.</summary>
    public static Verdict Allow(string rail) => new(Severity.Allow, rail);
}

/// <summary>Judges a message before anything is composed.</summary>
public interface IInputRail
{
    /// <summary>Name used in verdicts and traces.</summary>
    string Name { get; }

    /// <summary>Judges the message, with the dialogue's earlier messages where they are known. Touches no network and no store.</summary>
    IReadOnlyList<Verdict> Check(UserTurn turn);
}

/// <summary>Judges what is about to be said.</summary>
public interface IOutputRail
{
    /// <summary>Name used in traces.</summary>
    string Name { get; }

    /// <summary>The reason why the draft may not be said, or null when it may.</summary>
    string? Objection(Answering.Draft draft, IReadOnlyList<Retrieval.ScoredPassage> context);
}

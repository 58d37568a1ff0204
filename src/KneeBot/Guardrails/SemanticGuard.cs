namespace KneeBot.Guardrails;

/// <summary>Estimates from the meaning of whole messages what no lexicon holds. It proposes; it never clears what a rule found by itself.</summary>
public interface ISemanticGuard
{
    /// <summary>Judges the latest of a dialogue's messages, together with the earlier ones.</summary>
    /// <param name="messages">Messages, oldest first; at least one.</param>
    GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages);

    /// <summary>How dangerous messages look at a glance, in a small part of the time: log-odds, for telling what is worth an estimate.</summary>
    /// <param name="messages">Messages, oldest first; at least one.</param>
    double Glance(IReadOnlyList<MessageAnalysis> messages);
}

/// <summary>What the classifiers think of a message. Probabilities are between 0 and 1 and stand for themselves.</summary>
/// <param name="Danger">That it tells of any red flag.</param>
/// <param name="Crisis">That it tells of self-harm.</param>
/// <param name="Diagnosis">That it asks for a personal diagnosis, treatment choice or dose.</param>
/// <param name="Flags">Supposing there is a red flag: which one, most likely first; sums to 1.</param>
public sealed record GuardEstimate(double Danger, double Crisis, double Diagnosis, IReadOnlyList<(string RuleId, double Share)> Flags)
{
    /// <summary>Shares of none, see a doctor, urgent care, emergency and crisis; they sum to 1. Empty where the layer cannot tell.</summary>
    public IReadOnlyList<double> Urgencies { get; init; } = [];

    /// <summary>Supposing there is a red flag: that it is an emergency or a crisis.</summary>
    public double EmergencyShare => Urgencies.Skip(3).Sum() / Math.Max(Urgencies.Skip(1).Sum(), double.Epsilon);
}

/// <summary>From which estimate on the semantic layer raises a verdict. Chosen on labelled messages outside the training set.</summary>
public sealed record SemanticThresholds
{
    /// <summary>Danger at which a red flag is raised without any rule.</summary>
    public double Danger { get; init; } = 0.7;

    /// <summary>The same for a message that is not the dialogue's first and that the dialogue as a whole does not confirm: a fragment says little by itself.</summary>
    public double LaterDanger { get; init; } = 0.95;

    /// <summary>The same for several messages of a dialogue taken together.</summary>
    public double DialogueDanger { get; init; } = 0.6;

    /// <summary>The same for what a message says apart from what it denies.</summary>
    public double AffirmedDanger { get; init; } = 0.95;

    /// <summary>Danger and crisis below which a message by itself tells nothing of the visitor's state.</summary>
    public double Quiet { get; init; } = 0.0005;

    /// <summary>Glance below which messages together do not look as if they told of it either.</summary>
    public double QuietGlance { get; init; } = -10;

    /// <summary>Danger at which a condition that needs support for a sign is believed. Of the rules' finds below it in sets that nobody wrote rules by, all were false.</summary>
    public double Support { get; init; } = 0.4;

    /// <summary>The same for several messages of a dialogue taken together: harmless questions in between water down what one of them tells.</summary>
    public double DialogueSupport { get; init; } = 0.05;

    /// <summary>Crisis estimate at which a condition that needs support for a crisis is believed.</summary>
    public double CrisisSupport { get; init; } = 0.3;

    /// <summary>Crisis estimate of a whole message at which a single sentence of despair counts for it.</summary>
    public double SentenceSupport { get; init; } = 0.05;

    /// <summary>Danger of an emergency at which a condition that needs support for an emergency is believed.</summary>
    public double EmergencySupport { get; init; } = 0.15;

    /// <summary>Danger below which the layer is sure of a message's harmlessness, so that only what is said outright is believed against it.</summary>
    public double Doubt { get; init; } = 0.03;

    /// <summary>Diagnosis estimate at which a wording that may be a personal request is believed.</summary>
    public double DiagnosisSupport { get; init; } = 0.02;

    /// <summary>Crisis estimate at which the crisis reply is given without any rule.</summary>
    public double Crisis { get; init; } = 0.6;

    /// <summary>The same for a message that is not the dialogue's first and that the dialogue as a whole does not confirm.</summary>
    public double LaterCrisis { get; init; } = 0.9;

    /// <summary>The same for a message with an everyday wording that is easily taken for despair, such as "I've decided".</summary>
    public double EverydayCrisis { get; init; } = 0.99;

    /// <summary>Crisis estimate of a single sentence at which it counts for a whole message that supports it.</summary>
    public double SentenceCrisis { get; init; } = 0.99;

    /// <summary>Estimate at which a diagnosis request is declined without any rule.</summary>
    public double Diagnosis { get; init; } = 0.6;

    /// <summary>The same for a message that is not the dialogue's first: "and if it isn't?" asks about what was said before.</summary>
    public double LaterDiagnosis { get; init; } = 0.6;
}

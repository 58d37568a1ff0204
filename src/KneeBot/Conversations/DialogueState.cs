using KneeBot.Guardrails;

namespace KneeBot.Conversations;

/// <summary>What KneeBot remembers of a dialogue: small, and shown by <c>ask --explain</c>.</summary>
/// <param name="Earlier">The visitor's latest messages, oldest first, at most <see cref="MaxMessages"/>.</param>
/// <param name="Latched">Red flags raised so far; they end only with the dialogue.</param>
/// <param name="Topic">The question last answered, complete in itself; null before the first one.</param>
/// <param name="Sections">Headings last quoted, best first; each below its article's subject where there are several articles.</param>
public sealed record DialogueState(
    IReadOnlyList<NormalizedText> Earlier,
    IReadOnlyList<Verdict> Latched,
    string? Topic,
    IReadOnlyList<string> Sections)
{
    /// <summary>What the latest answer quoted, sentence by sentence; empty when it quoted nothing.</summary>
    public IReadOnlyList<string> Quoted { get; init; } = [];

    /// <summary>The items of the list that the latest answer gave, in their order; empty when it gave none.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    /// <summary>The questions that the latest answer offered; small talk leaves them in mind.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>The offered questions whose answers have been said, the latest last, at most <see cref="MaxTold"/>.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Messages remembered.</summary>
    public const int MaxMessages = 12;

    /// <summary>Answers remembered as said.</summary>
    public const int MaxTold = 60;

    /// <summary>A dialogue that has not begun.</summary>
    public static readonly DialogueState Empty = new([], [], null, []);

    /// <summary>The state after a turn.</summary>
    /// <param name="turn">The turn that was answered.</param>
    /// <param name="left">What it leaves in mind.</param>
    public DialogueState After(UserTurn turn, TurnMemory left)
    {
        var isRaised = IsRaised(left.Verdicts);
        return new DialogueState(
            [.. Earlier.Append(turn.Normalized).TakeLast(MaxMessages)],
            [.. left.Verdicts
                .Where(verdict => verdict.Severity >= Severity.SeeDoctor)
                .GroupBy(verdict => verdict.RuleId)
                .Select(same => same.MaxBy(verdict => verdict.Severity)! with { Latched = true })],
            left.Topic ?? (isRaised ? null : Topic),
            left.Sections.Count > 0 ? left.Sections : isRaised ? [] : Sections)
        {
            Quoted = left.Quoted ?? Quoted,
            Listed = left.Listed ?? Listed,
            Offered = left.Offered ?? Offered,
            Told = left.Told.Count == 0 ? Told : [.. Told.Except(left.Told, StringComparer.Ordinal).Concat(left.Told).TakeLast(MaxTold)],
        };
    }

    /// <summary>Once a flag is raised, "is it dangerous" no longer means what was asked about before.</summary>
    private static bool IsRaised(IReadOnlyList<Verdict> verdicts) => verdicts.Any(verdict => verdict.Severity >= Severity.UrgentCare && !verdict.Latched);
}

/// <summary>What one turn leaves in mind. What is null leaves in mind what was there before.</summary>
/// <param name="Verdicts">The turn's verdicts, latched ones included.</param>
public sealed record TurnMemory(IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>The question it asked, complete in itself; null when it asked none.</summary>
    public string? Topic { get; init; }

    /// <summary>Headings that were quoted, best first; empty when none were.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>What was quoted, sentence by sentence; null for small talk.</summary>
    public IReadOnlyList<string>? Quoted { get; init; }

    /// <summary>The items of the list that was given; null where one of those before may have been taken up, so that another may be next.</summary>
    public IReadOnlyList<string>? Listed { get; init; }

    /// <summary>The questions that were offered; null for small talk that offers none.</summary>
    public IReadOnlyList<string>? Offered { get; init; }

    /// <summary>The questions that may be offered whose answers were said.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];
}

/// <summary>Keeps dialogues between turns.</summary>
public interface IDialogueStore
{
    /// <summary>The dialogue's state; <see cref="DialogueState.Empty"/> when it is not known.</summary>
    Task<DialogueState> LoadAsync(string conversation, CancellationToken ct = default);

    /// <summary>Keeps the state.</summary>
    Task SaveAsync(string conversation, DialogueState state, CancellationToken ct = default);

    /// <summary>Forgets the dialogue, latched flags included.</summary>
    Task ForgetAsync(string conversation, CancellationToken ct = default);
}

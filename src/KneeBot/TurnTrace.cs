using KneeBot.Answering;
using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot;

/// <summary>What happened on the way to one reply, for <c>ask --explain</c>, evaluation and diagnostics. Holds user text: never logged.</summary>
/// <param name="Turn">The message as prepared.</param>
/// <param name="Verdicts">Every rail's verdict that is not <see cref="Severity.Allow"/>; latched ones are marked.</param>
/// <param name="Query">The question that was searched for after follow-up resolution; null when nothing was searched.</param>
/// <param name="Passages">The passages found, best first.</param>
/// <param name="Candidates">Sentences considered for the answer with their scores, and why each was left out.</param>
/// <param name="Notes">Other decisions, in order, as sentences.</param>
public sealed record TurnTrace(
    UserTurn Turn,
    IReadOnlyList<Verdict> Verdicts,
    string? Query,
    IReadOnlyList<ScoredPassage> Passages,
    IReadOnlyList<SentenceCandidate> Candidates,
    IReadOnlyList<string> Notes)
{
    /// <summary>The decision to answer or not; null when nothing was composed.</summary>
    public AnswerDecision? Decision { get; init; }

    /// <summary>The sentences chosen for an answer, whether or not they were said.</summary>
    public IReadOnlyList<QuotedSentence> Proposed { get; init; } = [];

    /// <summary>The questions offered next, in order.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>What happened between KneeBot and the language model; null when none was asked.</summary>
    public GenerationRecord? Generation { get; init; }
}

/// <summary>A reply with the trace of how it came about.</summary>
public sealed record TurnResult(Reply Reply, TurnTrace Trace)
{
    /// <summary>
    /// What a language model may still raise after the reply: a red flag to be said as a message of its own, or null when it raises none.
    /// Never fails. The flag is latched for the next turn in any case. Null: nothing is awaited.
    /// </summary>
    public Task<Reply?>? Late { get; init; }
}

using System.Collections.Concurrent;
using KneeBot.Answering;

namespace KneeBot.Guardrails;

/// <summary>
/// Asks a model for red flags that the rules missed. It can raise one, never lower one; nobody waits for it, and its failure changes
/// nothing. What it raises counts in the same turn when it is there by the time the reply is, and from the next turn on otherwise.
/// </summary>
public sealed class SecondOpinion(IAnswerGenerator generator)
{
    /// <summary>Name in verdicts.</summary>
    public const string RailName = "second-opinion";

    private const int MaxWaiting = 10_000;

    private readonly ConcurrentDictionary<string, Verdict> _late = new(StringComparer.Ordinal);

    /// <summary>Begins to ask; the rules have spoken before.</summary>
    public Task<Verdict?> AskAsync(UserTurn turn) => Task.Run(async () =>
    {
        try
        {
            var severity = await generator.JudgeAsync(turn.Conversation, turn.Text.Length > UserTurn.MaxLength ? turn.Text[..UserTurn.MaxLength] : turn.Text, CancellationToken.None).ConfigureAwait(false);
            return severity < Severity.SeeDoctor ? null : new Verdict(severity, RailName, "model") { Explanation = "a language model sees a red flag; the rules see none" };
        }
#pragma warning disable CA1031 // Its failure changes nothing.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    });

    /// <summary>What it says by now, if it is more than the rules say; keeps what comes later for the next turn.</summary>
    /// <param name="opinion">What was begun.</param>
    /// <param name="conversation">The dialogue.</param>
    /// <param name="rules">The highest severity the rules found.</param>
    /// <param name="isTooLate">Whether a part of the answer has been shown: then it counts from the next turn on.</param>
    /// <param name="later">What it raises after this; a channel that can push says so at once. Null: it has spoken.</param>
    public Verdict? Now(Task<Verdict?> opinion, string conversation, Severity rules, bool isTooLate, out Task<Verdict?>? later)
    {
        later = null;
        if (opinion.IsCompletedSuccessfully && !isTooLate)
            return opinion.Result is { } early && early.Severity > rules ? early : null;
        later = LateAsync(opinion, conversation, rules);
        return null;
    }

    /// <summary>What came late in the turns before; given once, for the dialogue latches it.</summary>
    public Verdict? TakeLate(string conversation) => _late.TryRemove(conversation, out var verdict) ? verdict with { Latched = true } : null;

    private async Task<Verdict?> LateAsync(Task<Verdict?> opinion, string conversation, Severity rules)
    {
        if (await opinion.ConfigureAwait(false) is not { } verdict || verdict.Severity <= rules)
            return null;
        if (_late.Count < MaxWaiting)
            _late.AddOrUpdate(conversation, verdict, (_, other) => other.Severity > verdict.Severity ? other : verdict);
        return verdict;
    }
}

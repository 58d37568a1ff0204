using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>What became of an activity.</summary>
/// <param name="Status">HTTP status for the sender: 200, or what an <c>invoke</c> asks for.</param>
/// <param name="Body">Answer to an <c>invoke</c>; null: no body.</param>
/// <param name="Fault">Null, or why it was not served.</param>
public sealed record TurnOutcome(int Status, JsonElement? Body = null, Refusal? Fault = null)
{
    /// <summary>Served, or nothing to do.</summary>
    public static readonly TurnOutcome Done = new(200);

    internal static TurnOutcome Failed(Refusal fault) => new(fault.Status, Fault: fault);
}

/// <summary>What a turn says: the replies in order, and the answer to an <c>invoke</c>.</summary>
/// <param name="Replies">Activities to send; may be empty.</param>
/// <param name="Outcome">What the sender is told.</param>
public sealed record TurnResponse(IReadOnlyList<Activity> Replies, TurnOutcome Outcome)
{
    /// <summary>Nothing to say.</summary>
    public static readonly TurnResponse Nothing = new([], TurnOutcome.Done);

    /// <summary>Activities that may have to be sent after the turn, as messages of their own; null: none are awaited.</summary>
    public Task<IReadOnlyList<Activity>>? Later { get; init; }

    internal static TurnResponse Say(IReadOnlyList<Activity> replies) => new(replies, TurnOutcome.Done);
}

using System.Globalization;

namespace KneeBot.BotFramework;

/// <summary>
/// The one way in for activities, from a connector or from a channel in this process: one reply to an activity however often it
/// is sent, the turns of a conversation one at a time and in order, conversations side by side.
/// </summary>
#pragma warning disable CA1711 // It is a queue, of turns; nobody enumerates it.
public sealed class TurnQueue
#pragma warning restore CA1711
{
    private readonly TurnHandler _turns;
    private readonly ConversationLanes _lanes = new();
    private readonly DeliveryLedger _ledger = new();

    /// <summary>Makes an empty queue.</summary>
    /// <param name="turns">Answers the activities.</param>
    public TurnQueue(TurnHandler turns) => _turns = turns;

    /// <summary>Serves one activity. Its place in the conversation is taken before this returns.</summary>
    /// <param name="activity">The activity; its channel and conversation say which dialogue it belongs to.</param>
    /// <param name="sink">Takes the replies, before the next turn of the conversation begins.</param>
    /// <param name="ct">Ends the turn; it is then not counted as served.</param>
    public Task<TurnOutcome> RunAsync(Activity activity, IActivitySink sink, CancellationToken ct) =>
        _lanes.Enter(activity.Dialogue()) is { } place
            ? RunAsync(place, activity, sink, ct)
            : Task.FromResult(TurnOutcome.Failed(Busy));

    private static Refusal Busy => new(
        503,
        "Too many messages of this conversation wait.",
        $"Send it again in a few seconds; at most {ConversationLanes.DefaultCapacity.ToString(CultureInfo.InvariantCulture)} wait.");

    private async Task<TurnOutcome> RunAsync(ConversationLanes.Place place, Activity activity, IActivitySink sink, CancellationToken ct)
    {
        using (place)
        {
            await place.Turn.ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            var line = _ledger.Of(activity);
            // What an activity that was served before still has to say.
            var response = activity.Is(ActivityTypes.Invoke) || line.Unsent is not { } unsent ? null : TurnResponse.Say(unsent);
            response ??= await _turns.HandleAsync(activity, sink, ct).ConfigureAwait(false);
            var outcome = await SendAsync(line, response, sink, ct).ConfigureAwait(false);
            if (response.Later is { } later && sink.ArrivesAtOnce)
                _ = PushAsync(activity, later, sink);
            return outcome;
        }
    }

    /// <summary>Sends what is raised after the turn, in its own place of the conversation. Where nothing can be pushed, the next turn says it.</summary>
    private async Task PushAsync(Activity activity, Task<IReadOnlyList<Activity>> later, IActivitySink sink)
    {
        try
        {
            if (await later.ConfigureAwait(false) is not { Count: > 0 } late || _lanes.Enter(activity.Dialogue()) is not { } place)
                return;
            using (place)
            {
                await place.Turn.ConfigureAwait(false);
                foreach (var message in late)
                    await sink.SendAsync(message, CancellationToken.None).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The flag is latched: what cannot be delivered now is said with the next turn.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static async Task<TurnOutcome> SendAsync(DeliveryLedger.Line line, TurnResponse response, IActivitySink sink, CancellationToken ct)
    {
        for (var sent = 0; sent < response.Replies.Count; sent++)
        {
            // Noted before it goes out: should sending break off, the answer is not made twice.
            line.Keep([.. response.Replies.Skip(sent)]);
            var delivery = await sink.SendAsync(response.Replies[sent], ct).ConfigureAwait(false);
            if (delivery.Fault is { } fault)
                return TurnOutcome.Failed(fault);
        }

        line.Keep();
        return response.Outcome;
    }
}

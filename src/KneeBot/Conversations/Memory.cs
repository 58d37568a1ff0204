namespace KneeBot.Conversations;

/// <summary>The dialogue store with a time limit: one that fails or is slow counts as empty, and the turn goes on.</summary>
public sealed class Memory(IDialogueStore store, TimeProvider time)
{
    /// <summary>Longest wait for the store.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    /// <summary>What is known of the dialogue.</summary>
    public async Task<DialogueState> RecallAsync(string conversation, List<string> notes, CancellationToken ct)
    {
        try
        {
            return await store.LoadAsync(conversation, ct).WaitAsync(Limit, time, ct).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A broken store must not cost the visitor the verdict on this message.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            notes.Add($"The dialogue store did not answer ({e.GetType().Name}); the dialogue counts as new.");
            return DialogueState.Empty;
        }
    }

    /// <summary>Keeps the dialogue as it is after a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="before">The dialogue before it.</param>
    /// <param name="left">What the turn leaves in mind.</param>
    /// <param name="notes">Takes a fault of the store.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task KeepAsync(UserTurn turn, DialogueState before, TurnMemory left, List<string> notes, CancellationToken ct)
    {
        var state = before.After(turn, left);
        try
        {
            await store.SaveAsync(turn.Conversation, state, ct).WaitAsync(Limit, time, ct).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above: the reply goes out all the same.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            notes.Add($"The dialogue could not be kept ({e.GetType().Name}).");
        }
    }
}

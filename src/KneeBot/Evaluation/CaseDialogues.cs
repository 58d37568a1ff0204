namespace KneeBot.Evaluation;

/// <summary>Puts cases to a pipeline, each as a dialogue of its own. Runs may share a pipeline and its store: none may find another's dialogues.</summary>
internal sealed class CaseDialogues(KneeBotPipeline pipeline)
{
    private static int _runs;

    private readonly int _run = Interlocked.Increment(ref _runs);
    private int _dialogues;

    /// <summary>The result of a case's last turn.</summary>
    /// <param name="turns">The visitor's messages, oldest first; at least one.</param>
    /// <param name="ct">Cancels the turn.</param>
    public async Task<TurnResult> LastAsync(IEnumerable<string> turns, CancellationToken ct)
    {
        var conversation = $"evaluation-{_run}-{_dialogues++}";
        TurnResult? result = null;
        foreach (var turn in turns)
            result = await pipeline.ReplyAsync(new UserTurn(conversation, turn), ct).ConfigureAwait(false);
        return result!;
    }
}

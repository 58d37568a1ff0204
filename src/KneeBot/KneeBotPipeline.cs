using KneeBot.Answering;
using KneeBot.Conversations;
using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot;

/// <summary>One turn, one way through: normalise, input rails, resolve the follow-up, retrieve, compose, output rails, reply.</summary>
public sealed class KneeBotPipeline(
    TextNormalizer normalizer,
    InputRails inputRails,
    Memory memory,
    OtherLanguages otherLanguages,
    SmallTalk smallTalk,
    FollowUpResolver followUps,
    IPassageRetriever retriever,
    IAnswerComposer composer,
    OutputRails outputRails,
    ReplyBuilder replies,
    AnswerOptions options)
{
    /// <summary>Answers one message of a visitor. Never throws for what a visitor writes; a fault in a rail gives the safety text.</summary>
    public async Task<TurnResult> ReplyAsync(UserTurn message, CancellationToken ct = default)
    {
        var notes = new List<string>();
        var turn = message with { Normalized = normalizer.Normalize(message.Text) };
        var verdicts = inputRails.Check(turn, notes); // before any store is touched

        var dialogue = await memory.RecallAsync(turn.Conversation, notes, ct).ConfigureAwait(false);
        turn = turn with { Earlier = dialogue.Earlier };
        verdicts = inputRails.CheckInDialogue(turn, verdicts, dialogue.Latched, notes);

        string? question = null;
        IReadOnlyList<ScoredPassage> passages = [];
        Draft? draft = null;
        var otherLanguage = inputRails.MayCompose(verdicts) ? otherLanguages.Answer(turn.Text, notes) : null;
        var chat = inputRails.MayCompose(verdicts) && otherLanguage is null ? smallTalk.Answer(turn.Normalized) : null;
        if (inputRails.MayCompose(verdicts) && otherLanguage is null && chat is null)
        {
            question = followUps.Resolve(turn.Normalized, dialogue);
            passages = await retriever.RetrieveAsync(question, options.TopK, ct).ConfigureAwait(false);
            draft = await composer.ComposeAsync(question, passages, ct).ConfigureAwait(false);
            draft = outputRails.Check(draft, passages, notes);
        }

        var reply = inputRails.Failed(verdicts)
            ? replies.SafetyFallback(turn)
            : replies.Build(turn, verdicts, draft, chat, Sections(passages, 3), otherLanguage);
        reply = outputRails.Check(reply, notes);
        await memory.KeepAsync(turn, dialogue, verdicts, question, reply, notes, ct).ConfigureAwait(false);
        return new TurnResult(reply, new TurnTrace(turn, verdicts, question, passages, draft?.Candidates ?? [], notes) { Decision = draft?.Decision });
    }

    private static IReadOnlyList<string> Sections(IEnumerable<ScoredPassage> passages, int most) =>
        [.. passages.Select(found => found.Passage.Section).Distinct().Take(most)];
}

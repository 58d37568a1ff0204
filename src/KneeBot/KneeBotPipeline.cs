using KneeBot.Answering;
using KneeBot.Conversations;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot;

/// <summary>One turn, one way through: normalise, input rails, resolve the follow-up, retrieve, compose, output rails, reply.</summary>
public sealed class KneeBotPipeline(
    TextNormalizer normalizer,
    InputRails inputRails,
    Memory memory,
    SmallTalk smallTalk,
    OtherLanguage otherLanguage,
    BareMessages bareMessages,
    FollowUpResolver followUps,
    AnswerFinder finder,
    OfferedQuestions offered,
    OutputRails outputRails,
    ReplyBuilder replies,
    ArticleSubjects subjects,
    GroundedComposer? generated = null,
    FollowUpRewrite? rewrite = null,
    SecondOpinion? secondOpinion = null)
{
    /// <summary>Answers one message of a visitor. Never throws for what a visitor writes; a fault in a rail gives the safety text.</summary>
    public Task<TurnResult> ReplyAsync(UserTurn message, CancellationToken ct = default) => ReplyAsync(message, show: null, ct);

    /// <summary>The same, showing an answer that a language model phrases while it grows.</summary>
    /// <param name="message">The message.</param>
    /// <param name="show">Takes the answer so far, each sentence of it verified; the whole reply's body begins with it. Never called for a reply with a notice.</param>
    /// <param name="ct">Cancels the turn.</param>
    public async Task<TurnResult> ReplyAsync(UserTurn message, Func<Reply, CancellationToken, Task>? show, CancellationToken ct = default)
    {
        var notes = new List<string>();
        var turn = message with { Normalized = normalizer.Normalize(message.Text) };
        var verdicts = Judge(turn, notes); // before any store is touched

        var opinion = secondOpinion is not null && inputRails.MayCompose(verdicts) ? secondOpinion.AskAsync(turn) : null;
        var dialogue = await memory.RecallAsync(turn.Conversation, notes, ct).ConfigureAwait(false);
        if (secondOpinion?.TakeLate(turn.Conversation) is { } late)
            dialogue = dialogue with { Latched = [.. dialogue.Latched, late] };
        turn = turn with { Earlier = dialogue.Earlier, Quoted = dialogue.Quoted };
        verdicts = inputRails.CheckInDialogue(turn, verdicts, dialogue.Latched, notes);

        var mayCompose = inputRails.MayCompose(verdicts);
        var chat = mayCompose ? smallTalk.Answer(turn.Normalized) : null;
        var foreign = mayCompose && chat is null ? otherLanguage.Notice(turn.Text) : null;
        var mayAnswer = mayCompose && chat is null && foreign is null;
        var bare = mayAnswer ? bareMessages.Answer(turn.Normalized, dialogue) : null;
        var asked = TakeUp(turn, bare, notes);
        var answer = mayAnswer && bare?.Notice is null ? await AnswerAsync(asked, bare?.Questions ?? [], dialogue, verdicts, show, notes, ct).ConfigureAwait(false) : Answer.None;
        Task<Verdict?>? later = null;
        if (opinion is not null && secondOpinion!.Now(opinion, turn.Conversation, verdicts.Select(verdict => verdict.Severity).DefaultIfEmpty().Max(), isTooLate: answer.IsShown, out later) is { } raised)
        {
            verdicts = [raised, .. verdicts];
            answer = inputRails.MayCompose(verdicts) ? answer : Answer.None;
        }

        var reply = inputRails.Failed(verdicts)
            ? replies.SafetyFallback(turn)
            : replies.Build(turn, verdicts, answer.Draft, chat?.Notice ?? foreign ?? bare?.Notice, chat is not null || bare is { Notice: not null, IsSmallTalk: true }, Sections(answer.Passages, 3), answer.Failed);
        reply = outputRails.Check(reply, notes);
        var told = reply.Citations.Count > 0 ? offered.Told(asked.Normalized, answer.Draft) : [];
        reply = reply with { Suggestions = Suggestions(reply, chat, bare, answer, dialogue, told, notes) };
        var left = Left(reply, isTakenUp: bare is not null, answer, told) with { Verdicts = verdicts };
        await memory.KeepAsync(turn, dialogue, left, notes, ct).ConfigureAwait(false);
        return new TurnResult(reply, new TurnTrace(turn, verdicts, answer.Question, answer.Passages, answer.Draft?.Candidates ?? [], notes) { Decision = answer.Draft?.Decision, Proposed = answer.Draft?.Proposed ?? [], Offered = reply.Suggestions, Generation = answer.Draft?.Generation }) { Late = later is null ? null : LateAsync(turn, later) };
    }

    /// <summary>What a bare message such as "yes" or "the second" takes up, as if the visitor had sent it; else the message itself.</summary>
    private UserTurn TakeUp(UserTurn turn, BareAnswer? bare, List<string> notes)
    {
        if (bare is not { Questions.Count: > 0 })
            return turn;
        var question = string.Join(' ', bare.Questions.Select(one => one[^1] is '?' or '.' ? one : one + "."));
        notes.Add($"Takes up what was offered: {question}");
        return bare.Questions.Count == 1 ? turn with { Text = bare.Questions[0], Normalized = normalizer.Normalize(bare.Questions[0]) } : turn with { Text = question, Normalized = normalizer.Normalize(question) };
    }

    /// <summary>What to ask next: what was offered before beside a fixed sentence, what to begin with beside what is covered, else what stands beside the answer.</summary>
    private IReadOnlyList<string> Suggestions(Reply reply, SmallTalkAnswer? chat, BareAnswer? bare, Answer answer, DialogueState dialogue, IReadOnlyList<string> told, List<string> notes)
    {
        if (reply is Reply.SmallTalk && chat is { OffersQuestions: true })
            return offered.First;
        if (bare?.Notice is not null && reply is Reply.SmallTalk or Reply.NotCovered)
            return dialogue.Offered;
        return answer.Failed ? [] : offered.After(reply, answer.Passages, answer.Draft, [.. dialogue.Told, .. told], notes);
    }

    /// <summary>What a turn leaves in mind; small talk nothing but what it offers.</summary>
    private TurnMemory Left(Reply reply, bool isTakenUp, Answer answer, IReadOnlyList<string> told)
    {
        var left = new TurnMemory([]) { Topic = answer.Question, Sections = Quoted(reply, answer.Draft), Told = told };
        if (reply is Reply.SmallTalk)
            return left with { Offered = reply.Suggestions.Count > 0 ? reply.Suggestions : null };
        return left with
        {
            Quoted = [.. reply.Citations.Select(citation => citation.Quote)],
            Listed = isTakenUp ? null : reply.Citations.Count == 0 ? [] : ListItems.Openings(answer.Draft?.Sentences ?? []),
            Offered = reply.Suggestions,
        };
    }

    /// <summary>The headings a reply quotes, that of the best sentence first.</summary>
    private IReadOnlyList<string> Quoted(Reply reply, Draft? draft)
    {
        var sections = reply.Citations.Select(citation => subjects.Place(citation.Passage.Article, citation.Section)).Distinct();
        var first = draft?.Best is { } best ? subjects.Place(best.Id.Article, best.Section) : null;
        return [.. sections.OrderBy(section => section == first ? 0 : 1)];
    }

    /// <summary>A flag that comes after the reply, as a message of its own.</summary>
    private async Task<Reply?> LateAsync(UserTurn turn, Task<Verdict?> later) =>
        await later.ConfigureAwait(false) is { } raised ? outputRails.Check(replies.Build(turn, [raised], null, null, false, [], false), []) : null;

    /// <summary>Drops what a language model still has to say of a dialogue that is forgotten.</summary>
    internal void Forget(string conversation) => secondOpinion?.TakeLate(conversation);

    /// <summary>What the input rails find in a message by itself, when it is not to be answered. Never throws for what a visitor writes.</summary>
    public IReadOnlyList<Verdict> Judge(UserTurn message) => Judge(message with { Normalized = normalizer.Normalize(message.Text) }, []);

    /// <summary>The verdicts on a message as far as it is read, and on the end of one that is longer.</summary>
    private IReadOnlyList<Verdict> Judge(UserTurn turn, List<string> notes) =>
        [.. inputRails.Check(turn, notes), .. MessageEnd.Of(turn.Text).SelectMany(end => inputRails.CheckEnd(turn with { Text = end, Normalized = normalizer.Normalize(end) }, notes))];

    private async Task<Answer> AnswerAsync(UserTurn turn, IReadOnlyList<string> takenUp, DialogueState dialogue, IReadOnlyList<Verdict> verdicts, Func<Reply, CancellationToken, Task>? show, List<string> notes, CancellationToken ct)
    {
        try
        {
            var mayGenerate = generated is not null && verdicts.All(verdict => verdict.Severity < Severity.SeeDoctor); // a flag's reply waits for no model
            var question = followUps.Resolve(turn.Normalized, dialogue);
            if (mayGenerate && rewrite is not null)
                question = await rewrite.ImproveAsync(turn, question, notes, ct).ConfigureAwait(false);
            var (passages, draft) = takenUp.Count > 1 ? await FindEachAsync(takenUp, notes, ct).ConfigureAwait(false) : await FindAsync(turn.Normalized, question, notes, ct).ConfigureAwait(false);
            if (draft.Sentences.Count == 0 && verdicts is [{ Severity: Severity.Decline }, ..] && await finder.TellOfNamedAsync(question, notes, ct).ConfigureAwait(false) is { } general)
                (passages, draft) = general;
            if (verdicts.Any(verdict => verdict is { Latched: true, Severity: Severity.SeeDoctor or Severity.UrgentCare or Severity.Emergency }))
                draft = UnderReminder.Sayable(draft, followUps.AsksOfOwnState(turn.Normalized, dialogue), notes);
            var isShown = false;
            if (mayGenerate && draft.Sentences.Count > 0)
                draft = await generated!.ComposeAsync(turn, question, passages, draft, show is null || verdicts.Count > 0 ? null : ShowAsync, notes, ct).ConfigureAwait(false);
            return new Answer(question, passages, draft, Failed: false) { IsShown = isShown };

            Task ShowAsync(IReadOnlyList<GroundedSentence> sentences, CancellationToken token)
            {
                isShown = true;
                return show!(replies.SoFar(sentences), token);
            }
        }
#pragma warning disable CA1031 // Whatever fails in finding an answer, the visitor gets a reply and keeps what the rails found.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            notes.Add($"No answer could be put together ({e.GetType().Name}).");
            return Answer.None with { Failed = true };
        }
    }

    /// <summary>What answers a question, or the opening of the section that it was offered for.</summary>
    private async Task<FoundAnswer> FindAsync(NormalizedText written, string question, List<string> notes, CancellationToken ct) =>
        offered.Find(written) is { } opening ? finder.Open(opening, notes) : await finder.FindAsync(question, notes, ct).ConfigureAwait(false);

    /// <summary>What answers each of several questions that a message takes up, side by side.</summary>
    private async Task<FoundAnswer> FindEachAsync(IReadOnlyList<string> takenUp, List<string> notes, CancellationToken ct)
    {
        var found = new List<FoundAnswer>();
        foreach (var written in takenUp.Select(normalizer.Normalize))
            found.Add(await FindAsync(written, followUps.Resolve(written, DialogueState.Empty), notes, ct).ConfigureAwait(false));
        return AnswerFinder.Together(found);
    }

    private sealed record Answer(string? Question, IReadOnlyList<ScoredPassage> Passages, Draft? Draft, bool Failed)
    {
        public static readonly Answer None = new(null, [], null, Failed: false);

        /// <summary>Whether a part of it has been shown already.</summary>
        public bool IsShown { get; init; }
    }

    private static IReadOnlyList<string> Sections(IEnumerable<ScoredPassage> passages, int most) =>
        [.. passages.Select(found => found.Passage.Section).Distinct().Take(most)];
}

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
    FollowUpResolver followUps,
    IPassageRetriever retriever,
    IAnswerComposer composer,
    OutputRails outputRails,
    ReplyBuilder replies,
    NextQuestions nextQuestions,
    AnswerOptions options,
    GroundedComposer? generated = null,
    FollowUpRewrite? rewrite = null,
    SecondOpinion? secondOpinion = null,
    KeptDrafts? kept = null,
    Comparisons? comparisons = null,
    ArticleSubjects? subjects = null,
    NamedSubjects? named = null,
    BareMessages? bareMessages = null)
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
        var bare = mayCompose && chat is null && foreign is null ? bareMessages?.Answer(turn.Normalized, dialogue.Offered) : null;
        var asked = TakeUp(turn, bare, notes);
        var answer = mayCompose && chat is null && foreign is null && bare?.Notice is null ? await AnswerAsync(asked, dialogue, verdicts, show, notes, ct).ConfigureAwait(false) : Answer.None;
        Task<Verdict?>? later = null;
        if (opinion is not null && secondOpinion!.Now(opinion, turn.Conversation, verdicts.Select(verdict => verdict.Severity).DefaultIfEmpty().Max(), isTooLate: answer.IsShown, out later) is { } raised)
        {
            verdicts = [raised, .. verdicts];
            answer = inputRails.MayCompose(verdicts) ? answer : Answer.None;
        }

        var reply = inputRails.Failed(verdicts)
            ? replies.SafetyFallback(turn)
            : replies.Build(turn, verdicts, answer.Draft, chat ?? foreign ?? bare?.Notice, chat is not null || bare is { Notice: not null, IsSmallTalk: true }, Sections(answer.Passages, 3), answer.Failed);
        reply = outputRails.Check(reply, notes);
        reply = reply with { Suggestions = bare?.Notice is not null && reply is Reply.SmallTalk or Reply.NotCovered ? dialogue.Offered : Suggest(reply, answer, notes) };
        await memory.KeepAsync(turn, dialogue, verdicts, answer.Question, Quoted(reply, answer.Draft), reply is Reply.SmallTalk ? null : [.. reply.Citations.Select(citation => citation.Quote)], reply is Reply.SmallTalk ? null : reply.Suggestions, notes, ct).ConfigureAwait(false);
        return new TurnResult(reply, new TurnTrace(turn, verdicts, answer.Question, answer.Passages, answer.Draft?.Candidates ?? [], notes) { Decision = answer.Draft?.Decision, Proposed = answer.Draft?.Proposed ?? [], Generation = answer.Draft?.Generation }) { Late = later is null ? null : LateAsync(turn, later) };
    }

    /// <summary>The offered question that a bare "yes" takes up, as if the visitor had sent it; else the message itself.</summary>
    private UserTurn TakeUp(UserTurn turn, BareAnswer? bare, List<string> notes)
    {
        if (bare?.Question is not { } offered)
            return turn;
        notes.Add($"Takes up what was offered: {offered}");
        return turn with { Text = offered, Normalized = normalizer.Normalize(offered) };
    }

    /// <summary>The headings a reply quotes, that of the best sentence first.</summary>
    private IReadOnlyList<string> Quoted(Reply reply, Draft? draft)
    {
        var sections = reply.Citations.Select(citation => Place(citation.Passage, citation.Section)).Distinct();
        if (draft is null)
            return [.. sections];
        var first = Best(draft) is { } best ? Place(best.Id, best.Section) : null;
        return [.. sections.OrderBy(section => section == first ? 0 : 1)];
    }

    /// <summary>The passage of the best sentence that is said; null when nothing is.</summary>
    private static Passage? Best(Draft draft)
    {
        var best = draft.Candidates.Where(candidate => draft.Sentences.Any(said => said.Passage.Id == candidate.Passage && said.Text == candidate.Text)).MaxBy(candidate => candidate.Score);
        return best is null ? null : draft.Sentences.First(said => said.Passage.Id == best.Passage).Passage;
    }

    /// <summary>A heading below its article's subject.</summary>
    private string Place(PassageId passage, string section) =>
        subjects?.Name(passage.Article) is { Length: > 0 } subject && !section.Contains(subject, StringComparison.OrdinalIgnoreCase) ? subject + Passage.HeadingSeparator + section : section;

    /// <summary>A flag that comes after the reply, as a message of its own.</summary>
    private async Task<Reply?> LateAsync(UserTurn turn, Task<Verdict?> later) =>
        await later.ConfigureAwait(false) is { } raised ? outputRails.Check(replies.Build(turn, [raised], null, null, false, [], false), []) : null;

    /// <summary>Judges questions that may be offered next, before anybody is offered one.</summary>
    internal void PrepareNextQuestions(int most) => nextQuestions.Prepare(most, IsFit);

    /// <summary>Questions a visitor may begin with; every one is answerable. At most three.</summary>
    internal IReadOnlyList<string> FirstQuestions(IEnumerable<Article> articles) => Answering.FirstQuestions.Choose(articles, nextQuestions.Ask, article => subjects?.Name(article) ?? "", IsAnswered);

    /// <summary>Drops what a language model still has to say of a dialogue that is forgotten.</summary>
    internal void Forget(string conversation) => secondOpinion?.TakeLate(conversation);

    /// <summary>Only for replies that leave room for more: a flag or a crisis is not followed by small questions.</summary>
    private IReadOnlyList<string> Suggest(Reply reply, Answer answer, List<string> notes)
    {
        if (reply is not (Reply.Answered or Reply.NotCovered or Reply.DiagnosisDeclined) || answer.Passages.Count == 0 || answer.Failed)
            return [];
        Passage[] shown = answer.Draft is { Sentences: { Count: > 0 } said } draft ? [.. said.Select(quoted => quoted.Passage).Distinct().OrderBy(passage => passage.Id == Best(draft)?.Id ? 0 : 1)] : [.. answer.Passages.Take(3).Select(found => found.Passage)];
        try
        {
            return nextQuestions.After(shown, mayRepeat: answer.Draft?.Sentences.Count is null or 0, IsFit);
        }
#pragma warning disable CA1031 // An answer without further questions is still an answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            notes.Add($"No next questions could be found ({e.GetType().Name}).");
            return [];
        }
    }

    /// <summary>Whether no rail has anything to say about a question as the first message of a dialogue, nor about the answer it gets.</summary>
    private bool IsFit(NormalizedText question, SectionOpening opening) =>
        IsUnobjectionable(question)
        && Sayable(opening.Draft, opening.Found, []) is { Sentences.Count: > 0 } sayable
        && outputRails.Objection(sayable, opening.Found) is null;

    /// <summary>Whether no rail has anything to say about a question as the first message of a dialogue, and it is no small talk.</summary>
    private bool IsUnobjectionable(NormalizedText question) =>
        smallTalk.Answer(question) is null
        && inputRails.Check(new UserTurn("", question.Original) { Normalized = question }, []).All(verdict => verdict.Severity == Severity.Allow);

    /// <summary>Whether a question, as the first message of a dialogue, is answered from the section of a heading; no language model is asked.</summary>
    private bool IsAnswered(string question, string heading)
    {
        var normalized = normalizer.Normalize(question);
        if (nextQuestions.Find(normalized) is { } offered)
            return IsFit(normalized, offered);
        return IsUnobjectionable(normalized)
            && QuoteAsync(followUps.Resolve(normalized, DialogueState.Empty), [], CancellationToken.None).GetAwaiter().GetResult().Draft is { } draft
            && draft.Sentences.Any(quoted => quoted.Passage.Section == heading);
    }

    private async Task<(IReadOnlyList<ScoredPassage> Passages, Draft? Draft)> QuoteAsync(string question, List<string> notes, CancellationToken ct)
    {
        var (passages, draft) = await CompareAsync(question, ct).ConfigureAwait(false) ?? await FindEachAsync(question, ct).ConfigureAwait(false) ?? await FindOrDescribeAsync(question, ct).ConfigureAwait(false);
        return (passages, outputRails.Check(Sayable(draft, passages, notes), passages, notes));
    }

    /// <summary>What the articles say of each of two things; null when the question compares nothing, or they do not tell of both.</summary>
    private async Task<(IReadOnlyList<ScoredPassage> Passages, Draft Draft)?> CompareAsync(string question, CancellationToken ct)
    {
        if (comparisons?.Sides(question) is not [var one, var other])
            return null;
        var first = await FindOrDescribeAsync(one, ct).ConfigureAwait(false);
        var second = await FindOrDescribeAsync(other, ct).ConfigureAwait(false);
        if (first.Draft.Sentences.Count == 0 || second.Draft.Sentences.Count == 0)
            return null;
        return Together([first, second]);
    }

    /// <summary>What the articles say of each of several things that a question names side by side; null when it names fewer, or they tell of none.</summary>
    private async Task<(IReadOnlyList<ScoredPassage> Passages, Draft Draft)?> FindEachAsync(string question, CancellationToken ct)
    {
        var found = new List<(IReadOnlyList<ScoredPassage> Passages, Draft Draft)>();
        foreach (var one in named?.Each(question) ?? [])
            if (await FindOrDescribeAsync(one, ct).ConfigureAwait(false) is { Draft.Sentences.Count: > 0 } told)
                found.Add(told);
        return found.Count == 0 ? null : Together(found);
    }

    /// <summary>Answers side by side, the first sentences of each.</summary>
    private static (IReadOnlyList<ScoredPassage> Passages, Draft Draft) Together(List<(IReadOnlyList<ScoredPassage> Passages, Draft Draft)> found)
    {
        QuotedSentence[] said = [.. found.SelectMany(one => one.Draft.Sentences.Take(Comparisons.MaxSentences)).Distinct()];
        return ([.. found.SelectMany(one => one.Passages).DistinctBy(passage => passage.Passage.Id)],
            found[0].Draft with { Sentences = said, Proposed = said, Candidates = [.. found.SelectMany(one => one.Draft.Candidates)] });
    }

    /// <summary>What the articles say in general of the illness or injury that a declined request names; null when it names none, or they say nothing of it.</summary>
    private async Task<(IReadOnlyList<ScoredPassage> Passages, Draft? Draft)?> TellOfNamedAsync(string question, List<string> notes, CancellationToken ct)
    {
        if (comparisons?.Named(question) is not { } named || await QuoteAsync(named, notes, ct).ConfigureAwait(false) is not ({ } passages, { Sentences.Count: > 0 } draft))
            return null;
        return (passages, draft with { Sentences = [.. draft.Sentences.Take(Comparisons.MaxSentences)] });
    }

    /// <summary>What answers a question; where one asks what something is and no sentence defines it, what the articles say of it.</summary>
    private async Task<(IReadOnlyList<ScoredPassage> Passages, Draft Draft)> FindOrDescribeAsync(string question, CancellationToken ct)
    {
        var found = await FindAsync(question, ct).ConfigureAwait(false);
        return found.Draft.Sentences.Count == 0 && comparisons?.Defined(question) is { } named ? await FindAsync(named, ct).ConfigureAwait(false) : found;
    }

    private async Task<(IReadOnlyList<ScoredPassage> Passages, Draft Draft)> FindAsync(string question, CancellationToken ct)
    {
        if (kept?.Find(question) is { } held)
            return held;
        var passages = await retriever.RetrieveAsync(question, options.TopK, subjects?.Scope(question), ct).ConfigureAwait(false);
        var draft = await composer.ComposeAsync(question, passages, ct).ConfigureAwait(false);
        kept?.Keep(question, passages, draft);
        return (passages, draft);
    }

    /// <summary>The draft without single sentences that an output rail objects to; the others may still answer.</summary>
    private Draft Sayable(Draft draft, IReadOnlyList<ScoredPassage> passages, List<string> notes)
    {
        QuotedSentence[] sayable = [.. draft.Sentences.Where(quoted => outputRails.Objection(draft with { Sentences = [quoted] }, passages) is null)];
        if (sayable.Length == 0 || sayable.Length == draft.Sentences.Count)
            return draft;
        notes.Add($"Left out, for an output rail objects: {draft.Sentences.Count - sayable.Length} of {draft.Sentences.Count} sentences.");
        return draft with { Sentences = sayable };
    }

    /// <summary>What the input rails find in a message by itself, when it is not to be answered. Never throws for what a visitor writes.</summary>
    public IReadOnlyList<Verdict> Judge(UserTurn message) => Judge(message with { Normalized = normalizer.Normalize(message.Text) }, []);

    /// <summary>The verdicts on a message as far as it is read, and on the end of one that is longer.</summary>
    private IReadOnlyList<Verdict> Judge(UserTurn turn, List<string> notes) =>
        [.. inputRails.Check(turn, notes), .. MessageEnd.Of(turn.Text).SelectMany(end => inputRails.CheckEnd(turn with { Text = end, Normalized = normalizer.Normalize(end) }, notes))];

    private async Task<Answer> AnswerAsync(UserTurn turn, DialogueState dialogue, IReadOnlyList<Verdict> verdicts, Func<Reply, CancellationToken, Task>? show, List<string> notes, CancellationToken ct)
    {
        try
        {
            var mayGenerate = generated is not null && verdicts.All(verdict => verdict.Severity < Severity.SeeDoctor); // a flag's reply waits for no model
            var question = followUps.Resolve(turn.Normalized, dialogue);
            if (mayGenerate && rewrite is not null)
                question = await rewrite.ImproveAsync(turn, question, notes, ct).ConfigureAwait(false);
            var (passages, draft) = nextQuestions.Find(turn.Normalized) is { } offered
                ? (offered.Found, outputRails.Check(Sayable(offered.Draft, offered.Found, notes), offered.Found, notes))
                : await QuoteAsync(question, notes, ct).ConfigureAwait(false);
            if (draft is not { Sentences.Count: > 0 } && verdicts is [{ Severity: Severity.Decline }, ..] && await TellOfNamedAsync(question, notes, ct).ConfigureAwait(false) is { } general)
                (passages, draft) = general;
            if (verdicts.Any(verdict => verdict is { Latched: true, Severity: Severity.SeeDoctor or Severity.UrgentCare or Severity.Emergency }) && draft is not null)
                draft = UnderReminder.Sayable(draft, followUps.AsksOfOwnState(turn.Normalized, dialogue), notes);
            var isShown = false;
            if (mayGenerate && draft is { Sentences.Count: > 0 })
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

    private sealed record Answer(string? Question, IReadOnlyList<ScoredPassage> Passages, Draft? Draft, bool Failed)
    {
        public static readonly Answer None = new(null, [], null, Failed: false);

        /// <summary>Whether a part of it has been shown already.</summary>
        public bool IsShown { get; init; }
    }

    private static IReadOnlyList<string> Sections(IEnumerable<ScoredPassage> passages, int most) =>
        [.. passages.Select(found => found.Passage.Section).Distinct().Take(most)];
}

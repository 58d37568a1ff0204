using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Guardrails.Grounding;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Lets a model phrase what the extractive answer says. Each sentence is checked when it is complete and only then shown; one that
/// fails is dropped. Sentences are held back until one rests on what the extractive answer quotes, so nothing shown is ever taken back.
/// When nothing such comes, or anything fails, the extractive answer stands.
/// </summary>
public sealed class GroundedComposer(IAnswerGenerator generator, GroundingRail rail, OutputRails rails, GenerationLimits limits, TimeProvider time)
{
    private const int MaxProposed = 24;

    /// <summary>The model, for what else it is asked.</summary>
    public IAnswerGenerator Generator => generator;

    /// <summary>Its limits.</summary>
    public GenerationLimits Limits => limits;

    /// <summary>The extractive draft with generated sentences, or as it was.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="question">The question, complete in itself.</param>
    /// <param name="context">Passages found.</param>
    /// <param name="extractive">The extractive answer; it has sentences.</param>
    /// <param name="show">Takes the verified sentences so far, each time there is one more; null: nobody watches.</param>
    /// <param name="notes">Takes what happened.</param>
    /// <param name="ct">Cancels the turn.</param>
    public async Task<Draft> ComposeAsync(UserTurn turn, string question, IReadOnlyList<ScoredPassage> context, Draft extractive, Func<IReadOnlyList<GroundedSentence>, CancellationToken, Task>? show, List<string> notes, CancellationToken ct)
    {
        var record = new GenerationRecord();
        var passages = Offered(context, extractive);
        var verified = new Verified();
        string? fault = null;
        using var limit = new CancellationTokenSource(limits.Whole, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            // The limit holds even for a generator that does not listen to it.
            await CollectAsync(new GenerationRequest(turn.Conversation, question, passages, record), context, extractive, verified, show, both.Token)
                .WaitAsync(limits.Whole + TimeSpan.FromMilliseconds(250), time, ct).ConfigureAwait(false);
        }
        catch (GenerationException e)
        {
            fault = e.Message;
        }
#pragma warning disable CA1031 // Whatever a model or its client throws, the visitor gets an answer.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            fault = limit.IsCancellationRequested || e is TimeoutException ? "it took too long" : $"it failed ({e.GetType().Name})";
        }

        GroundedSentence[] shown;
        lock (verified)
        {
            verified.IsClosed = true; // what is verified from now on is neither said nor shown
            shown = Answers(verified, extractive) ? [.. verified] : [];
        }

        record.Outcome = Outcome(shown.Length, record, fault);
        notes.Add(record.Outcome);
        return extractive with { Generated = shown, Generation = record };
    }

    private async Task CollectAsync(GenerationRequest request, IReadOnlyList<ScoredPassage> context, Draft extractive, Verified verified, Func<IReadOnlyList<GroundedSentence>, CancellationToken, Task>? show, CancellationToken ct)
    {
        var proposed = 0;
        await foreach (var sentence in generator.ProposeAsync(request, ct).ConfigureAwait(false))
        {
            if (++proposed > MaxProposed)
                return;
            if (await CheckAsync(sentence, request, context, verified, ct).ConfigureAwait(false) is not { } grounded)
                continue;
            ct.ThrowIfCancellationRequested(); // what comes after the limit is not added
            GroundedSentence[] now;
            lock (verified)
            {
                if (verified.IsClosed)
                    return;
                verified.Add(grounded);
                now = [.. verified];
            }

            if (show is not null && Answers(now, extractive))
                await show(now, ct).ConfigureAwait(false);
            if (now.Length >= limits.MaxSentences)
                return;
        }
    }

    private async Task<GroundedSentence?> CheckAsync(ProposedSentence sentence, GenerationRequest request, IReadOnlyList<ScoredPassage> context, List<GroundedSentence> before, CancellationToken ct)
    {
        var cited = sentence.Passages.Distinct().Where(number => number >= 1 && number <= request.Passages.Count).Select(number => request.Passages[number - 1]).ToArray();
        var verdict = await rail.CheckAsync(sentence.Text, cited, ct).ConfigureAwait(false);
        if (verdict.IsGrounded && before.Any(other => other.Text == sentence.Text || other.Evidence.SequenceEqual(verdict.Evidence)))
            verdict = verdict with { Objection = "it has been said", Evidence = [] };
        else if (verdict.IsGrounded && Refers(sentence.Text) && (before.Count == 0 || before[^1].Evidence[^1].Passage.Id != verdict.Evidence[0].Passage.Id))
            verdict = verdict with { Objection = "it leans on a sentence that is not shown", Evidence = [] };
        else if (verdict.IsGrounded && !verdict.Evidence.All(WholeStatements.StandsAlone))
            verdict = verdict with { Objection = "it rests on a sentence that means something else without what stands around it", Evidence = [] };
        else if (verdict.IsGrounded && rails.Objection(new Draft([.. verdict.Evidence], []) { Generated = [new GroundedSentence(sentence.Text, verdict.Evidence)] }, context) is { } objection)
            verdict = verdict with { Objection = objection, Evidence = [] };
        request.Record.Verdicts.Add(verdict);
        return verdict.IsGrounded ? new GroundedSentence(sentence.Text, verdict.Evidence) : null;
    }

    /// <summary>Whether a sentence begins with a word that points back.</summary>
    private static bool Refers(string text) =>
        text.Split(' ', 2)[0] is "It" or "This" or "That" or "These" or "Those" or "They" or "Its" or "Their" or "Such" or "Then" or "There" or "Both";

    /// <summary>Whether the sentences answer: one of them rests on a sentence that the extractive answer quotes.</summary>
    private static bool Answers(IReadOnlyList<GroundedSentence> sentences, Draft extractive) =>
        sentences.SelectMany(sentence => sentence.Evidence).Any(extractive.Sentences.Contains);

    /// <summary>The passages the extractive answer quotes, then the best others: few, for a short prompt.</summary>
    private static Passage[] Offered(IReadOnlyList<ScoredPassage> context, Draft extractive) =>
        [.. extractive.Sentences.Select(quoted => quoted.Passage).Concat(context.Take(4).Select(found => found.Passage)).DistinctBy(passage => passage.Id).Take(6)];

    private static string Outcome(int shown, GenerationRecord record, string? fault)
    {
        var dropped = record.Verdicts.Count(verdict => !verdict.IsGrounded);
        var because = fault is null ? "" : $" The model's part ended early: {fault}.";
        return shown > 0 ? $"The model phrased the answer: {shown} sentences traced to the articles, {dropped} dropped.{because}"
            : fault is not null ? $"The articles are quoted, for the model gave no answer: {fault}."
            : record.Verdicts.Count == 0 ? "The articles are quoted, for the model proposed nothing."
            : $"The articles are quoted, for what could be traced of the model's sentences does not answer ({dropped} of {record.Verdicts.Count} dropped).";
    }

    private sealed class Verified : List<GroundedSentence>
    {
        public bool IsClosed { get; set; }
    }
}

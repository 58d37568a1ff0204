using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>Finds what the articles say to a question and quotes it; what an output rail objects to is left out.</summary>
public sealed class AnswerFinder(
    IPassageRetriever retriever,
    IAnswerComposer composer,
    OutputRails outputRails,
    AnswerOptions options,
    KeptDrafts kept,
    Comparisons comparisons,
    ArticleSubjects subjects,
    NamedSubjects named,
    AskedSections sections)
{
    /// <summary>What answers a question: of each of the things it compares or names side by side, or of all of it.</summary>
    /// <param name="question">The question, complete in itself.</param>
    /// <param name="notes">Takes what was left out.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>A draft without sentences where the articles do not answer.</returns>
    public async Task<FoundAnswer> FindAsync(string question, List<string> notes, CancellationToken ct) =>
        Checked(await CompareAsync(question, ct).ConfigureAwait(false) ?? await FindEachAsync(question, ct).ConfigureAwait(false) ?? await FindOrDescribeAsync(question, ct).ConfigureAwait(false), notes);

    /// <summary>The opening of a section that was offered; without sentences where the output rails leave none.</summary>
    public FoundAnswer Open(SectionOpening opening, List<string> notes) => Checked(new FoundAnswer(opening.Found, opening.Draft), notes);

    /// <summary>What the articles say in general of the illness or injury that a declined request names; null when it names none, or they say nothing of it.</summary>
    public async Task<FoundAnswer?> TellOfNamedAsync(string question, List<string> notes, CancellationToken ct)
    {
        if (comparisons.Named(question) is not { } illness || await FindAsync(illness, notes, ct).ConfigureAwait(false) is not { Draft.Sentences.Count: > 0 } found)
            return null;
        return found with { Draft = found.Draft with { Sentences = [.. found.Draft.Sentences.Take(Comparisons.MaxSentences)] } };
    }

    private FoundAnswer Checked(FoundAnswer found, List<string> notes) =>
        found with { Draft = outputRails.Check(Sayable(found.Draft, found.Passages, notes), found.Passages, notes) };

    /// <summary>What the articles say of each of two things; null when the question compares nothing, or they do not tell of both.</summary>
    private async Task<FoundAnswer?> CompareAsync(string question, CancellationToken ct)
    {
        if (comparisons.Sides(question) is not [var one, var other])
            return null;
        var first = await FindOrDescribeAsync(one, ct).ConfigureAwait(false);
        var second = await FindOrDescribeAsync(other, ct).ConfigureAwait(false);
        if (first.Draft.Sentences.Count == 0 || second.Draft.Sentences.Count == 0)
            return null;
        return Together([first, second]);
    }

    /// <summary>What the articles say of each of several things that a question names side by side; null when it names fewer, or they tell of none.</summary>
    private async Task<FoundAnswer?> FindEachAsync(string question, CancellationToken ct)
    {
        var found = new List<FoundAnswer>();
        foreach (var one in named.Each(question))
            if (await FindOrDescribeAsync(one, ct).ConfigureAwait(false) is { Draft.Sentences.Count: > 0 } told)
                found.Add(told);
        return found.Count == 0 ? null : Together(found);
    }

    /// <summary>Answers side by side, the first sentences of each.</summary>
    /// <param name="found">The answers, at least one.</param>
    public static FoundAnswer Together(IReadOnlyList<FoundAnswer> found)
    {
        QuotedSentence[] said = [.. found.SelectMany(one => one.Draft.Sentences.Take(Comparisons.MaxSentences)).Distinct()];
        return new FoundAnswer([.. found.SelectMany(one => one.Passages).DistinctBy(passage => passage.Passage.Id)],
            found[0].Draft with { Sentences = said, Proposed = said, Candidates = [.. found.SelectMany(one => one.Draft.Candidates)] });
    }

    /// <summary>What answers a question; where one asks what something is and no sentence defines it, what the articles say of it.</summary>
    private async Task<FoundAnswer> FindOrDescribeAsync(string question, CancellationToken ct)
    {
        var found = await LookUpAsync(question, ct).ConfigureAwait(false);
        return found.Draft.Sentences.Count == 0 && comparisons.Defined(question) is { } named ? await LookUpAsync(named, ct).ConfigureAwait(false) : found;
    }

    private async Task<FoundAnswer> LookUpAsync(string question, CancellationToken ct)
    {
        if (kept.Find(question) is { } held)
            return held;
        var passages = await retriever.RetrieveAsync(question, options.TopK, subjects.Scope(question), ct).ConfigureAwait(false);
        var found = WithAskedSection(question, new FoundAnswer(passages, await composer.ComposeAsync(question, passages, ct).ConfigureAwait(false)));
        kept.Keep(question, found);
        return found;
    }

    /// <summary>What was found, or the opening of the section that the question asks for, where no sentence of it was.</summary>
    private FoundAnswer WithAskedSection(string question, FoundAnswer found)
    {
        if (sections.Of(question, found.Passages) is not { } asked || found.Draft.Sentences.Any(quoted => asked.Passages.Any(passage => passage.Id == quoted.Passage.Id)))
            return found;
        return found with { Draft = asked.Draft with { Decision = found.Draft.Decision, Candidates = [.. asked.Draft.Candidates, .. found.Draft.Candidates] } };
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
}

/// <summary>What was found for a question.</summary>
/// <param name="Passages">The passages, best first.</param>
/// <param name="Draft">What is quoted of them; without sentences where they do not answer.</param>
public sealed record FoundAnswer(IReadOnlyList<ScoredPassage> Passages, Draft Draft);

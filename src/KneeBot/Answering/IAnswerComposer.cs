using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>Puts an answer together from retrieved passages.</summary>
public interface IAnswerComposer
{
    /// <summary>Composes an answer to the question.</summary>
    /// <param name="question">The question, complete in itself (follow-ups are resolved before).</param>
    /// <param name="context">Passages found for it, best first.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <returns>The sentences to say, or a draft without sentences when the articles do not answer this.</returns>
    Task<Draft> ComposeAsync(string question, IReadOnlyList<ScoredPassage> context, CancellationToken ct = default);
}

/// <summary>What a composer proposes to say.</summary>
/// <param name="Sentences">Sentences in the order they are said; empty when the articles do not answer the question.</param>
/// <param name="Candidates">What was considered, with scores and reasons, best first.</param>
public sealed record Draft(IReadOnlyList<QuotedSentence> Sentences, IReadOnlyList<SentenceCandidate> Candidates)
{
    /// <summary>The decision to answer with the signals behind it; null when the composer makes none.</summary>
    public AnswerDecision? Decision { get; init; }

    /// <summary>The sentences that would be said if the decision were to answer.</summary>
    public IReadOnlyList<QuotedSentence> Proposed { get; init; } = [];

    /// <summary>Whether the question only describes ("a lump") what the sentences are about, so that they speak of one possibility among others.</summary>
    public bool IsOnePossibility { get; init; }

    /// <summary>Whether what was found is not said, for it might be taken as reassurance: the reminder of a flag stands alone.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>What a language model says instead, traced to the articles; empty when the sentences are quoted as they stand.</summary>
    public IReadOnlyList<GroundedSentence> Generated { get; init; } = [];

    /// <summary>What happened between KneeBot and the model; null when none was asked.</summary>
    public GenerationRecord? Generation { get; init; }

    /// <summary>The passage of the best sentence that is said; null when nothing is.</summary>
    public Passage? Best => Candidates.Where(candidate => Sentences.Any(said => Says(said, candidate))).MaxBy(candidate => candidate.Score) is { } best
        ? Sentences.First(said => said.Passage.Id == best.Passage).Passage
        : null;

    private static bool Says(QuotedSentence said, SentenceCandidate candidate) => said.Passage.Id == candidate.Passage && said.Text == candidate.Text;

    /// <summary>A draft that says nothing.</summary>
    public static Draft Nothing(IReadOnlyList<SentenceCandidate> candidates) => new([], candidates);
}

/// <summary>A sentence to be said, and the passage it is quoted from.</summary>
public sealed record QuotedSentence(Passage Passage, Sentence Sentence)
{
    private string? _text;

    /// <summary>A copy, which may become another sentence, reads its text anew.</summary>
    private QuotedSentence(QuotedSentence other) => (Passage, Sentence) = (other.Passage, other.Sentence);

    /// <summary>The sentence, verbatim.</summary>
    public string Text => _text ??= Passage.Quote(Sentence);

    /// <summary>Whether both are the same place of the same passage.</summary>
    public bool Equals(QuotedSentence? other) => other is not null && Passage.Id == other.Passage.Id && Sentence == other.Sentence;

    public override int GetHashCode() => HashCode.Combine(Passage.Id, Sentence.Index);
}

/// <summary>A sentence that was considered for an answer.</summary>
/// <param name="Passage">Where it stands.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Score">How well it answers; comparable within one answer.</param>
/// <param name="Fate">"chosen", or why it lost.</param>
public sealed record SentenceCandidate(PassageId Passage, string Text, double Score, string Fate);

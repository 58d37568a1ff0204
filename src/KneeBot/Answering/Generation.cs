using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Guardrails.Grounding;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>A language model that phrases answers. Nothing it says is shown unless the grounding rail traces it to a passage.</summary>
public interface IAnswerGenerator
{
    /// <summary>Sentences as the model completes them. Ends when it has said all, or throws <see cref="GenerationException"/>.</summary>
    IAsyncEnumerable<ProposedSentence> ProposeAsync(GenerationRequest request, CancellationToken ct);

    /// <summary>A follow-up made complete in itself, for retrieval; null when there is none in time. Never throws but for cancellation.</summary>
    Task<string?> RewriteAsync(string conversation, string message, string about, CancellationToken ct);

    /// <summary>The urgency a model sees in a message; <see cref="Severity.Allow"/> when it sees none or fails. Never throws but for cancellation.</summary>
    Task<Severity> JudgeAsync(string conversation, string message, CancellationToken ct);
}

/// <summary>What is asked of a model.</summary>
/// <param name="Conversation">The dialogue, for its token budget.</param>
/// <param name="Question">The question, complete in itself.</param>
/// <param name="Passages">The passages it may speak from, best first; it cites them by number, from 1.</param>
/// <param name="Record">Takes what was sent and received, for <c>ask --explain</c>.</param>
public sealed record GenerationRequest(string Conversation, string Question, IReadOnlyList<Passage> Passages, GenerationRecord Record);

/// <summary>A sentence a model proposes.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Passages">Numbers of the passages that say it, as the model claims.</param>
public sealed record ProposedSentence(string Text, IReadOnlyList<int> Passages);

/// <summary>Why a model gave no (more) sentences, in words for a trace: no secret, no user text, no address beyond the host.</summary>
public sealed class GenerationException : Exception
{
    public GenerationException() { }

    public GenerationException(string message) : base(message) { }

    public GenerationException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>What happened between KneeBot and the model in one turn. Holds user text: never logged.</summary>
public sealed class GenerationRecord
{
    /// <summary>The prompt as sent; empty when none was.</summary>
    public string Prompt { get; set; } = "";

    /// <summary>What the model wrote, word for word.</summary>
    public string Raw { get; set; } = "";

    /// <summary>The rail's verdict on each proposed sentence, in order.</summary>
    public IList<GroundingVerdict> Verdicts { get; } = [];

    /// <summary>What came of it, as a sentence.</summary>
    public string Outcome { get; set; } = "";
}

/// <summary>A sentence of a generated answer and the sentences of the articles that say it.</summary>
public sealed record GroundedSentence(string Text, IReadOnlyList<QuotedSentence> Evidence);

/// <summary>How generated answers behave in the engine.</summary>
/// <param name="Whole">Longest time for an answer; then what is verified stands, or the extractive answer.</param>
/// <param name="MaxSentences">Most sentences.</param>
/// <param name="Rewrite">Longest wait for a rewritten follow-up; zero: none is asked for.</param>
/// <param name="SecondOpinion">Whether the model is asked for red flags the rules missed.</param>
public sealed record GenerationLimits(TimeSpan Whole, int MaxSentences, TimeSpan Rewrite, bool SecondOpinion);

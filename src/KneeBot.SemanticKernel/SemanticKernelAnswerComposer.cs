using System.Runtime.CompilerServices;
using System.Text.Json;
using KneeBot.Answering;
using KneeBot.Guardrails;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace KneeBot.SemanticKernel;

/// <summary>
/// Composes answers with a chat model over Semantic Kernel. It only proposes: the engine's grounding rail decides what is shown.
/// No tools, no functions, no memory. Every fault ends in a <see cref="GenerationException"/> within the limits.
/// </summary>
public sealed class SemanticKernelAnswerComposer : IAnswerGenerator, IDisposable
{
    private const int ShortAnswer = 100;

    private readonly GenerationOptions _options;
    private readonly IChatCompletionService _chat;
    private readonly TimeProvider _time;
    private readonly TokenBudget _budget;
    private readonly FaultBreaker _breaker;
    private readonly SemaphoreSlim _places;

    /// <param name="chat">The chat service.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Clock; null: the system's.</param>
    public SemanticKernelAnswerComposer(IChatCompletionService chat, GenerationOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_chat, _options, _time) = (chat, options, time ?? TimeProvider.System);
        _budget = new TokenBudget(options.TokensPerConversation, options.TokensPerDay, _time);
        _breaker = new FaultBreaker(options.BreakAfter, TimeSpan.FromSeconds(options.BreakSeconds), _time);
        _places = new SemaphoreSlim(options.Concurrency, options.Concurrency);
    }

    /// <summary>What the engine needs to know of the options.</summary>
    public static GenerationLimits Limits(GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(TimeSpan.FromMilliseconds(options.WholeMs), options.MaxSentences, TimeSpan.FromMilliseconds(options.RewriteMs), options.SecondOpinion);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ProposedSentence> ProposeAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var prompt = AnswerPrompt.Answer(request);
        request.Record.Prompt = AnswerPrompt.Text(prompt);
        var stream = new SentenceStream();
        await foreach (var piece in ChatAsync(request.Conversation, prompt, _options.MaxAnswerTokens, ct).ConfigureAwait(false))
        {
            // One piece may complete several sentences and then turn out to be no JSON: those before the fault still count.
            using var sentences = stream.Take(piece).GetEnumerator();
            while (Next(sentences, stream, request))
                yield return sentences.Current;
            if (!stream.IsComplete)
                continue;
            _breaker.Succeeded();
            yield break;
        }

        request.Record.Raw = stream.Raw;
        if (!stream.IsComplete)
        {
            _breaker.Failed();
            throw new GenerationException(stream.Raw.Length == 0 ? "it wrote nothing" : "its answer breaks off");
        }
    }

    /// <inheritdoc />
    public async Task<string?> RewriteAsync(string conversation, string message, string about, CancellationToken ct) =>
        await WholeAsync(conversation, AnswerPrompt.Rewrite(message, about), ct).ConfigureAwait(false) is { Length: > 0 } text ? text.Trim() : null;

    /// <inheritdoc />
    public async Task<Severity> JudgeAsync(string conversation, string message, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.WholeMs), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var text = await WholeAsync(conversation, AnswerPrompt.Judge(message), both.Token).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(text ?? "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("urgency", out var urgency) && urgency.ValueKind == JsonValueKind.String
                ? urgency.GetString() switch
                {
                    "see-doctor" => Severity.SeeDoctor,
                    "urgent" => Severity.UrgentCare,
                    "emergency" => Severity.Emergency,
                    "crisis" => Severity.Crisis,
                    _ => Severity.Allow,
                }
                : Severity.Allow;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Severity.Allow;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    private bool Next(IEnumerator<ProposedSentence> sentences, SentenceStream stream, GenerationRequest request)
    {
        try
        {
            return sentences.MoveNext();
        }
        catch (GenerationException)
        {
            _breaker.Failed();
            throw;
        }
        finally
        {
            request.Record.Raw = stream.Raw;
        }
    }

    /// <summary>A short answer as a whole; null when there is none.</summary>
    private async Task<string?> WholeAsync(string conversation, ChatHistory prompt, CancellationToken ct)
    {
        var text = new System.Text.StringBuilder();
        try
        {
            await foreach (var piece in ChatAsync(conversation, prompt, ShortAnswer, ct).ConfigureAwait(false))
                if (text.Append(piece).Length > 2_000)
                    return null;
            _breaker.Succeeded();
            return text.ToString();
        }
        catch (GenerationException)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<string> ChatAsync(string conversation, ChatHistory prompt, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!await _places.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            throw new GenerationException("too many answers are being generated at once");
        var reserved = TokenBudget.Estimate(prompt.Sum(message => message.Content?.Length ?? 0)) + most;
        var written = 0;
        var isBooked = false;
        PieceReader? pieces = null;
        try
        {
            _breaker.Enter();
            _budget.Reserve(conversation, reserved);
            isBooked = true;
            var settings = new OpenAIPromptExecutionSettings { Temperature = 0, MaxTokens = most };
            pieces = new PieceReader(token => _chat.GetStreamingChatMessageContentsAsync(prompt, settings, kernel: null, token), TimeSpan.FromMilliseconds(_options.FirstByteMs), _time, ct);
            while (await NextAsync(pieces).ConfigureAwait(false) is { } piece)
            {
                written += piece.Length;
                if (piece.Length > 0)
                    yield return piece;
            }
        }
        finally
        {
            pieces?.End();
            if (isBooked)
            {
                _budget.Settle(conversation, reserved, reserved - most + Math.Min(most, TokenBudget.Estimate(written)));
                _breaker.Left();
            }

            _places.Release();
        }
    }

    /// <summary>The next piece; null at the end. Faults become words here.</summary>
    private async Task<string?> NextAsync(PieceReader pieces)
    {
        try
        {
            return await pieces.NextAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A client of somebody else's: whatever it throws is said in words.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _breaker.Failed(); // also when the whole answer's limit ended it, or a visitor who left: that is rare
            throw ModelFault.Explain(e);
        }
    }
}

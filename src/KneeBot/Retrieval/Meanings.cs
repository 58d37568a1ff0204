using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace KneeBot.Retrieval;

/// <summary>
/// Similarity of meaning by an optional sentence encoder: vectors of questions and of the articles' texts, kept once made.
/// An encoder that is missing, slow or broken never breaks an answer: then the words alone decide.
/// </summary>
/// <param name="encoder">Makes the vectors; null: none, every similarity is null.</param>
/// <param name="time">Clock.</param>
/// <param name="questionPrefix">What the encoder wants in front of a question; may be empty.</param>
/// <param name="cache">Vectors kept between runs; null: in memory only.</param>
/// <param name="adapter">Turns questions towards their answers; null: none.</param>
public sealed class Meanings(IEmbeddingGenerator<string, Embedding<float>>? encoder, TimeProvider time, string questionPrefix = "", EmbeddingCache? cache = null, QuestionAdapter? adapter = null)
{
    /// <summary>Longest wait for a question's vector.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(2_000);

    private const int QuestionsKept = 500, BatchSize = 32;

    private readonly ConcurrentDictionary<string, ReadOnlyMemory<float>> _texts = new(StringComparer.Ordinal);
    private readonly KeptByText<ReadOnlyMemory<float>> _questions = new(QuestionsKept);

    private Meanings(Meanings other, IEmbeddingGenerator<string, Embedding<float>>? encoder, TimeProvider time, string questionPrefix, EmbeddingCache? cache, QuestionAdapter? adapter)
        : this(encoder, time, questionPrefix, cache, adapter) => (_texts, _questions) = (other._texts, other._questions);

    /// <summary>The same vectors with another adapter.</summary>
    internal Meanings With(QuestionAdapter? other) => new(this, encoder, time, questionPrefix, cache, other);

    /// <summary>Turns a question's vector towards the sentences that answer it; null: none for this encoder.</summary>
    public QuestionAdapter? Adapter => adapter;

    /// <summary>Whether there is an encoder.</summary>
    public bool IsOn => encoder is not null;

    /// <summary>A question's vector, of length 1; null without an encoder, or when it fails or is slow.</summary>
    public async Task<ReadOnlyMemory<float>?> OfQuestionAsync(string question, CancellationToken ct = default)
    {
        if (encoder is null || string.IsNullOrWhiteSpace(question))
            return null;
        if (_questions.TryGet(question, out var known))
            return known;
        try
        {
            var made = await Task.Run(() => encoder.GenerateAsync([questionPrefix + question], cancellationToken: ct), ct).WaitAsync(Limit, time, ct).ConfigureAwait(false);
            return _questions.Keep(question, Unit(made[0].Vector));
        }
#pragma warning disable CA1031 // The encoder is an extra signal: without it the words alone decide.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The vectors of texts of the articles, each of length 1, in order; null without an encoder, or when it fails.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>?> OfTextsAsync(IReadOnlyList<string> texts, CancellationToken ct = default)
    {
        if (encoder is null)
            return null;
        try
        {
            foreach (var batch in texts.Where(text => !_texts.ContainsKey(text)).Distinct(StringComparer.Ordinal).Chunk(BatchSize))
                await EncodeAsync(batch, ct).ConfigureAwait(false);
            return [.. texts.Select(text => _texts[text])];
        }
#pragma warning disable CA1031 // As above.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The vector of a text that was made before; null when it was not: nobody waits for it in a turn.</summary>
    public ReadOnlyMemory<float>? OfKnownText(string text) => _texts.TryGetValue(text, out var vector) ? vector : null;

    /// <summary>How near two vectors of length 1 are: -1 to 1.</summary>
    public static float Similarity(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) =>
        a.Length == b.Length ? TensorPrimitives.Dot(a.Span, b.Span) : 0;

    private async Task EncodeAsync(string[] batch, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var text in batch)
        {
            if (cache?.Find(text) is { } kept)
                _texts[text] = kept;
            else
                missing.Add(text);
        }

        if (missing.Count == 0)
            return;
        var made = await encoder!.GenerateAsync(missing, cancellationToken: ct).ConfigureAwait(false);
        for (var i = 0; i < missing.Count; i++)
        {
            _texts[missing[i]] = Unit(made[i].Vector);
            cache?.Add(missing[i], _texts[missing[i]]);
        }
    }

    private static ReadOnlyMemory<float> Unit(ReadOnlyMemory<float> vector)
    {
        var length = TensorPrimitives.Norm(vector.Span);
        if (length is 0 or (> 0.9999f and < 1.0001f))
            return vector;
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector.Span, length, unit);
        return unit;
    }
}

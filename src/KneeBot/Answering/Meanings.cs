using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace KneeBot.Answering;

/// <summary>Similarity of meaning by an optional sentence encoder. One that is missing, slow or broken never breaks an answer.</summary>
public sealed class Meanings(IEmbeddingGenerator<string, Embedding<float>>? encoder, TimeProvider time)
{
    /// <summary>Longest wait for the encoder in one turn.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(2_000);

    private const int CacheLimit = 50_000;

    private readonly ConcurrentDictionary<string, ReadOnlyMemory<float>> _cache = new(StringComparer.Ordinal);

    /// <summary>Cosine of a question with each text; null without an encoder, or when it fails.</summary>
    public async Task<float[]?> CompareAsync(string question, IReadOnlyList<string> texts, CancellationToken ct)
    {
        if (encoder is null)
            return null;
        try
        {
            var missing = texts.Where(text => !_cache.ContainsKey(text)).Distinct().ToArray();
            var made = await encoder.GenerateAsync([question, .. missing], cancellationToken: ct).WaitAsync(Limit, time, ct).ConfigureAwait(false);
            if (_cache.Count > CacheLimit)
                _cache.Clear();
            var fresh = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
            for (var i = 0; i < missing.Length; i++)
                _cache[missing[i]] = fresh[missing[i]] = made[i + 1].Vector;
            return [.. texts.Select(text => Cosine(made[0].Vector.Span, (_cache.TryGetValue(text, out var known) ? known : fresh[text]).Span))];
        }
#pragma warning disable CA1031 // The encoder is an extra signal: without it the words alone decide.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static float Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, squareA = 0, squareB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            dot += a[i] * b[i];
            squareA += a[i] * a[i];
            squareB += b[i] * b[i];
        }

        return squareA == 0 || squareB == 0 ? 0 : (float)(dot / Math.Sqrt(squareA * squareB));
    }
}

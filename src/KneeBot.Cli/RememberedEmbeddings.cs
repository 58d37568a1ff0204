using Microsoft.Extensions.AI;

namespace KneeBot.Cli;

/// <summary>An encoder that makes the vector of a text once, however often it is asked for: training puts the same texts to it in every round.</summary>
internal sealed class RememberedEmbeddings(IEmbeddingGenerator<string, Embedding<float>> encoder) : DelegatingEmbeddingGenerator<string, Embedding<float>>(encoder)
{
    private readonly Dictionary<string, Embedding<float>> _known = new(StringComparer.Ordinal);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        string[] unknown;
        lock (_known)
            unknown = [.. texts.Where(text => !_known.ContainsKey(text)).Distinct(StringComparer.Ordinal)];
        var made = unknown.Length == 0 ? [] : await base.GenerateAsync(unknown, options, cancellationToken).ConfigureAwait(false);
        lock (_known)
        {
            for (var i = 0; i < unknown.Length; i++)
                _known[unknown[i]] = made[i];
            return [.. texts.Select(text => _known[text])];
        }
    }
}

using Microsoft.Extensions.AI;

namespace KneeBot.Semantics;

/// <summary>A sentence encoder that computes on the calling thread, without a network: a text becomes a vector of unit length.</summary>
public abstract class LocalEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly int _dimensions;

    private protected LocalEncoder(string modelId, int dimensions) => (_metadata, _dimensions) = (new("KneeBot", providerUri: null, modelId, dimensions), dimensions);

    /// <summary>The embedding of one text: as many floats as the model has dimensions, of unit length.</summary>
    public abstract float[] Embed(string text);

    /// <summary>
    /// The embeddings of the texts, in their order, each independent of the others. Computed on the calling thread
    /// (some milliseconds a text); cancellation is noticed between two texts.
    /// </summary>
    /// <exception cref="ArgumentException">A text is null, or the options ask for other than the model's dimensions.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if ((options?.Dimensions ?? _dimensions) != _dimensions)
            throw new ArgumentException($"This model has {_dimensions} dimensions, not {options!.Dimensions}.", nameof(options));
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            if (cancellationToken.IsCancellationRequested)
                return Task.FromCanceled<GeneratedEmbeddings<Embedding<float>>>(cancellationToken);
            embeddings.Add(new(Embed(text)) { ModelId = _metadata.DefaultModelId });
        }

        return Task.FromResult(embeddings);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Nothing to release: the weights are managed memory.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}

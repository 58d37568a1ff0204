using Microsoft.Extensions.AI;

namespace KneeBot.Tests.Support;

/// <summary>A tiny encoder: a text's vector counts its pairs of letters, so that a misspelling lies near the word.</summary>
internal sealed class LetterPairs : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Dimensions = 27 * 27;

    public List<string> Seen { get; } = [];

    public bool Breaks { get; init; }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Breaks)
            throw new InvalidOperationException("broken");
        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            Seen.Add(text);
            var vector = new float[Dimensions];
            var letters = text.ToLowerInvariant();
            for (var i = 0; i + 1 < letters.Length; i++)
                vector[Place(letters[i]) * 27 + Place(letters[i + 1])]++;
            made.Add(new Embedding<float>(vector));
        }

        return Task.FromResult(made);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static int Place(char c) => c is >= 'a' and <= 'z' ? c - 'a' : 26;
}

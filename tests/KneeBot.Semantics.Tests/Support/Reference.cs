using System.Numerics.Tensors;
using System.Text.Json;

namespace KneeBot.Semantics.Tests.Support;

/// <summary>A text with the pieces and the embedding that the original gives it.</summary>
public sealed record Reference(string Text, int[] Pieces, float[] Embedding)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>By the Universal Sentence Encoder Lite; made by reference/reference.mjs.</summary>
    public static IReadOnlyList<Reference> All { get; } = Load("reference.json");

    /// <summary>By arctic-embed-xs; made by reference/arctic.cs.</summary>
    public static IReadOnlyList<Reference> Arctic { get; } = Load("arctic-reference.json");

    public double CosineTo(float[] embedding) => TensorPrimitives.CosineSimilarity(Embedding, embedding);

    private static Reference[] Load(string name)
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Reference[]>(stream, Options)!;
    }
}

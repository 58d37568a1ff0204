using System.Numerics.Tensors;
using System.Text.Json;

namespace KneeBot.Semantics.Tests.Support;

/// <summary>A text with the pieces and the embedding that the original gives it; made by reference/reference.mjs.</summary>
public sealed record Reference(string Text, int[] Pieces, float[] Embedding)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Reference> All { get; } = Load();

    public double CosineTo(float[] embedding) => TensorPrimitives.CosineSimilarity(Embedding, embedding);

    private static Reference[] Load()
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream("reference.json")!;
        return JsonSerializer.Deserialize<Reference[]>(stream, Options)!;
    }
}

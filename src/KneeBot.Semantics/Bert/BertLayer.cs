using System.Numerics.Tensors;
using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics.Bert;

/// <summary>One post-norm transformer layer: attention, then a two-matrix feed-forward network, each added to its input and normalised.</summary>
internal sealed record BertLayer(
    IntegerMatrix QueryKeyValue,
    IntegerMatrix AttentionOutput,
    LayerNorm AttentionNorm,
    IntegerMatrix Expand,
    IntegerMatrix Contract,
    LayerNorm OutputNorm)
{
    private const int Width = BertShape.Width;

    /// <summary>Weights of the four matrices.</summary>
    public const int Weights = (4 * Width * Width) + (2 * Width * BertShape.HiddenWidth);

    /// <summary>Floats of working space that <see cref="Apply"/> needs at most.</summary>
    public static int WorkingSpace(int rows) => (rows * (BertShape.HiddenWidth + (2 * Width))) + Attention.WorkingSpace(rows, Width, BertShape.Heads);

    /// <summary>Replaces the state by the layer's output.</summary>
    /// <param name="state">Row-major [rows, 384], rows being the pieces padded to whole tiles.</param>
    /// <param name="pieces">How many of the rows are pieces.</param>
    /// <param name="wanted">How many rows, from the first, the caller needs afterwards; a multiple of <see cref="Tile.Rows"/>. Fewer cost less.</param>
    /// <param name="working">At least <see cref="WorkingSpace"/> floats.</param>
    /// <param name="rounded">Room for as many bytes as the rows have in the widest matrix, 1,536 each.</param>
    public void Apply(Span<float> state, int pieces, int wanted, Span<float> working, Span<byte> rounded)
    {
        var rows = state.Length / Width;
        var projectedLength = Math.Max(rows * 3 * Width, wanted * BertShape.HiddenWidth);
        var mixedLength = wanted * Width;
        var projected = working[..projectedLength];
        var mixed = working.Slice(projectedLength, mixedLength);
        var change = working.Slice(projectedLength + mixedLength, mixedLength);

        QueryKeyValue.Multiply(state, rows, projected, rounded);
        Attention.Mix(projected[..(rows * 3 * Width)], pieces, wanted, BertShape.Heads, mixed, working[(projectedLength + (2 * mixedLength))..]);
        AttentionOutput.Multiply(mixed, wanted, change, rounded);
        var kept = state[..mixedLength];
        TensorPrimitives.Add(kept, change, mixed);
        AttentionNorm.Apply(mixed, kept);

        var hidden = projected[..(wanted * BertShape.HiddenWidth)];
        Expand.Multiply(kept, wanted, hidden, rounded);
        Gelu.Apply(hidden);
        Contract.Multiply(hidden, wanted, change, rounded);
        TensorPrimitives.Add(kept, change, mixed);
        OutputNorm.Apply(mixed, kept);
    }
}

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

    /// <summary>Replaces the state by the layer's output.</summary>
    /// <param name="state">Row-major [rows, 384], rows being the pieces padded to whole tiles.</param>
    /// <param name="pieces">How many of the rows are pieces.</param>
    /// <param name="wanted">How many rows, from the first, the caller needs afterwards; a multiple of <see cref="Tile.Rows"/>. Fewer cost less.</param>
    public void Apply(Span<float> state, int pieces, int wanted)
    {
        var rows = state.Length / Width;
        var projectedLength = Math.Max(rows * 3 * Width, wanted * BertShape.HiddenWidth);
        var mixedLength = wanted * Width;
        var working = Attention.WorkingSpace(Math.Max(rows, wanted), Width, BertShape.Heads);
        var rented = EncodingRoom.Floats.Rent(projectedLength + (2 * mixedLength) + working);
        var projected = rented.AsSpan(0, projectedLength);
        var mixed = rented.AsSpan(projectedLength, mixedLength);
        var change = rented.AsSpan(projectedLength + mixedLength, mixedLength);

        QueryKeyValue.Multiply(state, rows, projected);
        Attention.Mix(projected[..(rows * 3 * Width)], pieces, wanted, BertShape.Heads, mixed, rented.AsSpan(projectedLength + (2 * mixedLength), working));
        AttentionOutput.Multiply(mixed, wanted, change);
        var kept = state[..mixedLength];
        TensorPrimitives.Add(kept, change, mixed);
        AttentionNorm.Apply(mixed, kept);

        var hidden = projected[..(wanted * BertShape.HiddenWidth)];
        Expand.Multiply(kept, wanted, hidden);
        Gelu.Apply(hidden);
        Contract.Multiply(hidden, wanted, change);
        TensorPrimitives.Add(kept, change, mixed);
        OutputNorm.Apply(mixed, kept);
        EncodingRoom.Floats.Return(rented);
    }
}

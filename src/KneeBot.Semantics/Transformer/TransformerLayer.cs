using System.Numerics.Tensors;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// One pre-norm transformer layer: attention, then a two-matrix feed-forward network, each with a residual connection.
/// </summary>
/// <remarks>Residual widens the input for the residual connection; it is null when input and output are equally wide.</remarks>
internal sealed record TransformerLayer(
    LayerNorm AttentionNorm,
    PackedMatrix QueryKeyValue,
    PackedMatrix AttentionOutput,
    PackedMatrix? Residual,
    LayerNorm FeedForwardNorm,
    PackedMatrix Expand,
    PackedMatrix Contract)
{
    /// <summary>Width of every layer's output, in floats.</summary>
    public const int Width = 512;

    /// <summary>How many heads attention has.</summary>
    public const int Heads = 4;

    /// <summary>Width of the feed-forward network's hidden layer, and of layer 1's queries, keys and values together.</summary>
    public const int HiddenWidth = 1536;

    /// <summary>The attention half: <paramref name="state"/> = residual(input) + attention(norm(input)).</summary>
    /// <param name="input">Row-major [rows, QueryKeyValue.Inputs]; may be <paramref name="state"/> when that is as wide.</param>
    /// <param name="pieces">How many of the rows are pieces.</param>
    /// <param name="state">Row-major [rows, Width].</param>
    /// <param name="space">Where the intermediate results go.</param>
    public void Attend(ReadOnlySpan<float> input, int pieces, Span<float> state, in LayerSpace space)
    {
        var rows = state.Length / Width;
        var width = QueryKeyValue.Inputs;
        var narrow = space.Narrow[..(rows * width)];
        var projected = space.Hidden[..(rows * 3 * width)];
        AttentionNorm.Apply(input, narrow);
        QueryKeyValue.Multiply(narrow, rows, projected);
        Attention.Mix(projected, pieces, rows, Heads, narrow, space.Attention);
        AttentionOutput.Multiply(narrow, rows, space.Change);
        if (Residual is not null)
            Residual.Multiply(input, rows, state);
        else if (!input.Overlaps(state))
            input.CopyTo(state);
        TensorPrimitives.Add(state, space.Change, state);
    }

    /// <summary>The first half of the feed-forward network: <see cref="LayerSpace.Hidden"/> = max(0, norm(state)·Expand).</summary>
    public void FillHidden(ReadOnlySpan<float> state, in LayerSpace space)
    {
        FeedForwardNorm.Apply(state, space.Narrow);
        Expand.Multiply(space.Narrow, state.Length / Width, space.Hidden);
        TensorPrimitives.Max(space.Hidden, 0f, space.Hidden);
    }

    /// <summary>The second half: <paramref name="state"/> += hidden·Contract.</summary>
    public void AddHidden(Span<float> state, in LayerSpace space)
    {
        Contract.Multiply(space.Hidden, state.Length / Width, space.Change);
        TensorPrimitives.Add(state, space.Change, state);
    }
}

using System.Runtime.InteropServices;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// A weight matrix [inputs, outputs] with its bias [outputs], applied to rows: y = x·W + b.
/// The weights lie in panels of <see cref="Tile.Columns"/> outputs, so that the product streams through memory in order.
/// </summary>
internal sealed class PackedMatrix
{
    private const int CacheLine = 64;

    private readonly Memory<float> _panels;
    private readonly float[] _bias;

    /// <param name="weights">Row-major [inputs, outputs]; outputs is a multiple of <see cref="Tile.Columns"/>.</param>
    /// <param name="bias">One value for each output.</param>
    public PackedMatrix(ReadOnlySpan<float> weights, float[] bias)
    {
        Outputs = bias.Length;
        Inputs = weights.Length / Outputs;
        _bias = bias;
        _panels = AllocateAligned(weights.Length);
        Pack(weights);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <param name="input">Row-major [rowCount, Inputs].</param>
    /// <param name="rowCount">A multiple of <see cref="Tile.Rows"/>; pad with rows of any finite content.</param>
    /// <param name="output">Row-major [rowCount, Outputs].</param>
    public void Multiply(ReadOnlySpan<float> input, int rowCount, Span<float> output)
    {
        ReadOnlySpan<float> panels = _panels.Span;
        for (var column = 0; column < Outputs; column += Tile.Columns)
        {
            Tile.Multiply(
                new(input, Inputs),
                new(panels.Slice(column * Inputs, Inputs * Tile.Columns), Tile.Columns),
                _bias.AsSpan(column, Tile.Columns),
                output[column..],
                Outputs,
                rowCount,
                Inputs);
        }
    }

    private void Pack(ReadOnlySpan<float> weights)
    {
        for (var column = 0; column < Outputs; column += Tile.Columns)
        {
            var panel = _panels.Span[(column * Inputs)..];
            for (var input = 0; input < Inputs; input++)
                weights.Slice((input * Outputs) + column, Tile.Columns).CopyTo(panel[(input * Tile.Columns)..]);
        }
    }

    /// <summary>Pinned, so that it stays aligned: a vector across two cache lines takes two loads.</summary>
    private static Memory<float> AllocateAligned(int length)
    {
        const int Slack = CacheLine / sizeof(float);
        var array = GC.AllocateUninitializedArray<float>(length + Slack, pinned: true);
        var offset = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & (CacheLine - 1)) / sizeof(float);
        return array.AsMemory(offset, length);
    }
}

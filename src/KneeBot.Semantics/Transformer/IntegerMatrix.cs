using System.Buffers;
using System.Numerics.Tensors;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// A weight matrix [inputs, outputs] with its bias [outputs], applied to rows: y = x·W + b, in integers. A weight is a signed byte times
/// its column's scale, a row of x bytes between its least and its largest value: a quarter of the memory of single precision and up to
/// four times the products in a processor's step, for an error of about a hundredth, which averages out over many products.
/// </summary>
internal sealed class IntegerMatrix
{
    private const int Panel = IntegerKernel.Columns, Group = IntegerKernel.Group;

    private readonly Memory<sbyte> _panels;
    private readonly float[] _scales;
    private readonly float[] _sums;
    private readonly float[] _bias;

    /// <param name="panels">The steps of the weights [inputs, outputs], both multiples of 32: 16 columns side by side, four inputs of each together.</param>
    /// <param name="scales">What a step of each column is worth.</param>
    /// <param name="bias">One value for each output.</param>
    public IntegerMatrix(Memory<sbyte> panels, float[] scales, float[] bias)
    {
        Outputs = bias.Length;
        Inputs = panels.Length / Outputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(Outputs % Tile.Columns, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Inputs % Tile.Columns, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(panels.Length, Inputs * Outputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(scales.Length, Outputs);
        (_panels, _scales) = (panels, scales);
        _sums = _bias = new float[Outputs];
        (_sums, _bias) = (Sums(), bias);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <param name="input">Row-major [rowCount, Inputs].</param>
    /// <param name="rowCount">A multiple of <see cref="Tile.Rows"/>; pad with rows of any finite content.</param>
    /// <param name="output">Row-major [rowCount, Outputs].</param>
    /// <param name="rounded">Room for the rows as integers: at least rowCount times Inputs.</param>
    public void Multiply(ReadOnlySpan<float> input, int rowCount, Span<float> output, Span<byte> rounded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowCount % Tile.Rows, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Length, rowCount * Inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, rowCount * Outputs);
        Span<RowSteps> rows = rowCount <= 256 ? stackalloc RowSteps[rowCount] : new RowSteps[rowCount];
        for (var row = 0; row < rowCount; row++)
            rows[row] = RowSteps.Round(input.Slice(row * Inputs, Inputs), rounded.Slice(row * Inputs, Inputs));
        Multiply(rounded, rows, output, IntegerKernel.Best);
    }

    internal void Multiply(Span<byte> rounded, Span<RowSteps> rows, Span<float> output, IntegerInstructions with)
    {
        if (with == IntegerInstructions.None)
        {
            MultiplyFloats(rounded, rows, output);
            return;
        }

        for (var column = 0; column < Outputs; column += Panel)
        {
            ref var panel = ref _panels.Span[column * Inputs];
            for (var row = 0; row < rows.Length; row += Tile.Rows)
            {
                var scaling = new IntegerKernel.Scaling(ref rows[row], ref _scales[column], ref _sums[column], ref _bias[column]);
                IntegerKernel.Multiply(with, ref rounded[row * Inputs], Inputs, ref panel, scaling, ref output[(row * Outputs) + column], Outputs);
            }
        }
    }

    /// <summary>For processors without AVX2: the integers as single-precision numbers.</summary>
    private void MultiplyFloats(ReadOnlySpan<byte> rounded, ReadOnlySpan<RowSteps> rows, Span<float> output)
    {
        var rented = ArrayPool<float>.Shared.Rent((rows.Length + Tile.Columns) * Inputs);
        var left = rented.AsSpan(0, rows.Length * Inputs);
        var panel = rented.AsSpan(left.Length, Inputs * Tile.Columns);
        Span<float> zeros = stackalloc float[Tile.Columns];
        zeros.Clear();
        TensorPrimitives.ConvertTruncating(rounded[..left.Length], left);
        for (var column = 0; column < Outputs; column += Tile.Columns)
        {
            for (var i = 0; i < Tile.Columns; i++)
            for (var k = 0; k < Inputs; k++)
                panel[(k * Tile.Columns) + i] = _panels.Span[Place(k, column + i)];
            Tile.Multiply(new(left, Inputs), new(panel, Tile.Columns), zeros, output[column..], Outputs, rows.Length, Inputs);
            for (var row = 0; row < rows.Length; row++)
            for (var i = column; i < column + Tile.Columns; i++)
            {
                ref var value = ref output[(row * Outputs) + i];
                value = (value * rows[row].Step * _scales[i]) + ((rows[row].Least * _sums[i]) + _bias[i]);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The sum of each column's weights: what a row of ones gives while there is no bias.</summary>
    private float[] Sums()
    {
        var ones = new byte[Tile.Rows * Inputs];
        Array.Fill(ones, (byte)1);
        var product = new float[Tile.Rows * Outputs];
        Multiply(ones, [.. Enumerable.Repeat(new RowSteps(Step: 1, Least: 0), Tile.Rows)], product, IntegerKernel.Best);
        return product[..Outputs];
    }

    /// <summary>Where a weight lies: four inputs of a column together, 16 columns side by side, a panel after the other.</summary>
    private int Place(int input, int column) =>
        (column / Panel * Panel * Inputs) + (input / Group * Group * Panel) + (column % Panel * Group) + (input % Group);
}

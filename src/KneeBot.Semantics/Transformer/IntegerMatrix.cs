using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// A weight matrix [inputs, outputs] with its bias [outputs], applied to rows: y = x·W + b, in integers. A weight is a 16-bit integer
/// times its column's scale, a row of x 16-bit integers times the row's: half the memory of single precision and twice the products in a
/// processor's step, for an error of a part in some thousands of the largest value, which is what half floats have as well.
/// </summary>
internal sealed class IntegerMatrix
{
    /// <summary>Columns whose weights lie together, in pairs of inputs: input 0 and 1 of column 0, of column 1, …</summary>
    internal const int Panel = 16;

    private readonly Memory<short> _panels;
    private readonly float[] _scales;
    private readonly float[] _bias;
    private readonly int _most;

    /// <param name="weights">Row-major [inputs, outputs]; inputs a multiple of 16, outputs of 32.</param>
    /// <param name="bias">One value for each output.</param>
    /// <param name="room">Where the integers are put: as long as the weights, aligned to a cache line.</param>
    public IntegerMatrix(ReadOnlySpan<Half> weights, float[] bias, Memory<short> room)
    {
        Outputs = bias.Length;
        Inputs = weights.Length / Outputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(Outputs % Tile.Columns, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Inputs % Panel, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(room.Length, weights.Length);
        _bias = bias;
        _scales = new float[Outputs];
        _panels = room;
        _most = Pack(weights);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <param name="input">Row-major [rowCount, Inputs].</param>
    /// <param name="rowCount">A multiple of <see cref="Tile.Rows"/>; pad with rows of any finite content.</param>
    /// <param name="output">Row-major [rowCount, Outputs].</param>
    /// <param name="rounded">Room for the rows as integers: at least rowCount times Inputs.</param>
    public void Multiply(ReadOnlySpan<float> input, int rowCount, Span<float> output, Span<short> rounded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowCount % Tile.Rows, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Length, rowCount * Inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, rowCount * Outputs);
        if (Avx2.IsSupported)
            MultiplyIntegers(input, rowCount, output, rounded);
        else
            MultiplyFloats(input, rowCount, output);
    }

    private void MultiplyIntegers(ReadOnlySpan<float> input, int rowCount, Span<float> output, Span<short> rounded)
    {
        Span<float> rowScales = rowCount <= 256 ? stackalloc float[rowCount] : new float[rowCount];
        for (var row = 0; row < rowCount; row++)
            rowScales[row] = Round(input.Slice(row * Inputs, Inputs), rounded.Slice(row * Inputs, Inputs));
        for (var column = 0; column < Outputs; column += Panel)
        {
            ref var panel = ref _panels.Span[column * Inputs];
            var row = 0;
            for (; Avx512BW.IsSupported && row + IntegerKernel512.Eight <= rowCount; row += IntegerKernel512.Eight)
            {
                IntegerKernel512.MultiplyEight(
                    ref rounded[row * Inputs], Inputs, ref panel, ref rowScales[row], ref _scales[column], ref _bias[column], ref output[(row * Outputs) + column], Outputs);
            }

            for (; row < rowCount; row += Tile.Rows)
            {
                ref var left = ref rounded[row * Inputs];
                ref var to = ref output[(row * Outputs) + column];
                if (Avx512BW.IsSupported)
                    IntegerKernel512.MultiplyFour(ref left, Inputs, ref panel, ref rowScales[row], ref _scales[column], ref _bias[column], ref to, Outputs);
                else
                    IntegerKernel.Multiply(ref left, Inputs, ref panel, ref rowScales[row], ref _scales[column], ref _bias[column], ref to, Outputs);
            }
        }
    }

    /// <summary>A row as integers: its largest value becomes <see cref="_most"/>, so that no sum of products overflows.</summary>
    /// <returns>What one step is worth.</returns>
    private float Round(ReadOnlySpan<float> row, Span<short> rounded)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(row));
        if (largest == 0 || !float.IsFinite(largest))
        {
            rounded.Clear();
            return 0;
        }

        IntegerKernel.Round(row, _most / largest, rounded);
        return largest / _most;
    }

    /// <summary>For processors without AVX2: two panels at a time are made single-precision numbers again.</summary>
    internal void MultiplyFloats(ReadOnlySpan<float> input, int rowCount, Span<float> output)
    {
        var rented = ArrayPool<float>.Shared.Rent(Inputs * Tile.Columns);
        for (var column = 0; column < Outputs; column += Tile.Columns)
        {
            var panel = rented.AsSpan(0, Inputs * Tile.Columns);
            for (var i = 0; i < Tile.Columns; i++)
            for (var k = 0; k < Inputs; k++)
                panel[(k * Tile.Columns) + i] = _panels.Span[Place(k, column + i)] * _scales[column + i];
            Tile.Multiply(new(input, Inputs), new(panel, Tile.Columns), _bias.AsSpan(column, Tile.Columns), output[column..], Outputs, rowCount, Inputs);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <returns>The largest value a row may have in integers.</returns>
    private int Pack(ReadOnlySpan<Half> weights)
    {
        // Fewer steps for the longer sums: what is left of 31 bits is the row's.
        var steps = Inputs > 512 ? 2_047 : 4_095;
        for (var k = 0; k < Inputs; k++)
            WeightRow.Largest(weights.Slice(k * Outputs, Outputs), _scales);
        for (var i = 0; i < Outputs; i++)
            _scales[i] = Math.Max(_scales[i], 1e-30f) / steps; // a column of zeros has a scale, too
        Span<float> sums = new float[Outputs];
        Span<short> pair = new short[2 * Outputs];
        for (var k = 0; k < Inputs; k += 2)
        {
            for (var half = 0; half < 2; half++)
                WeightRow.Round(weights.Slice((k + half) * Outputs, Outputs), _scales, pair.Slice(half * Outputs, Outputs), sums);
            Interleave(pair, k);
        }

        return (int)Math.Min(short.MaxValue, int.MaxValue / Math.Max(1, TensorPrimitives.Max<float>(sums) + 1));
    }

    /// <summary>Puts two rows of weights where the kernel reads them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Interleave(ReadOnlySpan<short> pair, int input)
    {
        var panels = _panels.Span;
        for (var column = 0; column < Outputs; column += Panel)
        {
            var first = pair.Slice(column, Panel);
            var second = pair.Slice(Outputs + column, Panel);
            var place = panels.Slice((column * Inputs) + (input * Panel), 2 * Panel);
            if (Avx2.IsSupported)
            {
                var (left, right) = (Vector256.Create(first), Vector256.Create(second));
                var (low, high) = (Avx2.UnpackLow(left, right), Avx2.UnpackHigh(left, right)); // by halves of a register: columns 0 to 3 and 8 to 11, and the others
                Avx2.Permute2x128(low, high, 0x20).CopyTo(place);
                Avx2.Permute2x128(low, high, 0x31).CopyTo(place[Panel..]);
            }
            else
            {
                for (var i = 0; i < Panel; i++)
                    (place[2 * i], place[(2 * i) + 1]) = (first[i], second[i]);
            }
        }
    }

    private int Place(int input, int column) => (column / Panel * Panel * Inputs) + (input / 2 * 2 * Panel) + (column % Panel * 2) + (input % 2);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KneeBot.Semantics.Transformer;

/// <summary>Rows of floats, the next one <paramref name="stride"/> floats after the one before.</summary>
internal readonly ref struct Strided(ReadOnlySpan<float> values, int stride)
{
    public ReadOnlySpan<float> Values { get; } = values;

    public int Stride { get; } = stride;
}

/// <summary>
/// The matrix product for four rows at a time by 32 columns, whose sums stay in registers while the inner dimension runs.
/// That keeps the multiply-add units busy; a dot product for each output would wait for memory ten times as long.
/// </summary>
internal static class Tile
{
    public const int Rows = 4;
    public const int Columns = 32;

    public static int PadRows(int count) => (count + Rows - 1) / Rows * Rows;

    public static int PadColumns(int count) => (count + Columns - 1) / Columns * Columns;

    /// <summary>output[rowCount, 32] = start[32] + left[rowCount, inner] · right[inner, 32].</summary>
    /// <param name="left">Its rows.</param>
    /// <param name="right">Its rows, of which the first 32 values count.</param>
    /// <param name="start">32 values added to every row.</param>
    /// <param name="output">Its rows lie <paramref name="outputStride"/> floats apart.</param>
    /// <param name="outputStride">At least 32.</param>
    /// <param name="rowCount">A multiple of four.</param>
    /// <param name="inner">The dimension summed over.</param>
    public static void Multiply(
        Strided left, Strided right, ReadOnlySpan<float> start, Span<float> output, int outputStride, int rowCount, int inner)
    {
        // The kernels read without bounds checks: this is where they are made.
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowCount % Rows, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(start.Length, Columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(left.Values.Length, ((rowCount - 1) * left.Stride) + inner);
        ArgumentOutOfRangeException.ThrowIfLessThan(right.Values.Length, ((inner - 1) * right.Stride) + Columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, ((rowCount - 1) * outputStride) + Columns);

        for (var row = 0; row < rowCount; row += Rows)
        {
            ref var rowLeft = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Values), row * left.Stride);
            ref var rowOutput = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), row * outputStride);
            if (Vector512.IsHardwareAccelerated)
                TileKernel512.Multiply(ref rowLeft, left.Stride, right, start, ref rowOutput, outputStride, inner);
            else
                TileKernel256.Multiply(ref rowLeft, left.Stride, right, start, ref rowOutput, outputStride, inner);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KneeBot.Semantics.Transformer;

/// <summary>The product of four rows and 16 columns of 16-bit integers, for AVX2: 16 products an instruction, the sums in registers.</summary>
internal static class IntegerKernel
{
    private const int Width = 8;

    /// <summary>
    /// How far ahead, in bytes, weights are called from memory while others are multiplied: half a panel. A model's weights fit in no
    /// cache near the processor, and those of the next columns would otherwise be waited for.
    /// </summary>
    internal const int Ahead = 6_144;

    /// <param name="left">Four rows of integers, <paramref name="inputs"/> apart.</param>
    /// <param name="inputs">Integers of a row; even.</param>
    /// <param name="panel">The columns' weights, in pairs of inputs.</param>
    /// <param name="rowScales">What a step of each row is worth.</param>
    /// <param name="columnScales">What a step of each column is worth.</param>
    /// <param name="bias">Added to each column.</param>
    /// <param name="output">Four rows, <paramref name="outputStride"/> apart.</param>
    /// <param name="outputStride">At least 16.</param>
    // Optimised at once: the first message should not pay for the slow first compilation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Multiply(
        ref short left, nint inputs, ref short panel, ref float rowScales, ref float columnScales, ref float bias, ref float output, nint outputStride)
    {
        ref var left0 = ref Unsafe.As<short, int>(ref left);
        ref var left1 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, inputs));
        ref var left2 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 2 * inputs));
        ref var left3 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 3 * inputs));
        var sum00 = Vector256<int>.Zero;
        var (sum01, sum10, sum11, sum20, sum21, sum30, sum31) = (sum00, sum00, sum00, sum00, sum00, sum00, sum00);
        var pairs = inputs / 2;
        for (nint i = 0; i < pairs; i++)
        {
            var right0 = Vector256.LoadUnsafe(ref panel);
            var right1 = Vector256.LoadUnsafe(ref panel, 2 * Width);
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref panel) + Ahead); // a hint: it reads nothing, wherever it points
            panel = ref Unsafe.Add(ref panel, 4 * Width);
            var pair = Vector256.Create(Unsafe.Add(ref left0, i)).AsInt16();
            sum00 += Avx2.MultiplyAddAdjacent(pair, right0);
            sum01 += Avx2.MultiplyAddAdjacent(pair, right1);
            pair = Vector256.Create(Unsafe.Add(ref left1, i)).AsInt16();
            sum10 += Avx2.MultiplyAddAdjacent(pair, right0);
            sum11 += Avx2.MultiplyAddAdjacent(pair, right1);
            pair = Vector256.Create(Unsafe.Add(ref left2, i)).AsInt16();
            sum20 += Avx2.MultiplyAddAdjacent(pair, right0);
            sum21 += Avx2.MultiplyAddAdjacent(pair, right1);
            pair = Vector256.Create(Unsafe.Add(ref left3, i)).AsInt16();
            sum30 += Avx2.MultiplyAddAdjacent(pair, right0);
            sum31 += Avx2.MultiplyAddAdjacent(pair, right1);
        }

        Store(sum00, sum01, rowScales, ref columnScales, ref bias, ref output);
        Store(sum10, sum11, Unsafe.Add(ref rowScales, 1), ref columnScales, ref bias, ref Unsafe.Add(ref output, outputStride));
        Store(sum20, sum21, Unsafe.Add(ref rowScales, 2), ref columnScales, ref bias, ref Unsafe.Add(ref output, 2 * outputStride));
        Store(sum30, sum31, Unsafe.Add(ref rowScales, 3), ref columnScales, ref bias, ref Unsafe.Add(ref output, 3 * outputStride));
    }

    /// <summary>Rounds each value times a factor to an integer.</summary>
    /// <param name="row">A multiple of 16.</param>
    /// <param name="factor">Steps in one.</param>
    /// <param name="rounded">As long as the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(ReadOnlySpan<float> row, float factor, Span<short> rounded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length % (2 * Width), 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounded.Length, row.Length);
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(rounded);
        for (nint i = 0; i < row.Length; i += 2 * Width)
        {
            var low = Avx.ConvertToVector256Int32(Vector256.LoadUnsafe(ref from, (nuint)i) * factor);
            var high = Avx.ConvertToVector256Int32(Vector256.LoadUnsafe(ref from, (nuint)i + Width) * factor);
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> first, Vector256<int> second, float rowScale, ref float columnScales, ref float bias, ref float output)
    {
        var scale = Vector256.Create(rowScale);
        Value(first, scale, ref columnScales, ref bias).StoreUnsafe(ref output);
        Value(second, scale, ref Unsafe.Add(ref columnScales, Width), ref Unsafe.Add(ref bias, Width)).StoreUnsafe(ref output, Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Value(Vector256<int> sum, Vector256<float> rowScale, ref float columnScales, ref float bias) =>
        (Vector256.ConvertToSingle(sum) * rowScale * Vector256.LoadUnsafe(ref columnScales)) + Vector256.LoadUnsafe(ref bias);
}

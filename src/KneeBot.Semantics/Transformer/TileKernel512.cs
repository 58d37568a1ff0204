using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KneeBot.Semantics.Transformer;

/// <summary>The tile in one pass of 32 columns, for processors with registers of 512 bits: 15 % faster than <see cref="TileKernel256"/>.</summary>
internal static class TileKernel512
{
    private const int Width = 16;

    public static void Multiply(
        ref float left, nint leftStride, Strided right, ReadOnlySpan<float> start, ref float output, nint outputStride, int inner)
    {
        ref var firstRight = ref MemoryMarshal.GetReference(right.Values);
        ref var firstStart = ref MemoryMarshal.GetReference(start);
        Multiply(ref left, leftStride, ref firstRight, right.Stride, ref firstStart, ref output, outputStride, inner);
    }

    // Optimised at once: the first message should not pay for the slow first compilation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(
        ref float left, nint leftStride, ref float right, nint rightStride, ref float start, ref float output, nint outputStride, int inner)
    {
        ref var left1 = ref Unsafe.Add(ref left, leftStride);
        ref var left2 = ref Unsafe.Add(ref left1, leftStride);
        ref var left3 = ref Unsafe.Add(ref left2, leftStride);
        var sum00 = Vector512.LoadUnsafe(ref start);
        var sum01 = Vector512.LoadUnsafe(ref start, Width);
        var (sum10, sum11, sum20, sum21, sum30, sum31) = (sum00, sum01, sum00, sum01, sum00, sum01);
        for (nint i = 0; i < inner; i++)
        {
            var right0 = Vector512.LoadUnsafe(ref right);
            var right1 = Vector512.LoadUnsafe(ref right, Width);
            right = ref Unsafe.Add(ref right, rightStride);
            var value = Vector512.Create(Unsafe.Add(ref left, i));
            sum00 = Vector512.MultiplyAddEstimate(value, right0, sum00);
            sum01 = Vector512.MultiplyAddEstimate(value, right1, sum01);
            value = Vector512.Create(Unsafe.Add(ref left1, i));
            sum10 = Vector512.MultiplyAddEstimate(value, right0, sum10);
            sum11 = Vector512.MultiplyAddEstimate(value, right1, sum11);
            value = Vector512.Create(Unsafe.Add(ref left2, i));
            sum20 = Vector512.MultiplyAddEstimate(value, right0, sum20);
            sum21 = Vector512.MultiplyAddEstimate(value, right1, sum21);
            value = Vector512.Create(Unsafe.Add(ref left3, i));
            sum30 = Vector512.MultiplyAddEstimate(value, right0, sum30);
            sum31 = Vector512.MultiplyAddEstimate(value, right1, sum31);
        }

        Store(sum00, sum01, ref output);
        Store(sum10, sum11, ref Unsafe.Add(ref output, outputStride));
        Store(sum20, sum21, ref Unsafe.Add(ref output, 2 * outputStride));
        Store(sum30, sum31, ref Unsafe.Add(ref output, 3 * outputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> first, Vector512<float> second, ref float output)
    {
        first.StoreUnsafe(ref output);
        second.StoreUnsafe(ref output, Width);
    }
}

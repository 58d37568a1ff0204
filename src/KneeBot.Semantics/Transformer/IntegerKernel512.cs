using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KneeBot.Semantics.Transformer;

/// <summary>As <see cref="IntegerKernel"/> for AVX-512, for eight rows (half the weights read for each product) or the four that are left. Sums of integers are exact, so all give the same.</summary>
internal static class IntegerKernel512
{
    /// <summary>Rows that <see cref="MultiplyEight"/> multiplies at once.</summary>
    public const int Eight = 8;

    /// <summary>As <see cref="IntegerKernel.Multiply"/>, for eight rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void MultiplyEight(
        ref short left, nint inputs, ref short panel, ref float rowScales, ref float columnScales, ref float bias, ref float output, nint outputStride)
    {
        ref var left0 = ref Unsafe.As<short, int>(ref left);
        ref var left1 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, inputs));
        ref var left2 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 2 * inputs));
        ref var left3 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 3 * inputs));
        ref var left4 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 4 * inputs));
        ref var left5 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 5 * inputs));
        ref var left6 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 6 * inputs));
        ref var left7 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 7 * inputs));
        var sum0 = Vector512<int>.Zero;
        var (sum1, sum2, sum3, sum4, sum5, sum6, sum7) = (sum0, sum0, sum0, sum0, sum0, sum0, sum0);
        var pairs = inputs / 2;
        for (nint i = 0; i < pairs; i++)
        {
            var right = Vector512.LoadUnsafe(ref panel);
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref panel) + IntegerKernel.Ahead);
            panel = ref Unsafe.Add(ref panel, Vector512<short>.Count);
            sum0 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left0, i)).AsInt16(), right);
            sum1 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left1, i)).AsInt16(), right);
            sum2 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left2, i)).AsInt16(), right);
            sum3 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left3, i)).AsInt16(), right);
            sum4 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left4, i)).AsInt16(), right);
            sum5 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left5, i)).AsInt16(), right);
            sum6 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left6, i)).AsInt16(), right);
            sum7 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left7, i)).AsInt16(), right);
        }

        var scales = Vector512.LoadUnsafe(ref columnScales);
        var added = Vector512.LoadUnsafe(ref bias);
        Store(sum0, rowScales, scales, added, ref output);
        Store(sum1, Unsafe.Add(ref rowScales, 1), scales, added, ref Unsafe.Add(ref output, outputStride));
        Store(sum2, Unsafe.Add(ref rowScales, 2), scales, added, ref Unsafe.Add(ref output, 2 * outputStride));
        Store(sum3, Unsafe.Add(ref rowScales, 3), scales, added, ref Unsafe.Add(ref output, 3 * outputStride));
        Store(sum4, Unsafe.Add(ref rowScales, 4), scales, added, ref Unsafe.Add(ref output, 4 * outputStride));
        Store(sum5, Unsafe.Add(ref rowScales, 5), scales, added, ref Unsafe.Add(ref output, 5 * outputStride));
        Store(sum6, Unsafe.Add(ref rowScales, 6), scales, added, ref Unsafe.Add(ref output, 6 * outputStride));
        Store(sum7, Unsafe.Add(ref rowScales, 7), scales, added, ref Unsafe.Add(ref output, 7 * outputStride));
    }

    /// <inheritdoc cref="IntegerKernel.Multiply" />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void MultiplyFour(
        ref short left, nint inputs, ref short panel, ref float rowScales, ref float columnScales, ref float bias, ref float output, nint outputStride)
    {
        ref var left0 = ref Unsafe.As<short, int>(ref left);
        ref var left1 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, inputs));
        ref var left2 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 2 * inputs));
        ref var left3 = ref Unsafe.As<short, int>(ref Unsafe.Add(ref left, 3 * inputs));
        var sum0 = Vector512<int>.Zero;
        var (sum1, sum2, sum3) = (sum0, sum0, sum0);
        var pairs = inputs / 2;
        for (nint i = 0; i < pairs; i++)
        {
            var right = Vector512.LoadUnsafe(ref panel);
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref panel) + IntegerKernel.Ahead);
            panel = ref Unsafe.Add(ref panel, Vector512<short>.Count);
            sum0 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left0, i)).AsInt16(), right);
            sum1 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left1, i)).AsInt16(), right);
            sum2 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left2, i)).AsInt16(), right);
            sum3 += Avx512BW.MultiplyAddAdjacent(Vector512.Create(Unsafe.Add(ref left3, i)).AsInt16(), right);
        }

        var scales = Vector512.LoadUnsafe(ref columnScales);
        var added = Vector512.LoadUnsafe(ref bias);
        Store(sum0, rowScales, scales, added, ref output);
        Store(sum1, Unsafe.Add(ref rowScales, 1), scales, added, ref Unsafe.Add(ref output, outputStride));
        Store(sum2, Unsafe.Add(ref rowScales, 2), scales, added, ref Unsafe.Add(ref output, 2 * outputStride));
        Store(sum3, Unsafe.Add(ref rowScales, 3), scales, added, ref Unsafe.Add(ref output, 3 * outputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> sum, float rowScale, Vector512<float> columnScales, Vector512<float> bias, ref float output) =>
        ((Vector512.ConvertToSingle(sum) * rowScale * columnScales) + bias).StoreUnsafe(ref output);
}

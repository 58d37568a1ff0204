using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KneeBot.Semantics.Transformer;

/// <summary>What a processor has for products of bytes, from the fastest on.</summary>
internal enum IntegerInstructions
{
    /// <summary>AVX-VNNI: 32 products and their sums an instruction.</summary>
    Vnni,

    /// <summary>AVX-512 without it: 32 products of 16-bit integers an instruction.</summary>
    Avx512,

    /// <summary>16 products an instruction.</summary>
    Avx2,

    /// <summary>None of these: single precision is used.</summary>
    None,
}

/// <summary>
/// The sums of products of four rows of bytes and 16 columns of signed bytes. Sums of integers are exact, so all instructions give the same.
/// </summary>
internal static class IntegerKernel
{
    /// <summary>Columns whose weights lie together.</summary>
    public const int Columns = 16;

    /// <summary>Inputs of one column whose weights lie together.</summary>
    public const int Group = 4;

    /// <summary>What this processor has.</summary>
    public static readonly IntegerInstructions Best =
        AvxVnni.IsSupported ? IntegerInstructions.Vnni
        : Avx512BW.IsSupported ? IntegerInstructions.Avx512
        : Avx2.IsSupported ? IntegerInstructions.Avx2
        : IntegerInstructions.None;

    /// <summary>
    /// How far ahead, in bytes, weights are called from memory while others are multiplied: half a panel. A model's weights fit in no
    /// cache near the processor, and those of the next columns would otherwise be waited for.
    /// </summary>
    private const int Ahead = 3_072;

    private const int Width = 8;

    /// <summary>Multiplies four rows by 16 columns.</summary>
    /// <param name="with">The instructions; the processor must have them.</param>
    /// <param name="left">Four rows, <paramref name="inputs"/> apart.</param>
    /// <param name="inputs">Bytes of a row; a multiple of four.</param>
    /// <param name="panel">The columns' weights: four inputs of column 0, of column 1, …, then the next four.</param>
    /// <param name="scaling">What the sums are multiplied by and what is added.</param>
    /// <param name="output">Four rows, <paramref name="outputStride"/> apart.</param>
    /// <param name="outputStride">At least 16.</param>
    public static void Multiply(
        IntegerInstructions with, ref byte left, nint inputs, ref sbyte panel, in Scaling scaling, ref float output, nint outputStride)
    {
        switch (with)
        {
            case IntegerInstructions.Vnni:
                MultiplyVnni(ref left, inputs, ref panel, scaling, ref output, outputStride);
                break;
            case IntegerInstructions.Avx512:
                MultiplyAvx512(ref left, inputs, ref panel, scaling, ref output, outputStride);
                break;
            default:
                MultiplyAvx2(ref left, inputs, ref panel, scaling, 0, ref output, outputStride);
                MultiplyAvx2(ref left, inputs, ref Unsafe.Add(ref panel, Group * Width), scaling, Width, ref output, outputStride);
                break;
        }
    }

    // Optimised at once: the first message should not pay for the slow first compilation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyVnni(ref byte left, nint inputs, ref sbyte panel, in Scaling scaling, ref float output, nint outputStride)
    {
        ref var left0 = ref left;
        ref var left1 = ref Unsafe.Add(ref left, inputs);
        ref var left2 = ref Unsafe.Add(ref left, 2 * inputs);
        ref var left3 = ref Unsafe.Add(ref left, 3 * inputs);
        var sum00 = Vector256<int>.Zero;
        var (sum01, sum10, sum11, sum20, sum21, sum30, sum31) = (sum00, sum00, sum00, sum00, sum00, sum00, sum00);
        for (nint i = 0; i < inputs; i += Group)
        {
            var right0 = Vector256.LoadUnsafe(ref panel);
            var right1 = Vector256.LoadUnsafe(ref panel, Group * Width);
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref panel) + Ahead); // a hint: it reads nothing, wherever it points
            panel = ref Unsafe.Add(ref panel, Group * Columns);
            var four = Vector256.Create(Four(ref left0, i)).AsByte();
            sum00 = AvxVnni.MultiplyWideningAndAdd(sum00, four, right0);
            sum01 = AvxVnni.MultiplyWideningAndAdd(sum01, four, right1);
            four = Vector256.Create(Four(ref left1, i)).AsByte();
            sum10 = AvxVnni.MultiplyWideningAndAdd(sum10, four, right0);
            sum11 = AvxVnni.MultiplyWideningAndAdd(sum11, four, right1);
            four = Vector256.Create(Four(ref left2, i)).AsByte();
            sum20 = AvxVnni.MultiplyWideningAndAdd(sum20, four, right0);
            sum21 = AvxVnni.MultiplyWideningAndAdd(sum21, four, right1);
            four = Vector256.Create(Four(ref left3, i)).AsByte();
            sum30 = AvxVnni.MultiplyWideningAndAdd(sum30, four, right0);
            sum31 = AvxVnni.MultiplyWideningAndAdd(sum31, four, right1);
        }

        scaling.Store(sum00, sum01, sum10, sum11, sum20, sum21, sum30, sum31, ref output, outputStride);
    }

    /// <summary>Two sums for each column, which <see cref="Together(Vector512{int})"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyAvx512(ref byte left, nint inputs, ref sbyte panel, in Scaling scaling, ref float output, nint outputStride)
    {
        ref var left0 = ref left;
        ref var left1 = ref Unsafe.Add(ref left, inputs);
        ref var left2 = ref Unsafe.Add(ref left, 2 * inputs);
        ref var left3 = ref Unsafe.Add(ref left, 3 * inputs);
        var sum00 = Vector512<int>.Zero;
        var (sum01, sum10, sum11, sum20, sum21, sum30, sum31) = (sum00, sum00, sum00, sum00, sum00, sum00, sum00);
        for (nint i = 0; i < inputs; i += Group)
        {
            var right0 = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref panel));
            var right1 = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref panel, Group * Width));
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref panel) + Ahead);
            panel = ref Unsafe.Add(ref panel, Group * Columns);
            var four = Avx512BW.ConvertToVector512Int16(Vector256.Create(Four(ref left0, i)).AsByte());
            sum00 += Avx512BW.MultiplyAddAdjacent(four, right0);
            sum01 += Avx512BW.MultiplyAddAdjacent(four, right1);
            four = Avx512BW.ConvertToVector512Int16(Vector256.Create(Four(ref left1, i)).AsByte());
            sum10 += Avx512BW.MultiplyAddAdjacent(four, right0);
            sum11 += Avx512BW.MultiplyAddAdjacent(four, right1);
            four = Avx512BW.ConvertToVector512Int16(Vector256.Create(Four(ref left2, i)).AsByte());
            sum20 += Avx512BW.MultiplyAddAdjacent(four, right0);
            sum21 += Avx512BW.MultiplyAddAdjacent(four, right1);
            four = Avx512BW.ConvertToVector512Int16(Vector256.Create(Four(ref left3, i)).AsByte());
            sum30 += Avx512BW.MultiplyAddAdjacent(four, right0);
            sum31 += Avx512BW.MultiplyAddAdjacent(four, right1);
        }

        scaling.Store(
            Together(sum00), Together(sum01), Together(sum10), Together(sum11), Together(sum20), Together(sum21), Together(sum30), Together(sum31),
            ref output, outputStride);
    }

    /// <summary>Eight columns, from the given one on: the registers hold no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyAvx2(
        ref byte left, nint inputs, ref sbyte panel, in Scaling scaling, nuint column, ref float output, nint outputStride)
    {
        ref var left0 = ref left;
        ref var left1 = ref Unsafe.Add(ref left, inputs);
        ref var left2 = ref Unsafe.Add(ref left, 2 * inputs);
        ref var left3 = ref Unsafe.Add(ref left, 3 * inputs);
        var sum00 = Vector256<int>.Zero;
        var (sum01, sum10, sum11, sum20, sum21, sum30, sum31) = (sum00, sum00, sum00, sum00, sum00, sum00, sum00);
        for (nint i = 0; i < inputs; i += Group)
        {
            var right0 = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel));
            var right1 = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, Group * Width / 2));
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref panel) + Ahead);
            panel = ref Unsafe.Add(ref panel, Group * Columns);
            var four = Widen(ref left0, i);
            sum00 += Avx2.MultiplyAddAdjacent(four, right0);
            sum01 += Avx2.MultiplyAddAdjacent(four, right1);
            four = Widen(ref left1, i);
            sum10 += Avx2.MultiplyAddAdjacent(four, right0);
            sum11 += Avx2.MultiplyAddAdjacent(four, right1);
            four = Widen(ref left2, i);
            sum20 += Avx2.MultiplyAddAdjacent(four, right0);
            sum21 += Avx2.MultiplyAddAdjacent(four, right1);
            four = Widen(ref left3, i);
            sum30 += Avx2.MultiplyAddAdjacent(four, right0);
            sum31 += Avx2.MultiplyAddAdjacent(four, right1);
        }

        scaling.Store(Together(sum00, sum01), 0, column, ref output);
        scaling.Store(Together(sum10, sum11), 1, column, ref Unsafe.Add(ref output, outputStride));
        scaling.Store(Together(sum20, sum21), 2, column, ref Unsafe.Add(ref output, 2 * outputStride));
        scaling.Store(Together(sum30, sum31), 3, column, ref Unsafe.Add(ref output, 3 * outputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Four(ref byte row, nint index) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref row, index));

    /// <summary>Four bytes of a row as 16-bit integers, four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(ref byte row, nint index) => Avx2.ConvertToVector256Int16(Vector128.Create(Four(ref row, index)).AsByte());

    /// <summary>Adds the two sums of each column, of four columns in either vector, and puts the columns in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Together(Vector256<int> first, Vector256<int> second) =>
        Avx2.Permute4x64(Avx2.HorizontalAdd(first, second).AsInt64(), 0b11_01_10_00).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Together(Vector512<int> sums) => Together(sums.GetLower(), sums.GetUpper());

    /// <summary>Makes sums of integers values: sum · row's step · column's scale + row's least value · column's sum + bias.</summary>
    /// <param name="rows">The first of four rows.</param>
    /// <param name="columnScales">The first column's.</param>
    /// <param name="columnSums">The first column's.</param>
    /// <param name="bias">The first column's.</param>
    internal readonly ref struct Scaling(ref RowSteps rows, ref float columnScales, ref float columnSums, ref float bias)
    {
        private readonly ref RowSteps _rows = ref rows;
        private readonly ref float _columnScales = ref columnScales;
        private readonly ref float _columnSums = ref columnSums;
        private readonly ref float _bias = ref bias;

        /// <summary>Stores four rows of 16 columns, each row in two halves.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(
            Vector256<int> sum00, Vector256<int> sum01, Vector256<int> sum10, Vector256<int> sum11,
            Vector256<int> sum20, Vector256<int> sum21, Vector256<int> sum30, Vector256<int> sum31, ref float output, nint outputStride)
        {
            Store(sum00, 0, 0, ref output);
            Store(sum01, 0, Width, ref output);
            output = ref Unsafe.Add(ref output, outputStride);
            Store(sum10, 1, 0, ref output);
            Store(sum11, 1, Width, ref output);
            output = ref Unsafe.Add(ref output, outputStride);
            Store(sum20, 2, 0, ref output);
            Store(sum21, 2, Width, ref output);
            output = ref Unsafe.Add(ref output, outputStride);
            Store(sum30, 3, 0, ref output);
            Store(sum31, 3, Width, ref output);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(Vector256<int> sums, nint row, nuint column, ref float output)
        {
            var (step, least) = Unsafe.Add(ref _rows, row);
            var added = (least * Vector256.LoadUnsafe(ref _columnSums, column)) + Vector256.LoadUnsafe(ref _bias, column);
            ((Vector256.ConvertToSingle(sums) * step * Vector256.LoadUnsafe(ref _columnScales, column)) + added).StoreUnsafe(ref output, column);
        }
    }
}

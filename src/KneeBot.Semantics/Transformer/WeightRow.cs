using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// One row of half-precision weights while a matrix is packed. Optimised at once: every start waits for the packing, and compiled
/// without optimisation, as code first is, it takes ten times as long.
/// </summary>
internal static class WeightRow
{
    private const int Width = 8;

    /// <summary>Raises each column's largest magnitude to the row's.</summary>
    /// <param name="row">A multiple of eight.</param>
    /// <param name="largest">As long as the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Largest(ReadOnlySpan<Half> row, Span<float> largest)
    {
        Check(row.Length, largest.Length);
        ref var from = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(row));
        ref var most = ref MemoryMarshal.GetReference(largest);
        for (nuint i = 0; i < (nuint)row.Length; i += Width)
            Vector256.Max(Vector256.LoadUnsafe(ref most, i), Vector256.Abs(Widen(ref from, i))).StoreUnsafe(ref most, i);
    }

    /// <summary>Rounds each weight to a whole number of its column's steps, to even where two are as near.</summary>
    /// <param name="row">A multiple of eight.</param>
    /// <param name="scales">What a step of each column is worth; none may need more than 32,767.</param>
    /// <param name="rounded">Receives the steps.</param>
    /// <param name="sums">Raised by their magnitudes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(ReadOnlySpan<Half> row, ReadOnlySpan<float> scales, Span<short> rounded, Span<float> sums)
    {
        Check(row.Length, Math.Min(scales.Length, Math.Min(rounded.Length, sums.Length)));
        ref var from = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(row));
        ref var scale = ref MemoryMarshal.GetReference(scales);
        ref var to = ref MemoryMarshal.GetReference(rounded);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint i = 0; i < (nuint)row.Length; i += Width)
        {
            var steps = Vector256.Round(Widen(ref from, i) / Vector256.LoadUnsafe(ref scale, i));
            (Vector256.LoadUnsafe(ref sum, i) + Vector256.Abs(steps)).StoreUnsafe(ref sum, i);
            var whole = Vector256.ConvertToInt32(steps);
            Vector128.Narrow(whole.GetLower(), whole.GetUpper()).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>Eight half floats in single precision: exponent and fraction moved to their places, and the exponents' origins made equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen(ref ushort from, nuint index)
    {
        const float Origins = 5.192296858534828e33f; // 2^(127 - 15)
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, index));
        var bits = Vector256.Create(low, high);
        var magnitude = ((bits & Vector256.Create(0x7fffu)) << 13).AsSingle() * Origins;
        return (magnitude.AsUInt32() | ((bits & Vector256.Create(0x8000u)) << 16)).AsSingle();
    }

    private static void Check(int row, int others)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row % Width, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(others, row);
    }
}

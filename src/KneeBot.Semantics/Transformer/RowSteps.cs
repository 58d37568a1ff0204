using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KneeBot.Semantics.Transformer;

/// <summary>A row of values rounded to 256 steps between its least and its largest: a value is <paramref name="Least"/> and byte times <paramref name="Step"/>.</summary>
/// <param name="Step">What a step is worth; zero if all values are the same.</param>
/// <param name="Least">The row's least value.</param>
internal readonly record struct RowSteps(float Step, float Least)
{
    private const int Width = 8, Most = 255;

    /// <summary>Rounds each value of a row. One that holds what is no finite number becomes a row of zeros.</summary>
    /// <param name="row">A multiple of 32.</param>
    /// <param name="rounded">Receives the steps; as long as the row.</param>
    // Optimised at once: the first message should not pay for the slow first compilation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowSteps Round(ReadOnlySpan<float> row, Span<byte> rounded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length % (4 * Width), 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounded.Length, row.Length);
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(rounded);
        var (low, high) = (Vector256.Create(float.PositiveInfinity), Vector256.Create(float.NegativeInfinity));
        for (nuint i = 0; i < (nuint)row.Length; i += Width)
        {
            var values = Vector256.LoadUnsafe(ref from, i);
            (low, high) = (Vector256.Min(low, values), Vector256.Max(high, values));
        }

        var (least, largest) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < Width; i++)
            (least, largest) = (MathF.Min(least, low[i]), MathF.Max(largest, high[i]));
        var range = largest - least;
        if (range == 0 || !float.IsFinite(range))
        {
            rounded[..row.Length].Clear();
            return new(0, range == 0 ? least : 0);
        }

        var (steps, start) = (Vector256.Create(Most / range), Vector256.Create(least));
        for (nuint i = 0; i < (nuint)row.Length; i += 4 * Width)
        {
            Vector256.Narrow(
                Vector256.Narrow(Steps(ref from, i, start, steps), Steps(ref from, i + Width, start, steps)),
                Vector256.Narrow(Steps(ref from, i + (2 * Width), start, steps), Steps(ref from, i + (3 * Width), start, steps)))
                .StoreUnsafe(ref to, i);
        }

        return new(range / Most, least);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Steps(ref float from, nuint index, Vector256<float> start, Vector256<float> steps) =>
        Vector256.ConvertToInt32(Vector256.Round((Vector256.LoadUnsafe(ref from, index) - start) * steps)).AsUInt32();
}

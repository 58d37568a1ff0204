using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KneeBot.Semantics.Bert;

/// <summary>The Gaussian error linear unit x·Φ(x), with the error function after Abramowitz and Stegun 7.1.26 (absolute error at most 1.5e-7).</summary>
internal static class Gelu
{
    /// <summary>Applies it in place.</summary>
    /// <param name="values">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % Vector512<float>.Count, 0);
        ref var first = ref MemoryMarshal.GetReference(values);
        for (nint i = 0; i < values.Length; i += Vector512<float>.Count)
        {
            var x = Vector512.LoadUnsafe(ref Unsafe.Add(ref first, i));
            var half = x * 0.5f;
            (half + (half * Erf(x * 0.70710678f))).StoreUnsafe(ref Unsafe.Add(ref first, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Erf(Vector512<float> x)
    {
        var positive = Vector512.Abs(x);
        var t = Vector512<float>.One / (Vector512<float>.One + (positive * 0.3275911f));
        var sum = Vector512.Create(1.061405429f);
        sum = (sum * t) - Vector512.Create(1.453152027f);
        sum = (sum * t) + Vector512.Create(1.421413741f);
        sum = (sum * t) - Vector512.Create(0.284496736f);
        sum = (sum * t) + Vector512.Create(0.254829592f);
        return Vector512.CopySign(Vector512<float>.One - (sum * t * Exp(-positive * positive)), x);
    }

    /// <summary>The exponential of values up to zero, to a part in ten million; written out, since the library's is a call for each vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        var power = Vector512.Max(x, Vector512.Create(-87f)) * 1.44269504f;
        var whole = Vector512.Round(power);
        var part = power - whole;
        var sum = Vector512.Create(1.5252734e-5f);
        sum = (sum * part) + Vector512.Create(1.5403530e-4f);
        sum = (sum * part) + Vector512.Create(1.3333558e-3f);
        sum = (sum * part) + Vector512.Create(9.6181291e-3f);
        sum = (sum * part) + Vector512.Create(5.5504109e-2f);
        sum = (sum * part) + Vector512.Create(2.4022651e-1f);
        sum = (sum * part) + Vector512.Create(6.9314718e-1f);
        sum = (sum * part) + Vector512<float>.One;
        return sum * ((Vector512.ConvertToInt32Native(whole) + Vector512.Create(127)) << 23).AsSingle();
    }
}

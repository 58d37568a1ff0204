using System.Numerics.Tensors;

namespace KneeBot.Semantics.Transformer;

/// <summary>Layer normalisation: each row to mean 0 and variance 1, then scaled and shifted by learnt values.</summary>
/// <param name="Scale">One factor for each dimension.</param>
/// <param name="Bias">One shift for each dimension.</param>
/// <param name="Epsilon">Added to the variance, so that nothing is divided by zero.</param>
internal sealed record LayerNorm(float[] Scale, float[] Bias, float Epsilon = 1e-6f)
{
    /// <param name="input">Row-major [rows, Scale.Length].</param>
    /// <param name="output">Of the same shape; may not overlap the input unless it is the input.</param>
    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var width = Scale.Length;
        for (var start = 0; start < input.Length; start += width)
        {
            var row = output.Slice(start, width);
            TensorPrimitives.Subtract(input.Slice(start, width), TensorPrimitives.Sum(input.Slice(start, width)) / width, row);
            var variance = TensorPrimitives.SumOfSquares<float>(row) / width;
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt(variance + Epsilon), row);
            TensorPrimitives.MultiplyAdd(row, Scale, Bias, row);
        }
    }
}

using System.Numerics.Tensors;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// Scaled dot-product attention: every piece looks at every piece, so the cost grows with the square of their number.
/// </summary>
internal static class Attention
{
    /// <summary>Floats of working space that <see cref="Mix"/> needs.</summary>
    public static int WorkingSpace(int rows, int width, int heads) => Tile.PadColumns(rows) * ((width / heads) + rows);

    /// <param name="projected">Row-major [rows, 3·width]: queries, keys and values of all heads, side by side.</param>
    /// <param name="pieces">How many rows are pieces; the others are padding, which none attends to.</param>
    /// <param name="rows">How many rows, from the first, are wanted: a multiple of <see cref="Tile.Rows"/>.</param>
    /// <param name="heads">Into how many heads a row is divided.</param>
    /// <param name="output">Row-major [rows, width].</param>
    /// <param name="working">At least <see cref="WorkingSpace"/> floats.</param>
    public static void Mix(ReadOnlySpan<float> projected, int pieces, int rows, int heads, Span<float> output, Span<float> working)
    {
        var width = output.Length / rows;
        var size = width / heads;
        var padded = Tile.PadColumns(pieces);
        var keys = working[..(size * padded)];
        var weights = working.Slice(keys.Length, rows * padded);
        for (var head = 0; head < heads; head++)
        {
            var queries = new Strided(projected[(head * size)..], 3 * width);
            TransposeKeys(projected[(width + (head * size))..], 3 * width, pieces, padded, keys);
            Multiply(queries, new(keys, padded), rows, size, weights, padded, padded);
            for (var row = 0; row < rows; row++)
            {
                var rowWeights = weights.Slice(row * padded, pieces);
                TensorPrimitives.SoftMax(rowWeights, rowWeights);
            }

            var values = new Strided(projected[((2 * width) + (head * size))..], 3 * width);
            Multiply(new(weights, padded), values, rows, pieces, output[(head * size)..], width, size);
        }
    }

    /// <summary>keys[size, padded]: the head's keys as columns, divided by √size, zero beyond the last piece.</summary>
    private static void TransposeKeys(ReadOnlySpan<float> source, int stride, int pieces, int padded, Span<float> keys)
    {
        var size = keys.Length / padded;
        var scale = 1 / MathF.Sqrt(size);
        for (var i = 0; i < size; i++)
        {
            var column = keys.Slice(i * padded, padded);
            for (var piece = 0; piece < pieces; piece++)
                column[piece] = source[(piece * stride) + i] * scale;
            column[pieces..].Clear();
        }
    }

    private static void Multiply(
        Strided left, Strided right, int rows, int inner, Span<float> output, int outputStride, int columns)
    {
        ReadOnlySpan<float> zeros = stackalloc float[Tile.Columns];
        for (var column = 0; column < columns; column += Tile.Columns)
            Tile.Multiply(left, new(right.Values[column..], right.Stride), zeros, output[column..], outputStride, rows, inner);
    }
}

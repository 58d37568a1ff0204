using System.Numerics.Tensors;

namespace KneeBot.Semantics.Transformer;

/// <summary>The forward pass from piece identifiers to a sentence vector of unit length.</summary>
internal sealed class SentenceEncoder(EncoderWeights weights)
{
    /// <summary>The original clips its input to this many pieces; it also bounds the quadratic cost of attention.</summary>
    public const int MaximumPieces = 128;

    private const int Width = TransformerLayer.Width;
    private const int PieceWidth = EncoderWeights.PieceWidth;

    private readonly float[] _timing = TimingSignal();

    /// <param name="pieces">At most <see cref="MaximumPieces"/> identifiers. None gives the vector of "no words at all".</param>
    /// <param name="vector">512 floats.</param>
    public void Encode(ReadOnlySpan<int> pieces, Span<float> vector)
    {
        const int PooledLength = Tile.Rows * (Width + TransformerLayer.HiddenWidth);
        using var place = EncodingRoom.Enter();
        var rows = Tile.PadRows(pieces.Length);
        var length = PooledLength + (rows * (PieceWidth + Width)) + LayerSpace.Length(rows);
        var floats = place.Floats(length);
        var pooled = floats[..PooledLength];
        pooled.Clear();
        if (!pieces.IsEmpty)
            Transform(pieces, pooled, floats[PooledLength..]);
        weights.Final.Multiply(pooled[..(Tile.Rows * Width)], Tile.Rows, pooled[(Tile.Rows * Width)..]);
        TensorPrimitives.Tanh(pooled.Slice(Tile.Rows * Width, Width), vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
    }

    /// <summary>Leaves the mean of the last layer's output in the first row of <paramref name="pooled"/>.</summary>
    private void Transform(ReadOnlySpan<int> pieces, Span<float> pooled, Span<float> space)
    {
        var rows = Tile.PadRows(pieces.Length);
        var input = space[..(rows * PieceWidth)];
        var state = space.Slice(input.Length, rows * Width);
        var layer = new LayerSpace(space[(input.Length + state.Length)..], rows);

        FillInput(pieces, input);
        weights.First.Attend(input, pieces.Length, state, layer);
        weights.First.FillHidden(state, layer);
        weights.First.AddHidden(state, layer);
        weights.Second.Attend(state, pieces.Length, state, layer);
        weights.Second.FillHidden(state, layer);

        // Only the mean over the pieces is wanted and the last product is linear: one row of it instead of all.
        var mean = pooled[..(Tile.Rows * Width)];
        var meanHidden = pooled[mean.Length..];
        var change = layer.Change[..mean.Length];
        Average(layer.Hidden, pieces.Length, meanHidden[..TransformerLayer.HiddenWidth]);
        weights.Second.Contract.Multiply(meanHidden, Tile.Rows, change);
        Average(state, pieces.Length, mean[..Width]);
        TensorPrimitives.Add(mean[..Width], change[..Width], mean[..Width]);
    }

    /// <summary>Twice the piece's vector plus its position's signal: the original adds the embedding to itself.</summary>
    private void FillInput(ReadOnlySpan<int> pieces, Span<float> input)
    {
        input.Clear();
        for (var i = 0; i < pieces.Length; i++)
        {
            var vector = weights.PieceVectors.AsSpan(pieces[i] * PieceWidth, PieceWidth);
            TensorPrimitives.MultiplyAdd(vector, 2f, _timing.AsSpan(i * PieceWidth, PieceWidth), input.Slice(i * PieceWidth, PieceWidth));
        }
    }

    private static void Average(ReadOnlySpan<float> rows, int count, Span<float> mean)
    {
        mean.Clear();
        for (var row = 0; row < count; row++)
            TensorPrimitives.Add(mean, rows.Slice(row * mean.Length, mean.Length), mean);
        TensorPrimitives.Divide(mean, count, mean);
    }

    /// <summary>[128, 256]: sines, then cosines, of the position at wave lengths from 2π to 20,000π in geometric progression.</summary>
    private static float[] TimingSignal()
    {
        const int Waves = PieceWidth / 2;
        var signal = new float[MaximumPieces * PieceWidth];
        for (var wave = 0; wave < Waves; wave++)
        {
            var frequency = MathF.Exp(-wave * MathF.Log(10_000) / (Waves - 1));
            for (var position = 0; position < MaximumPieces; position++)
            {
                signal[(position * PieceWidth) + wave] = MathF.Sin(position * frequency);
                signal[(position * PieceWidth) + Waves + wave] = MathF.Cos(position * frequency);
            }
        }

        return signal;
    }
}

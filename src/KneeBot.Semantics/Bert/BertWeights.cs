using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics.Bert;

/// <summary>Reads learnt values in the order in which they were written: little-endian half floats, widened to single precision.</summary>
internal ref struct BertReader(ReadOnlySpan<byte> content)
{
    private const int Width = BertShape.Width;

    private ReadOnlySpan<Half> _rest = MemoryMarshal.Cast<byte, Half>(content);

    public float[] Vector(int length)
    {
        var vector = GC.AllocateUninitializedArray<float>(length);
        TensorPrimitives.ConvertToSingle(_rest[..length], vector);
        _rest = _rest[length..];
        return vector;
    }

    public LayerNorm Norm() => new(Vector(Width), Vector(Width), BertShape.Epsilon);

    public PackedMatrix Matrix(int inputs, int outputs) => new(Vector(inputs * outputs), Vector(outputs));

    public IntegerMatrix Integers(int inputs, int outputs)
    {
        var weights = _rest[..(inputs * outputs)];
        _rest = _rest[weights.Length..];
        return new IntegerMatrix(weights, Vector(outputs));
    }

    public BertLayer Layer() => new(
        Integers(Width, 3 * Width),
        Integers(Width, Width),
        Norm(),
        Integers(Width, BertShape.HiddenWidth),
        Integers(BertShape.HiddenWidth, Width),
        Norm());
}

/// <summary>The vectors a text's pieces begin with: the piece's own and its position's, normalised.</summary>
internal sealed class PieceVectors
{
    private const int Width = BertShape.Width;

    private readonly float[] _scales;
    private readonly byte[] _values;
    private readonly int _start;
    private readonly float[] _positions;
    private readonly LayerNorm _norm;

    /// <param name="pieces">One scale (single precision) for each piece, then 384 signed bytes for each: a value is byte times scale.</param>
    /// <param name="positions">Row-major [512, 384].</param>
    /// <param name="norm">Normalises the sum.</param>
    public PieceVectors(byte[] pieces, float[] positions, LayerNorm norm)
    {
        _scales = MemoryMarshal.Cast<byte, float>(pieces.AsSpan(0, BertShape.Vocabulary * sizeof(float))).ToArray();
        _start = BertShape.Vocabulary * sizeof(float);
        (_values, _positions, _norm) = (pieces, positions, norm);
    }

    /// <summary>Fills one row for each piece; rows beyond them become zero.</summary>
    /// <param name="pieces">Identifiers, at most <see cref="BertShape.Positions"/>.</param>
    /// <param name="state">Row-major [rows, 384].</param>
    public void Fill(ReadOnlySpan<int> pieces, Span<float> state)
    {
        Span<float> sum = stackalloc float[Width];
        state[(pieces.Length * Width)..].Clear();
        for (var i = 0; i < pieces.Length; i++)
        {
            var bytes = MemoryMarshal.Cast<byte, sbyte>(_values.AsSpan(_start + (pieces[i] * Width), Width));
            TensorPrimitives.ConvertTruncating(bytes, sum);
            TensorPrimitives.MultiplyAdd(sum, _scales[pieces[i]], _positions.AsSpan(i * Width, Width), sum);
            _norm.Apply(sum, state.Slice(i * Width, Width));
        }
    }
}

/// <summary>All learnt values of a model. Immutable: any number of threads may share one instance.</summary>
internal sealed record BertWeights(PieceVectors Pieces, IReadOnlyList<BertLayer> Layers)
{
    private const int LayerCount = 6;

    /// <param name="pieces">The verified content of <see cref="ModelFile.ArcticPieces"/>.</param>
    /// <param name="layers">The verified content of <see cref="ModelFile.ArcticWeights"/>.</param>
    public static BertWeights Parse(byte[] pieces, ReadOnlySpan<byte> layers)
    {
        var reader = new BertReader(layers);
        var positions = reader.Vector(BertShape.Positions * BertShape.Width);
        var vectors = new PieceVectors(pieces, positions, reader.Norm());
        var list = new BertLayer[LayerCount];
        for (var i = 0; i < list.Length; i++)
            list[i] = reader.Layer();
        return new BertWeights(vectors, list);
    }
}

using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics.Bert;

/// <summary>Reads learnt values in the order in which they were written: little-endian half floats, widened to single precision, and the layers' matrices as bytes.</summary>
/// <param name="content">The file.</param>
/// <param name="layers">How many layers will be read: their weights lie in one block.</param>
internal sealed class BertReader(ModelFileReader content, int layers)
{
    private const int Width = BertShape.Width;

    private Memory<sbyte> _room = LargePages.Allocate<sbyte>(layers * BertLayer.Weights);

    public float[] Vector(int length)
    {
        var vector = GC.AllocateUninitializedArray<float>(length);
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(content.Take(length * sizeof(short))), vector);
        return vector;
    }

    public LayerNorm Norm() => new(Vector(Width), Vector(Width), BertShape.Epsilon);

    public PackedMatrix Matrix(int inputs, int outputs) => new(Vector(inputs * outputs), Vector(outputs));

    /// <summary>The bias, what a step of each column is worth, in single precision, and the steps.</summary>
    public IntegerMatrix Integers(int inputs, int outputs)
    {
        var bias = Vector(outputs);
        var scales = new float[outputs];
        content.Take(MemoryMarshal.AsBytes(scales.AsSpan()));
        var room = _room[..(inputs * outputs)];
        _room = _room[room.Length..];
        content.Take(MemoryMarshal.AsBytes(room.Span));
        return new IntegerMatrix(room, scales, bias);
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

    private readonly float[] _scales = new float[BertShape.Vocabulary];
    private readonly Memory<sbyte> _values = LargePages.Allocate<sbyte>(BertShape.Vocabulary * Width);
    private readonly float[] _positions;
    private readonly LayerNorm _norm;

    /// <param name="pieces">One scale (single precision) for each piece, then 384 signed bytes for each: a value is byte times scale.</param>
    /// <param name="positions">Row-major [512, 384].</param>
    /// <param name="norm">Normalises the sum.</param>
    public PieceVectors(ModelFileReader pieces, float[] positions, LayerNorm norm)
    {
        pieces.Take(MemoryMarshal.AsBytes(_scales.AsSpan()));
        pieces.Take(MemoryMarshal.AsBytes(_values.Span));
        (_positions, _norm) = (positions, norm);
    }

    /// <summary>Fills one row for each piece; rows beyond them become zero.</summary>
    /// <param name="pieces">Identifiers, at most <see cref="BertShape.Positions"/>.</param>
    /// <param name="state">Row-major [rows, 384].</param>
    public void Fill(ReadOnlySpan<int> pieces, Span<float> state)
    {
        Span<float> sum = stackalloc float[Width];
        var values = _values.Span;
        state[(pieces.Length * Width)..].Clear();
        for (var i = 0; i < pieces.Length; i++)
        {
            TensorPrimitives.ConvertTruncating<sbyte, float>(values.Slice(pieces[i] * Width, Width), sum);
            TensorPrimitives.MultiplyAdd(sum, _scales[pieces[i]], _positions.AsSpan(i * Width, Width), sum);
            _norm.Apply(sum, state.Slice(i * Width, Width));
        }
    }
}

/// <summary>All learnt values of a model. Immutable: any number of threads may share one instance.</summary>
internal sealed record BertWeights(PieceVectors Pieces, IReadOnlyList<BertLayer> Layers)
{
    private const int LayerCount = 6;

    /// <summary>Reads <see cref="ModelFile.ArcticPieces"/> and <see cref="ModelFile.ArcticWeights"/>.</summary>
    /// <param name="directory">Where they lie; null: in this assembly.</param>
    /// <exception cref="EncoderUnavailableException">One is missing or damaged.</exception>
    public static BertWeights Load(string? directory) => ModelFile.ArcticWeights.Read(directory, file =>
    {
        var reader = new BertReader(file, LayerCount);
        var positions = reader.Vector(BertShape.Positions * BertShape.Width);
        var norm = reader.Norm();
        var vectors = ModelFile.ArcticPieces.Read(directory, pieces => new PieceVectors(pieces, positions, norm));
        return new BertWeights(vectors, [.. Enumerable.Range(0, LayerCount).Select(_ => reader.Layer())]);
    });
}

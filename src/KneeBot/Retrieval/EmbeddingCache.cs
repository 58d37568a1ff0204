using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace KneeBot.Retrieval;

/// <summary>
/// Vectors kept between runs, by the hash of the text they stand for: a text that is indexed again, in whatever article, costs
/// nothing. One file that only grows; a record that was cut off or damaged is made again.
/// </summary>
/// <remarks>A program that finds the file in use by another reads what is there and keeps its own vectors in memory.</remarks>
public sealed class EmbeddingCache : IDisposable
{
    private const int HashLength = 16;

    private readonly Dictionary<Hash, float[]> _vectors = [];
    private readonly Lock _lock = new();
    private readonly FileStream? _claim, _file;
    private readonly string _model;

    private readonly record struct Hash(long First, long Second);

    /// <summary>Opens or makes the cache of one encoder.</summary>
    /// <param name="folder">Folder of the file; made if needed.</param>
    /// <param name="model">The encoder's name; another one has another file.</param>
    /// <param name="dimensions">Length of its vectors.</param>
    /// <exception cref="IOException">The folder cannot be made or the file not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to it.</exception>
    public EmbeddingCache(string folder, string model, int dimensions)
    {
        _model = model;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{model}-{dimensions}.vectors");
        try
        {
            // Systems differ in what a second program may do with a file that is open, but not in this.
            _claim = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            using var inUse = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Read(inUse, dimensions);
            return;
        }

        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        var whole = Read(_file, dimensions);
        _file.SetLength(whole);
        _file.Position = whole;
    }

    /// <summary>The cache of an encoder in a folder; null when there is no folder or no encoder, or the folder cannot be used.</summary>
    public static EmbeddingCache? Open(string? folder, IEmbeddingGenerator<string, Embedding<float>>? encoder)
    {
        if (string.IsNullOrEmpty(folder) || encoder?.GetService(typeof(EmbeddingGeneratorMetadata)) is not EmbeddingGeneratorMetadata { DefaultModelId: { Length: > 0 } model, DefaultModelDimensions: { } dimensions })
            return null;
        try
        {
            return new EmbeddingCache(Path.GetFullPath(folder, AppContext.BaseDirectory), string.Join('-', model.Split(Path.GetInvalidFileNameChars())), dimensions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Vectors held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _vectors.Count;
        }
    }

    /// <summary>Whether new vectors are written to the file, and not only kept in memory.</summary>
    public bool IsWritten => _file is not null;

    /// <summary>The vector of a text, or null.</summary>
    public float[]? Find(string text)
    {
        var hash = Of(text);
        lock (_lock)
            return _vectors.GetValueOrDefault(hash);
    }

    /// <summary>Keeps the vector of a text.</summary>
    public void Add(string text, ReadOnlyMemory<float> vector)
    {
        var hash = Of(text);
        lock (_lock)
        {
            if (!_vectors.TryAdd(hash, vector.ToArray()) || _file is null)
                return;
            _file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in hash)));
            _file.Write(MemoryMarshal.AsBytes(vector.Span));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _claim?.Dispose();
        }
    }

    /// <summary>Reads whole records; returns where the last one ends.</summary>
    private long Read(FileStream file, int dimensions)
    {
        var record = new byte[HashLength + dimensions * sizeof(float)];
        var buffered = new BufferedStream(file, 1 << 20); // not disposed: the file stays open
        long whole = 0;
        while (buffered.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
        {
            var vector = MemoryMarshal.Cast<byte, float>(record.AsSpan(HashLength)).ToArray();
            whole += record.Length;
            if (vector.All(float.IsFinite))
                _vectors[MemoryMarshal.Read<Hash>(record)] = vector;
        }

        return whole;
    }

    private Hash Of(string text) =>
        MemoryMarshal.Read<Hash>(SHA256.HashData(Encoding.UTF8.GetBytes(_model + "\n" + text)));
}

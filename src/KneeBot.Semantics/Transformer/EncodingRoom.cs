using System.Collections.Concurrent;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// The room that encoding takes, some megabytes for a long text. As many texts as there are processors are encoded at once, for more would
/// not be done sooner, and each of these has a place that it hands on to the next: pools keep room for each length that ever came.
/// </summary>
internal static class EncodingRoom
{
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);
    private static readonly ConcurrentBag<Buffers> Unused = [];

    /// <summary>Waits for a place; dispose of it when the text is encoded.</summary>
    public static Place Enter()
    {
        Free.Wait();
        return new Place(Unused.TryTake(out var buffers) ? buffers : new Buffers());
    }

    /// <summary>Grows to what the longest text needs, so that memory does not grow by and by as longer ones come.</summary>
    internal sealed class Buffers
    {
        /// <summary>Enough for all but very long texts.</summary>
        private const int UsualFloats = 480 * 1024, UsualBytes = 256 * 1024;

        public float[] Floats { get; set; } = GC.AllocateUninitializedArray<float>(UsualFloats);

        public byte[] Bytes { get; set; } = GC.AllocateUninitializedArray<byte>(UsualBytes);
    }

    /// <summary>A place among those that encode.</summary>
    public readonly ref struct Place
    {
        private readonly Buffers _buffers;

        internal Place(Buffers buffers) => _buffers = buffers;

        /// <summary>Room for values, of any content; each call hands out the same.</summary>
        public Span<float> Floats(int length)
        {
            if (_buffers.Floats.Length < length)
                _buffers.Floats = GC.AllocateUninitializedArray<float>(length);
            return _buffers.Floats.AsSpan(0, length);
        }

        /// <summary>Room for rounded values, of any content; each call hands out the same.</summary>
        public Span<byte> Bytes(int length)
        {
            if (_buffers.Bytes.Length < length)
                _buffers.Bytes = GC.AllocateUninitializedArray<byte>(length);
            return _buffers.Bytes.AsSpan(0, length);
        }

        public void Dispose()
        {
            Unused.Add(_buffers);
            Free.Release();
        }
    }
}

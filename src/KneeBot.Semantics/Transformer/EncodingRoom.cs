using System.Buffers;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// The room that encoding takes, some megabytes for a long text. As many texts as there are processors are encoded at once, for more would
/// not be done sooner, and room is kept for these: pools for everybody keep it for each thread that ever encoded.
/// </summary>
internal static class EncodingRoom
{
    private const int LongestKept = 1 << 20;

    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    public static ArrayPool<float> Floats { get; } = ArrayPool<float>.Create(LongestKept, Environment.ProcessorCount);

    public static ArrayPool<short> Integers { get; } = ArrayPool<short>.Create(LongestKept, Environment.ProcessorCount);

    /// <summary>Waits for a place; dispose of it when the text is encoded.</summary>
    public static Place Enter()
    {
        Free.Wait();
        return default;
    }

    /// <summary>A place among those that encode.</summary>
    public readonly ref struct Place
    {
#pragma warning disable CA1822 // What "using" calls belongs to the instance.
        public void Dispose() => Free.Release();
#pragma warning restore CA1822
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace KneeBot.Retrieval;

/// <summary>What was made of the latest texts, for in a turn the same few are looked at from many sides. Once there are too many, it begins anew.</summary>
/// <param name="most">Texts it keeps; of several added at once it may be a few more.</param>
internal sealed class KeptByText<T>(int most)
{
    private readonly ConcurrentDictionary<string, T> _made = new(StringComparer.Ordinal);
    private int _count; // the dictionary's own takes all of its locks

    /// <summary>What was made of a text; false when it was not, or is forgotten.</summary>
    public bool TryGet(string text, [MaybeNullWhen(false)] out T made) => _made.TryGetValue(text, out made);

    /// <returns>What was made, kept or not.</returns>
    public T Keep(string text, T made)
    {
        if (Volatile.Read(ref _count) >= most)
        {
            Volatile.Write(ref _count, 0);
            _made.Clear();
        }

        if (_made.TryAdd(text, made))
            Interlocked.Increment(ref _count);
        return made;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace KneeBot.Retrieval;

/// <summary>What was made of the latest texts, for in a turn the same few are looked at from many sides. Once there are too many, it begins anew.</summary>
/// <param name="most">Texts it keeps.</param>
internal sealed class KeptByText<T>(int most)
{
    private readonly ConcurrentDictionary<string, T> _made = new(StringComparer.Ordinal);

    /// <summary>What was made of a text; false when it was not, or is forgotten.</summary>
    public bool TryGet(string text, [MaybeNullWhen(false)] out T made) => _made.TryGetValue(text, out made);

    /// <returns>What is kept.</returns>
    public T Keep(string text, T made)
    {
        if (_made.Count >= most)
            _made.Clear();
        return _made[text] = made;
    }
}

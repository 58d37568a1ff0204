using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// What the articles say to the questions asked lately: many visitors ask the same, and the articles do not change. Only questions made of
/// words that the articles know are kept, and of these not the words: nothing a visitor said of themselves stays.
/// </summary>
/// <param name="byMeaning">Whether passages are found by meaning as well. Where the encoder failed, the lesser answer is not kept.</param>
/// <param name="capacity">Questions kept.</param>
public sealed class KeptDrafts(bool byMeaning, int capacity = KeptDrafts.DefaultCapacity)
{
    internal const int DefaultCapacity = 500;

    private readonly ConcurrentDictionary<UInt128, FoundAnswer> _kept = [];

    /// <summary>Questions held now.</summary>
    internal int Count => _kept.Count;

    /// <summary>The passages and the draft for a question; null when they are not held.</summary>
    internal FoundAnswer? Find(string question) => _kept.GetValueOrDefault(Key(question));

    /// <summary>Holds them, when they may be.</summary>
    internal void Keep(string question, FoundAnswer answer)
    {
        if (answer.Passages.Count == 0 || answer.Draft.Decision is not { Unknown.Count: 0 } || answer.Passages.Any(found => (found.Similarity is null) == byMeaning))
            return;
        if (_kept.Count >= capacity)
            _kept.Clear();
        _kept[Key(question)] = answer;
    }

    private static UInt128 Key(string question) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.Unicode.GetBytes(question)));
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace KneeBot.Semantics.Tokenization;

/// <summary>
/// SentencePiece's unigram tokenisation exactly as <c>@energetic-ai/embeddings</c> 0.2.0 does it, oddities included:
/// case is kept; spaces are neither collapsed nor trimmed; a tab or line feed is an unknown symbol; a symbol outside the
/// vocabulary costs nothing and neighbouring ones merge into one unknown piece; pieces with a colon score 0 or (":30") 30.
/// </summary>
internal sealed class UnigramTokenizer(PieceTrie pieces, CompatibilityNormalizer normalizer)
{
    /// <summary>Characters of a text that are read: far more than 128 pieces cover, save in runs of unknown symbols.</summary>
    public const int MaximumCharacters = 8_192;

    private const int Separator = '\u2581';
    private const int Unknown = 0;

    /// <summary>The text's first pieces, as many as <paramref name="identifiers"/> holds; returns how many.</summary>
    public int Encode(ReadOnlySpan<char> text, Span<int> identifiers)
    {
        if (text.IsEmpty)
            return 0;
        var symbols = new List<int>(Math.Min(text.Length, MaximumCharacters) + 1) { Separator };
        normalizer.AppendTo(symbols, Clip(text));
        var path = CollectionsMarshal.AsSpan(symbols);
        path.Replace(' ', Separator);

        var last = ArrayPool<int>.Shared.Rent(path.Length + 1);
        FindBestPath(path, last.AsSpan(0, path.Length + 1));
        var count = Collect(last.AsSpan(0, path.Length + 1), identifiers);
        ArrayPool<int>.Shared.Return(last);
        return count;
    }

    private static ReadOnlySpan<char> Clip(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaximumCharacters)
            return text;
        var splitsPair = char.IsHighSurrogate(text[MaximumCharacters - 1]);
        return text[..(splitsPair ? MaximumCharacters - 1 : MaximumCharacters)];
    }

    /// <summary>
    /// Viterbi: for every end position, the last piece of the best path to it. A score of exactly 0 reads as "no path yet",
    /// and positions which no piece reaches still start paths: so it is in the reference.
    /// </summary>
    private void FindBestPath(ReadOnlySpan<int> symbols, Span<int> last)
    {
        var rented = ArrayPool<double>.Shared.Rent(last.Length);
        var best = rented.AsSpan(0, last.Length);
        best.Clear();
        last.Clear();
        for (var start = 0; start < symbols.Length; start++)
        {
            var matched = false;
            var node = PieceTrie.Root;
            for (var end = start; end < symbols.Length && (node = pieces.Step(node, symbols[end])) >= 0; end++)
            {
                var piece = pieces.PieceAt(node);
                if (piece.Identifier == Unknown)
                    continue;
                matched = true;
                Offer(end + 1, best[start] + piece.Score, piece.Identifier, best, last);
            }

            if (!matched)
                Offer(start + 1, best[start], Unknown, best, last);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Offer(int end, double score, int identifier, Span<double> best, Span<int> last)
    {
        if (best[end] == 0 || score >= best[end])
        {
            best[end] = score;
            last[end] = identifier;
        }
    }

    /// <summary>Walks the path from its end, one unknown piece for a run of them, then copies its beginning.</summary>
    private int Collect(Span<int> last, Span<int> identifiers)
    {
        var first = last.Length; // the part of `last` already walked is free to hold the result
        var previous = -1;
        for (var end = last.Length - 1; end > 0;)
        {
            var identifier = last[end];
            end -= pieces.LengthOf(identifier);
            if (identifier != Unknown || previous != Unknown)
                last[--first] = identifier;
            previous = identifier;
        }

        var count = Math.Min(last.Length - first, identifiers.Length);
        last.Slice(first, count).CopyTo(identifiers);
        return count;
    }
}

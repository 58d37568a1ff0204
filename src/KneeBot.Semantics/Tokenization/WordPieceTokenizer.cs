using System.Globalization;

namespace KneeBot.Semantics.Tokenization;

/// <summary>
/// BERT's tokenizer without case: words and single punctuation marks, each cut greedily into the longest pieces the vocabulary
/// holds. Expects text whose accents and look-alikes are folded already; other letters become the unknown piece.
/// </summary>
internal sealed class WordPieceTokenizer
{
    /// <summary>A longer word is one unknown piece.</summary>
    private const int LongestWord = 100;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _whole;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rest;
    private readonly int _unknown;

    /// <param name="pieces">The vocabulary: a piece's index is its identifier; <c>##</c> marks a piece within a word.</param>
    public WordPieceTokenizer(IReadOnlyList<string> pieces)
    {
        var whole = new Dictionary<string, int>(StringComparer.Ordinal);
        var rest = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < pieces.Count; id++)
        {
            if (pieces[id].StartsWith("##", StringComparison.Ordinal))
                rest[pieces[id][2..]] = id;
            else
                whole[pieces[id]] = id;
        }

        (Start, End, _unknown) = (whole["[CLS]"], whole["[SEP]"], whole["[UNK]"]);
        _whole = whole.GetAlternateLookup<ReadOnlySpan<char>>();
        _rest = rest.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The piece every text begins with, <c>[CLS]</c>.</summary>
    public int Start { get; }

    /// <summary>The piece every part ends with, <c>[SEP]</c>.</summary>
    public int End { get; }

    /// <summary>The pieces of a text, without <see cref="Start"/> and <see cref="End"/>; what is past <paramref name="most"/> is left out.</summary>
    public List<int> Encode(ReadOnlySpan<char> text, int most)
    {
        var pieces = new List<int>(Math.Min(most, (text.Length / 4) + 4));
        for (var at = 0; at < text.Length && pieces.Count < most;)
        {
            var end = at;
            while (end < text.Length && IsPartOfWord(text[end])) end++;
            if (end > at)
                Cut(text[at..end], pieces);
            else if (IsMark(text[end++]))
                Cut(text[at..end], pieces);
            at = end;
        }

        if (pieces.Count > most)
            pieces.RemoveRange(most, pieces.Count - most);
        return pieces;
    }

    private void Cut(ReadOnlySpan<char> word, List<int> pieces)
    {
        var first = pieces.Count;
        if (word.Length <= LongestWord)
        {
            Span<char> lower = stackalloc char[LongestWord];
            word.ToLowerInvariant(lower);
            var rest = lower[..word.Length];
            var lookup = _whole;
            while (rest.Length > 0 && Longest(rest, lookup) is var (length, piece) && length > 0)
            {
                pieces.Add(piece);
                rest = rest[length..];
                lookup = _rest;
            }

            if (rest.Length == 0)
                return;
            pieces.RemoveRange(first, pieces.Count - first);
        }

        pieces.Add(_unknown);
    }

    private static (int Length, int Piece) Longest(ReadOnlySpan<char> text, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup)
    {
        for (var length = text.Length; length > 0; length--)
            if (lookup.TryGetValue(text[..length], out var piece))
                return (length, piece);
        return (0, 0);
    }

    private static bool IsPartOfWord(char c) => !char.IsWhiteSpace(c) && !IsMark(c) && !IsUnseen(c);

    private static bool IsUnseen(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>Marks stand for themselves: punctuation, ASCII symbols, Chinese characters.</summary>
    private static bool IsMark(char c) =>
        char.IsPunctuation(c) || c is >= '!' and <= '/' or >= ':' and <= '@' or >= '[' and <= '`' or >= '{' and <= '~' or >= '\u4E00' and <= '\u9FFF';
}

using System.Globalization;

namespace KneeBot.Semantics.Tokenization;

/// <summary>The vocabulary as a prefix tree over code points.</summary>
internal sealed class PieceTrie
{
    /// <summary>The first lines of the vocabulary are control symbols, which no text matches.</summary>
    private const int ReservedPieces = 6;

    private readonly Dictionary<(int Node, int Symbol), int> _children = [];
    private readonly List<Piece> _pieces = [default];
    private readonly List<int> _lengths = [];

    public PieceTrie(byte[] vocabulary)
    {
        foreach (var fields in TabSeparated.Lines(vocabulary))
        {
            var identifier = _lengths.Count;
            _lengths.Add(fields[0].Length);
            if (identifier >= ReservedPieces)
                Insert(fields[0], new(identifier, double.Parse(fields[1], CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The root, where every match starts.</summary>
    public static int Root => 0;

    /// <summary>The node reached from <paramref name="node"/> by <paramref name="symbol"/>, or -1.</summary>
    public int Step(int node, int symbol) => _children.GetValueOrDefault((node, symbol), -1);

    /// <summary>The piece that ends at <paramref name="node"/>; its identifier is 0 when none does.</summary>
    public Piece PieceAt(int node) => _pieces[node];

    /// <summary>Length of a piece in code points; 1 for the unknown piece.</summary>
    public int LengthOf(int identifier) => _lengths[identifier];

    /// <summary>Of two equal pieces (the vocabulary has two) the later one stays, as in the reference.</summary>
    private void Insert(string text, Piece piece)
    {
        var node = Root;
        foreach (var symbol in text) // no piece leaves the basic multilingual plane
        {
            var next = Step(node, symbol);
            if (next < 0)
            {
                next = _pieces.Count;
                _pieces.Add(default);
                _children.Add((node, symbol), next);
            }

            node = next;
        }

        _pieces[node] = piece;
    }

    /// <summary>An entry of the vocabulary and its log probability.</summary>
    public readonly record struct Piece(int Identifier, double Score);
}

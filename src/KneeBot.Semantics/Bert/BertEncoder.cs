using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics.Bert;

/// <summary>Runs pieces through layers and hands over the state of the first piece, <c>[CLS]</c>, which stands for the whole text.</summary>
internal static class BertEncoder
{
    private const int Width = BertShape.Width;

    /// <param name="vectors">What the pieces begin with.</param>
    /// <param name="layers">The layers, in order.</param>
    /// <param name="pieces">Identifiers beginning with <c>[CLS]</c>, at most <see cref="BertShape.Positions"/>.</param>
    /// <param name="first">Receives the first piece's final state, 384 floats.</param>
    public static void Encode(PieceVectors vectors, IReadOnlyList<BertLayer> layers, ReadOnlySpan<int> pieces, Span<float> first)
    {
        using var place = EncodingRoom.Enter();
        var rows = Tile.PadRows(pieces.Length);
        var floats = place.Floats((rows * Width) + BertLayer.WorkingSpace(rows));
        var state = floats[..(rows * Width)];
        var rounded = place.Bytes(rows * BertShape.HiddenWidth);
        vectors.Fill(pieces, state);
        for (var i = 0; i < layers.Count; i++)
            layers[i].Apply(state, pieces.Length, i == layers.Count - 1 ? Tile.Rows : rows, floats[state.Length..], rounded);
        state[..Width].CopyTo(first);
    }
}

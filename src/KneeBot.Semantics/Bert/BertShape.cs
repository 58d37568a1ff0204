namespace KneeBot.Semantics.Bert;

/// <summary>The sizes of the model (MiniLM, six layers, 384 wide).</summary>
internal static class BertShape
{
    /// <summary>Floats of a piece's state.</summary>
    public const int Width = 384;

    /// <summary>Floats of the feed-forward network's hidden layer.</summary>
    public const int HiddenWidth = 4 * Width;

    /// <summary>Heads of attention.</summary>
    public const int Heads = 12;

    /// <summary>Pieces in the vocabulary.</summary>
    public const int Vocabulary = 30_522;

    /// <summary>Positions the model knows; a text's pieces past them do not count.</summary>
    public const int Positions = 512;

    /// <summary>Added to the variance in layer normalisation.</summary>
    public const float Epsilon = 1e-12f;
}

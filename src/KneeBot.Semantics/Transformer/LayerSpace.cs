namespace KneeBot.Semantics.Transformer;

/// <summary>Room for the intermediate results of a layer over a number of rows, cut from one array.</summary>
internal readonly ref struct LayerSpace
{
    private const int Width = TransformerLayer.Width;
    private const int HiddenWidth = TransformerLayer.HiddenWidth;

    public LayerSpace(Span<float> space, int rows)
    {
        Narrow = space[..(rows * Width)];
        Change = space.Slice(rows * Width, rows * Width);
        Hidden = space.Slice(2 * rows * Width, rows * HiddenWidth);
        Attention = space.Slice(rows * ((2 * Width) + HiddenWidth), Transformer.Attention.WorkingSpace(rows, Width, TransformerLayer.Heads));
    }

    /// <summary>[rows, 512]: normalised input, later the attention's mixture.</summary>
    public Span<float> Narrow { get; }

    /// <summary>[rows, 512]: what a half layer adds to the state.</summary>
    public Span<float> Change { get; }

    /// <summary>[rows, 1536]: queries, keys and values, later the feed-forward network's hidden layer.</summary>
    public Span<float> Hidden { get; }

    /// <summary>Working space of <see cref="Transformer.Attention"/>.</summary>
    public Span<float> Attention { get; }

    public static int Length(int rows) =>
        (rows * ((2 * Width) + HiddenWidth)) + Transformer.Attention.WorkingSpace(rows, Width, TransformerLayer.Heads);
}

using KneeBot.Guardrails;
using KneeBot.Semantics.Bert;
using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics.Guarding;

/// <summary>What the network thinks of a text: the logarithms of odds and shares, before they are made to sum to one.</summary>
/// <param name="Urgencies">One for each of none, seeDoctor, urgentCare, emergency, crisis.</param>
/// <param name="Flags">One for each red flag, in the order of <see cref="GuardNetwork.Flags"/>, supposing that there is one.</param>
/// <param name="Diagnosis">That a personal diagnosis, treatment or dose is asked for.</param>
internal readonly record struct GuardScores(float[] Urgencies, float[] Flags, float Diagnosis)
{
    /// <summary>How far "none" stands above the likeliest urgency.</summary>
    public float Harmlessness => Urgencies[0] - Urgencies[1..].Max();
}

/// <summary>
/// A small transformer that reads a whole dialogue, word order, negation and all: the first layer of arctic-embed-xs as it is, five
/// more fine-tuned on the labelled messages, and linear heads on the first piece. Made by training/train.py.
/// </summary>
internal sealed class GuardNetwork
{
    /// <summary>Layers taken from the sentence encoder unchanged.</summary>
    public const int SharedLayers = 1;

    /// <summary>Most pieces read at once; of a longer dialogue the end.</summary>
    public const int MaximumPieces = 160;

    private const int OwnLayers = 5, Urgencies = 5, Outputs = Tile.Columns;

    /// <summary>The red flags in the order of the network's outputs.</summary>
    public static readonly string[] Flags =
    [
        "pe", "dvt", "ruptured-cyst", "septic-joint", "post-surgical-infection", "cellulitis", "fracture", "dislocation-vascular",
        "limb-ischaemia", "compartment", "cauda-equina", "foot-drop", "locked-knee", "extensor-rupture", "haemarthrosis",
        "cannot-bear-weight", "gives-way", "tumour", "child", "nec-fasc", "pulsing-lump", "other-emergency", "abuse", "self-harm",
    ];

    private readonly BertModel _model;
    private readonly BertLayer[] _layers;
    private readonly PackedMatrix _heads;

    private GuardNetwork(BertModel model, BertLayer[] layers, PackedMatrix heads) => (_model, _layers, _heads) = (model, layers, heads);

    /// <summary>The network with the embedded weights.</summary>
    /// <exception cref="EncoderUnavailableException">The weights are missing or damaged.</exception>
    public static GuardNetwork Load(BertModel model) => ModelFile.Guard.Read(directory: null, file => Read(model, file));

    /// <summary>The network with weights as training/train.py writes them.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    internal static GuardNetwork Read(BertModel model, ModelFileReader file)
    {
        var reader = new BertReader(file, OwnLayers);
        var layers = new BertLayer[SharedLayers + OwnLayers];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = i < SharedLayers ? model.Weights.Layers[i] : reader.Layer();
        return new GuardNetwork(model, layers, reader.Matrix(BertShape.Width, Outputs));
    }

    /// <summary>Judges a dialogue: of a long one, the window that looks most dangerous.</summary>
    public GuardScores Judge(IReadOnlyList<MessageAnalysis> messages) =>
        Pieces(_model, [.. messages.Select(message => message.Text.Unmasked)]).Select(window => Judge(window)).MinBy(scores => scores.Harmlessness);

    internal GuardScores Judge(ReadOnlySpan<int> pieces)
    {
        var state = new float[Tile.Rows * BertShape.Width];
        var scores = new float[Tile.Rows * Outputs];
        BertEncoder.Encode(_model.Weights.Pieces, _layers, pieces, state.AsSpan(0, BertShape.Width));
        _heads.Multiply(state, Tile.Rows, scores);
        return new GuardScores(scores[..Urgencies], scores[Urgencies..(Urgencies + Flags.Length)], scores[Urgencies + Flags.Length]);
    }

    /// <summary>
    /// The windows in which a dialogue is read, the last first: of a long one those that hold something of its last message, its
    /// beginning with some of what was said before. What came earlier was read when it was said.
    /// </summary>
    /// <param name="model">Its tokenizer cuts the texts.</param>
    /// <param name="texts">The dialogue's messages, oldest first.</param>
    public static IReadOnlyList<int[]> Pieces(BertModel model, IReadOnlyList<string> texts)
    {
        const int Most = 1_200, Overlap = 40, Step = MaximumPieces - Overlap;
        var all = model.Pieces(texts, Most);
        if (all.Length <= MaximumPieces)
            return [all];
        var last = all.AsSpan(..^1).LastIndexOf(model.Tokenizer.End) + 1;
        var first = Math.Max(1, last - Overlap);
        var windows = new List<int[]>();
        for (var end = all.Length; ; end -= Step)
        {
            var start = Math.Max(1, end - MaximumPieces + 1);
            windows.Add([all[0], .. all[start..end]]);
            if (start <= first)
                return windows;
        }
    }
}

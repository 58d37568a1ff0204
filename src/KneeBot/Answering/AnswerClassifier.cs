using System.Reflection;
using System.Text.Json;

namespace KneeBot.Answering;

/// <summary>
/// The decision to answer: a logistic regression on the signals of a draft, and small decision trees for what a sum cannot say
/// ("no number in the answer" weighs only if one is asked for). <c>kneebot eval train</c> makes <c>answer-decision.json</c>.
/// </summary>
internal sealed class AnswerClassifier
{
    /// <summary>What the names of the weights for few sentences end with.</summary>
    public const string Few = "-few";

    private readonly Dictionary<string, DecisionModel> _models;

    public AnswerClassifier() => _models = BuiltIn().ToDictionary(model => model.Key, model => DecisionModel.Read(model.Value), StringComparer.Ordinal);

    /// <summary>Name of the weights for a draft.</summary>
    /// <param name="semantic">Whether meanings were compared.</param>
    /// <param name="given">Whether one passage was given and none searched for.</param>
    /// <param name="few">Whether the articles have so few sentences that rarity and distance between them say less.</param>
    public static string ModelOf(bool semantic, bool given, bool few) => (semantic ? "semantic" : "lexical") + (given ? "-given" : few ? Few : "");

    /// <summary>The weights as they stand in the file, by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> BuiltIn()
    {
        using var document = JsonDocument.Parse(Open());
        return document.RootElement.EnumerateObject().ToDictionary(model => model.Name, model => model.Value.Clone(), StringComparer.Ordinal);
    }

    private static Stream Open() => Assembly.GetExecutingAssembly().GetManifestResourceStream("Answers/answer-decision.json")
        ?? throw new InvalidOperationException("The embedded file 'answer-decision.json' is missing from the assembly.");

    /// <summary>Judges signals.</summary>
    public AnswerDecision Judge(string model, IReadOnlyDictionary<string, double> signals) =>
        new(signals, _models.TryGetValue(model, out var weights) || _models.TryGetValue(model.Split('-')[0], out weights) ? weights.Probability(signals) : 0.5) { Model = model };
}

/// <summary>One set of weights: the mean of a linear log-odds and of that of the trees.</summary>
/// <param name="Bias">Log-odds of the linear part when every signal is 0.</param>
/// <param name="Weights">Log-odds for each unit of a signal.</param>
/// <param name="TreeBias">Log-odds of the trees' part before any tree.</param>
/// <param name="Trees">Trees whose leaves add up.</param>
internal sealed record DecisionModel(double Bias, IReadOnlyDictionary<string, double> Weights, double TreeBias, IReadOnlyList<DecisionNode> Trees)
{
    private readonly DecisionForm _form = new(Weights, Trees);

    public double Probability(IReadOnlyDictionary<string, double> signals)
    {
        var values = _form.Values(signals);
        var linear = Bias + _form.Weighted(values);
        var odds = Trees.Count == 0 ? linear : (linear + TreeBias + _form.Grown(values)) / 2;
        return 1 / (1 + Math.Exp(-odds));
    }

    public static DecisionModel Read(JsonElement model) => new(
        model.GetProperty("bias").GetDouble(),
        model.GetProperty("weights").EnumerateObject().ToDictionary(weight => weight.Name, weight => weight.Value.GetDouble(), StringComparer.Ordinal),
        model.GetProperty("treeBias").GetDouble(),
        [.. model.GetProperty("trees").EnumerateArray().Select(DecisionNode.Read)]);
}

/// <summary>A leaf (<see cref="Signal"/> null) with its log-odds, or a question: below the threshold goes left.</summary>
internal sealed record DecisionNode(string? Signal, double Number, DecisionNode? Left = null, DecisionNode? Right = null)
{
    /// <summary>The signals it and its branches ask for.</summary>
    public IEnumerable<string> Signals => Signal is null ? [] : [Signal, .. Left!.Signals, .. Right!.Signals];

    /// <summary>A number is a leaf; <c>["signal", threshold, left, right]</c> a question.</summary>
    public static DecisionNode Read(JsonElement node) => node.ValueKind == JsonValueKind.Number
        ? new DecisionNode(null, node.GetDouble())
        : new DecisionNode(node[0].GetString(), node[1].GetDouble(), Read(node[2]), Read(node[3]));

    public object Written() => Signal is null ? Number : new object[] { Signal, Number, Left!.Written(), Right!.Written() };
}

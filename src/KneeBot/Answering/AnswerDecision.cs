using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>Whether the articles answer a question: signals, and the probability made of them by committed weights.</summary>
/// <param name="Signals">By name, each about 0 to 1.</param>
/// <param name="Probability">That the chosen sentences answer the question.</param>
public sealed record AnswerDecision(IReadOnlyDictionary<string, double> Signals, double Probability)
{
    /// <summary>Words of the question that the articles have nothing for.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>A logistic regression on the signals of a draft; <c>kneebot eval train</c> makes its weights (<c>answer-weights.yaml</c>).</summary>
internal sealed class AnswerClassifier
{
    /// <summary>The name of the constant term.</summary>
    public const string Bias = "bias";

    private readonly Dictionary<string, Dictionary<string, double>> _weights = AnswerData.Read<Dictionary<string, Dictionary<string, double>>>("answer-weights.yaml");

    /// <summary>Judges signals; questions with a semantic similarity have weights of their own.</summary>
    public AnswerDecision Judge(IReadOnlyDictionary<string, double> signals)
    {
        var weights = _weights[signals.ContainsKey("similarity") ? "with-encoder" : "without-encoder"];
        var sum = weights.GetValueOrDefault(Bias) + signals.Sum(signal => weights.GetValueOrDefault(signal.Key) * signal.Value);
        return new AnswerDecision(signals, 1 / (1 + Math.Exp(-sum)));
    }
}

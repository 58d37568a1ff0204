using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>Trains the linear classifiers on labelled messages (<c>kneebot train</c>).</summary>
public sealed class GuardTrainer(RuleBook rules)
{
    private readonly MessageFeatures _features = new(rules.Concepts);

    /// <summary>Trains on the messages and writes the weights as text.</summary>
    public void Train(IReadOnlyList<LabelledMessage> messages, TextWriter output) => Train(messages).Write(output);

    internal LinearModel Train(IReadOnlyList<LabelledMessage> messages) => LinearTrainer.Train(
        GuardClassifier.LinearHeads,
        [.. messages.SelectMany(message => message.IsDanger ? [message] : message.Parts).Select(message => new LinearTrainer.Example(Features(message), [message.IsDanger ? 1 : 0, IsCrisis(message) ? 1 : 0, DiagnosisTarget(message)]))],
        softmax: false,
        kinds: "wbstpcmn");

    internal IReadOnlyList<string> Features(LabelledMessage message) =>
        _features.Of([.. message.Turns.Select(turn => rules.Analyzer.Analyze(rules.Normalizer.Normalize(turn)))]);

    private static bool IsCrisis(LabelledMessage message) => message.IsDanger && message.Expect.Contains("crisis");

    private static float DiagnosisTarget(LabelledMessage message) => TrainingExport.DiagnosisTarget(message) is var target and >= 0 ? target : float.NaN;
}

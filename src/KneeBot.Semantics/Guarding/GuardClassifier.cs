using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>
/// The semantic layer of the guardrails: a small transformer that reads the dialogue, and linear classifiers over words and the
/// lexicon's concepts as a second opinion.
/// </summary>
public sealed class GuardClassifier : ISemanticGuard
{
    internal static readonly string[] LinearHeads = ["danger", "crisis", "diagnosis"];

    private readonly MessageAnalyzer _analyzer;
    private readonly GuardNetwork _network;
    private readonly MessageFeatures _features;
    private readonly LinearModel _linear;

    internal GuardClassifier(MessageAnalyzer analyzer, GuardNetwork network, MessageFeatures features, LinearModel linear) =>
        (_analyzer, _network, _features, _linear) = (analyzer, network, features, linear);

    /// <summary>The classifiers with the embedded weights.</summary>
    /// <param name="encoder">The sentence encoder whose tokenizer and first layer the network shares.</param>
    /// <param name="rules">The rule book whose concepts are features.</param>
    /// <exception cref="EncoderUnavailableException">The weights are missing or damaged.</exception>
    public static GuardClassifier Load(ArcticEmbedXs encoder, RuleBook rules)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(rules);
        var linear = ModelFile.Judgements.Read(directory: null, file => LinearModel.Read(file.Take(file.Left), ModelFile.Judgements.Name));
        return new GuardClassifier(rules.Analyzer, GuardNetwork.Load(encoder.Model), new MessageFeatures(rules.Concepts, linear), linear);
    }

    /// <inheritdoc />
    public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
    {
        return LongText.IsLong(messages)
            ? LongText.Parts(messages, _analyzer).OrderByDescending(part => Glance([part])).Take(LongText.MostRead).Select(part => EstimateWhole([part])).MaxBy(estimate => estimate.Danger)!
            : EstimateWhole(messages);
    }

    /// <exception cref="ArithmeticException">What was computed is no number: every comparison with it would be false, and no sign seen.</exception>
    private GuardEstimate EstimateWhole(IReadOnlyList<MessageAnalysis> messages)
    {
        var estimate = GuardFusion.Estimate(_network.Judge(messages), _linear.Score(_features.Of(messages)));
        return double.IsFinite(estimate.Danger + estimate.Crisis + estimate.Diagnosis) ? estimate : throw new ArithmeticException("The semantic layer's estimate is no number.");
    }

    /// <inheritdoc />
    public double Glance(IReadOnlyList<MessageAnalysis> messages)
    {
        var linear = _linear.Score(_features.Of(messages));
        return Math.Max(linear[0], linear[1]);
    }
}

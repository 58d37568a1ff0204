using System.Reflection;
using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>The semantic layer of the guardrails: linear classifiers over the lexicon's concepts, words and the sentence encoder's vectors.</summary>
public sealed class GuardClassifier : ISemanticGuard
{
    internal const string Danger = "danger", Crisis = "crisis", Diagnosis = "diagnosis";

    private readonly FeatureExtractor _features;
    private readonly LinearModel _judgements;
    private readonly LinearModel _flags;

    internal GuardClassifier(FeatureExtractor features, LinearModel judgements, LinearModel flags)
    {
        (_features, _judgements, _flags) = (features, judgements, flags);
    }

    /// <summary>The models of a classifier that was just trained.</summary>
    internal (LinearModel Judgements, LinearModel Flags)? Models { get; init; }

    /// <summary>The classifiers with the embedded weights.</summary>
    /// <param name="encoder">The sentence encoder.</param>
    /// <param name="rules">The rule book whose concepts are features.</param>
    /// <exception cref="EncoderUnavailableException">The weights are missing or damaged.</exception>
    public static GuardClassifier Load(UniversalSentenceEncoderLite encoder, RuleBook rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new GuardClassifier(new FeatureExtractor(encoder, rules.Concepts), Read("judgements.tsv"), Read("flags.tsv"));
    }

    /// <inheritdoc />
    public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
    {
        var features = _features.Extract(messages);
        var scores = _judgements.Score(features);
        var shares = LinearTrainer.Softmax(_flags.Score(features));
        return new GuardEstimate(
            Probability(scores[0]),
            Probability(scores[1]),
            Probability(scores[2]),
            [.. _flags.Heads.Zip(shares).OrderByDescending(flag => flag.Second).Select(flag => (flag.First, flag.Second))]);
    }

    private static double Probability(double score) => 1 / (1 + Math.Exp(-score));

    private static LinearModel Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new EncoderUnavailableException($"The classifier file '{name}' is missing from the assembly. Restore src/KneeBot.Semantics/Guarding from the repository and build again, or set Guardrails:Semantic=off.");
        using var reader = new StreamReader(stream);
        return LinearModel.Read(reader, name);
    }
}

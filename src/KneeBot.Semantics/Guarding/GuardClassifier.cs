using System.Reflection;
using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>
/// The semantic layer of the guardrails: a small transformer that reads the dialogue, and linear classifiers over words and the
/// lexicon's concepts as a second opinion.
/// </summary>
public sealed class GuardClassifier : ISemanticGuard
{
    internal static readonly string[] LinearHeads = ["danger", "crisis", "diagnosis"];

    private readonly BertModel _model;
    private readonly GuardNetwork _network;
    private readonly MessageFeatures _features;
    private readonly LinearModel _linear;

    internal GuardClassifier(BertModel model, GuardNetwork network, MessageFeatures features, LinearModel linear) =>
        (_model, _network, _features, _linear) = (model, network, features, linear);

    /// <summary>The classifiers with the embedded weights.</summary>
    /// <param name="encoder">The sentence encoder whose tokenizer and first layer the network shares.</param>
    /// <param name="rules">The rule book whose concepts are features.</param>
    /// <exception cref="EncoderUnavailableException">The weights are missing or damaged.</exception>
    public static GuardClassifier Load(ArcticEmbedXs encoder, RuleBook rules)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(rules);
        return new GuardClassifier(encoder.Model, GuardNetwork.Load(encoder.Model), new MessageFeatures(rules.Concepts), Read("judgements.tsv"));
    }

    /// <inheritdoc />
    public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
    {
        var scores = _network.Judge(messages);
        var linear = _linear.Score(_features.Of(messages));
        return GuardFusion.Estimate(scores, linear);
    }

    private static LinearModel Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new EncoderUnavailableException($"The classifier file '{name}' is missing from the assembly. Restore src/KneeBot.Semantics/Guarding from the repository and build again, or set Guardrails:Semantic=off.");
        using var reader = new StreamReader(stream);
        return LinearModel.Read(reader, name);
    }
}

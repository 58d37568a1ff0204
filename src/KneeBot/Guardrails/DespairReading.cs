namespace KneeBot.Guardrails;

/// <summary>What the semantic layer by itself takes for despair. Some everyday wordings it takes for it too easily: they need all but certainty.</summary>
internal sealed class DespairReading(SemanticSense sense)
{
    /// <summary>Wordings such as "I've decided" or "I give up", and denials of self-harm.</summary>
    private const string EverydayWording = "everyday-wording";

    private readonly SemanticThresholds _thresholds = sense.Thresholds;

    /// <summary>How sure the layer is of despair, where that is sure enough; null where it is not.</summary>
    /// <param name="messages">Messages, oldest first.</param>
    /// <param name="estimate">What the layer thinks of them.</param>
    /// <param name="isDanger">Whether it sees a danger.</param>
    /// <param name="isLikeliest">Whether self-harm is the likeliest flag.</param>
    public double? Of(IReadOnlyList<MessageAnalysis> messages, GuardEstimate estimate, bool isDanger, bool isLikeliest)
    {
        if (messages is [var only] && IsEveryday(only))
            return estimate.Crisis >= _thresholds.EverydayCrisis ? estimate.Crisis : null;
        if (estimate.Crisis >= _thresholds.LaterCrisis || (isLikeliest && (isDanger || estimate.Crisis >= _thresholds.Crisis)))
            return estimate.Crisis;
        return messages is [var message] && estimate.Crisis >= _thresholds.SentenceSupport && sense.MostDespairing(message) is var sentence && sentence >= _thresholds.SentenceCrisis
            ? sentence
            : null;
    }

    private static bool IsEveryday(MessageAnalysis message) => message.Mentions.Any(mention => mention.Concept == EverydayWording);
}

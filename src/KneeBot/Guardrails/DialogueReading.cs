using KneeBot.Conversations;

namespace KneeBot.Guardrails;

/// <summary>A dialogue as the semantic layer reads it: its English messages, without harmless sayings. Each message is read once, however many rails and turns ask.</summary>
internal sealed class DialogueReading(TextNormalizer normalizer, MessageAnalyzer analyzer, LanguageDetector languages)
{
    private sealed record Message(bool IsEnglish, MessageAnalysis Analysis);

    /// <summary>Whether a message is English, or may be.</summary>
    public bool IsEnglish(NormalizedText text) => Known(text).IsEnglish;

    /// <summary>The English ones among the earlier messages, and the latest, whatever it is.</summary>
    public MessageAnalysis[] Of(UserTurn turn) =>
        [.. turn.Earlier.Select(Known).Where(message => message.IsEnglish).Select(message => message.Analysis), Known(turn.Normalized).Analysis];

    private Message Known(NormalizedText text) =>
        text.Remarks.Find<Message>(this) ?? text.Remarks.Keep(this, new Message(languages.Detect(text.Original) is null, WithoutSayings(text)));

    private MessageAnalysis WithoutSayings(NormalizedText text)
    {
        var message = analyzer.Analyze(text);
        var sayings = message.Mentions.Where(mention => mention.Concept == EmptyMessage.Saying).ToArray();
        if (sayings.Length == 0)
            return message;
        var (rest, left) = (text.Original, text.Original.Length);
        foreach (var saying in sayings.OrderByDescending(mention => mention.First).ThenByDescending(mention => mention.Last))
        {
            var (start, end) = (text.Tokens[saying.First].Start, Math.Min(text.Tokens[saying.Last].End, left)); // two may overlap
            if (end > start)
                rest = rest.Remove(start, end - start);
            left = start;
        }

        return analyzer.Analyze(normalizer.Normalize(rest));
    }
}

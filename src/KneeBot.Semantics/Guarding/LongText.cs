using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>A dialogue too long to be read word by word: it is looked over in parts, and only those that look most dangerous are read.</summary>
internal static class LongText
{
    /// <summary>How many parts are read: a long message costs about this many short ones.</summary>
    public const int MostRead = 4;

    /// <summary>Words up to which a dialogue is read as a whole.</summary>
    private const int Words = 330;

    private const int PartWords = 100, Overlap = 25;

    public static bool IsLong(IReadOnlyList<MessageAnalysis> messages) => messages.Sum(message => message.Text.Tokens.Count) > Words;

    /// <summary>The messages in parts that overlap; the same words are one part however often they are repeated.</summary>
    public static IEnumerable<MessageAnalysis> Parts(IReadOnlyList<MessageAnalysis> messages, MessageAnalyzer analyzer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in messages.Select(message => message.Text))
        {
            for (var first = 0; first < text.Tokens.Count; first += PartWords - Overlap)
            {
                var part = text.Part(first, Math.Min(first + PartWords, text.Tokens.Count) - 1);
                if (seen.Add(part.Folded))
                    yield return analyzer.Analyze(part);
            }
        }
    }
}

namespace KneeBot.Guardrails;

/// <summary>
/// A short message that says a finding and next to nothing else ("my foot is cold and white"): no word is left that could make it mean
/// something different, so that a rule needs nobody's support. What may stand beside the finding is in the rule files (<c>plain-statement</c>).
/// </summary>
internal sealed class PlainStatement
{
    /// <summary>Words up to which a message is short.</summary>
    private const int LongestStatement = 12;

    /// <summary>Openings of a question.</summary>
    public HashSet<string> Questions { get; } = new(StringComparer.Ordinal);

    /// <summary>Concepts that change nothing about a finding: where it is, whose, since when, and other signs beside it.</summary>
    public HashSet<string> NeutralConcepts { get; } = new(StringComparer.Ordinal);

    /// <summary>Words that change nothing about a finding.</summary>
    public HashSet<string> NeutralWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a message says what the mentions say and nothing else that matters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="said">Mentions of it.</param>
    public bool Is(MessageAnalysis message, IReadOnlyList<Mention> said)
    {
        var tokens = message.Text.Tokens;
        if (tokens.Count is 0 or > LongestStatement || Questions.Contains(tokens[0].Text))
            return false;
        var told = said.Concat(message.Mentions.Where(mention => NeutralConcepts.Contains(mention.Concept))).ToArray();
        return Enumerable.Range(0, tokens.Count).All(at => NeutralWords.Contains(tokens[at].Text) || told.Any(mention => mention.First <= at && at <= mention.Last));
    }
}

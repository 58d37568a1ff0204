namespace KneeBot.Guardrails;

/// <summary>
/// A visitor who says "I have that" of signs that the last answer quoted, or that a question of their own just named, has told of them: the red-flag
/// rules judge each such sentence as if the visitor had said it, and only what they believe by themselves counts. Without a confirmation nothing of it counts.
/// </summary>
public sealed class ConfirmedSigns(RuleRail redFlags, IReadOnlyDictionary<string, Concept> concepts, TextNormalizer normalizer, MessageAnalyzer analyzer, WordLists lists) : IInputRail
{
    private const string Confirming = "confirms-signs";

    private readonly IReadOnlySet<string> _asking = lists["confirmation-asked"], _tails = lists["confirmation-tails"], _verbs = lists["confirmation-verbs"], _function = lists["function-words"];

    /// <summary>How far before the confirmation such a word asks.</summary>
    private const int AskingReach = 4;

    public string Name => "confirmed";

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (Confirmation(analyzer.Analyze(turn.Normalized)) is not { } confirmation)
            return [];
        var words = turn.Normalized.Span(confirmation.First, confirmation.Last);
        return [.. turn.Quoted.Select(normalizer.Normalize).Concat(OwnQuestions(turn.Normalized, confirmation))
            .SelectMany(redFlags.CheckAsSaid)
            .Where(verdict => verdict.Severity >= Severity.UrgentCare && verdict.Outright)
            .Select(verdict => verdict with { Rail = Name, Evidence = [words], Explanation = "the visitor confirms what was quoted or asked about; " + verdict.Explanation })];
    }

    /// <summary>The questions of a message before it confirms: "does foot drop mean surgery? mine dropped yesterday".</summary>
    private static IEnumerable<NormalizedText> OwnQuestions(NormalizedText message, Mention confirmation) => message.Sentences()
        .TakeWhile(sentence => sentence.Tokens[0].Sentence < message.Tokens[confirmation.First].Sentence)
        .Where(sentence => sentence.Tokens[0].InQuestion);

    /// <summary>Where the message confirms; null when nothing does.</summary>
    private Mention? Confirmation(MessageAnalysis message) => message.Mentions
        .FirstOrDefault(mention => mention.Concept == Confirming && concepts[Confirming].Counts(mention) && !IsAsked(message.Text.Tokens, mention.First) && EndsItsThought(message.Text.Tokens, mention.Last));

    private bool IsAsked(IReadOnlyList<Token> tokens, int first)
    {
        for (var i = first - 1; i >= Math.Max(0, first - AskingReach) && tokens[i].Clause == tokens[first].Clause; i--)
            if (_asking.Contains(tokens[i].Text))
                return true;
        return false;
    }

    /// <summary>"I have that leaflet" is about a leaflet.</summary>
    private bool EndsItsThought(IReadOnlyList<Token> tokens, int last) =>
        tokens.EndsClause(last) || (_function.Contains(tokens[last + 1].Text) && !_verbs.Contains(tokens[last + 1].Text)) || _tails.Contains(tokens[last + 1].Text);
}

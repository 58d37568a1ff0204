using System.Collections.Frozen;

namespace KneeBot.Guardrails;

/// <summary>
/// "I think so", "all of them", "I don't want to": messages of nothing but function words. They lean on what was said before, which has been
/// judged when it was said; what the network reads into them by themselves is chance. So it is with "since this morning", "the left one", "I will not go", "I won't be there",
/// harmless sayings, plain sciatica, pain in the leg or behind the knee that nothing more is told of, loneliness or worry said and nothing else (the concepts below), and items answered with "no". The words are in the rule files (<c>function-words</c>).
/// </summary>
internal sealed class EmptyMessage(WordLists words)
{
    private readonly IReadOnlySet<string> _words = words["function-words"];

    /// <summary>Sayings, which the network reads a message without; and what may add to what the dialogue tells.</summary>
    internal const string Saying = "harmless-saying", TimeOrSide = "time-or-side", PlainPain = "plain-pain";

    private static readonly FrozenSet<string> Concepts = FrozenSet.ToFrozenSet([TimeOrSide, PlainPain, "plain-sciatica", "plain-feeling", "refuses-to-go", "plain-absence", Saying], StringComparer.Ordinal);

    /// <summary>Whether a message has no other words.</summary>
    public bool Is(NormalizedText text, ContextRules.Reading reading)
    {
        var fragments = reading.Mentions.Where(mention => Concepts.Contains(mention.Concept)).ToArray();
        return text.Tokens.Index().All(word => _words.Contains(word.Item.Text) || reading.Answered.IsRefused(word.Index) || fragments.Any(span => span.First <= word.Index && word.Index <= span.Last));
    }
}

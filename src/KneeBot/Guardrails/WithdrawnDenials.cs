using System.Text;

namespace KneeBot.Guardrails;

/// <summary>
/// A denial that the next message takes back: "I have no chest pain" and then "scratch that, I do"; "I can feel my foot" and then "no, I can't". The message before is
/// judged once more without its denials, or with its abilities denied. What takes back is in the rule files; a message that says anything else beside takes nothing back.
/// </summary>
/// <param name="rails">The rules that judge what is meant.</param>
/// <param name="normalizer">Reads what is meant.</param>
/// <param name="analyzer">Finds what takes back.</param>
/// <param name="lists">What is left of a denial, and what may stand beside what takes it back.</param>
public sealed class WithdrawnDenials(IReadOnlyList<RuleRail> rails, TextNormalizer normalizer, MessageAnalyzer analyzer, WordLists lists) : IInputRail
{
    /// <summary>"I do" affirms what was denied, "I can't" denies an ability, "that was a lie" takes back either.</summary>
    private const string Affirming = MetConditions.Affirming, Denying = MetConditions.Denying, Untrue = "said-untrue", Correcting = "correcting-words";

    private static readonly HashSet<string> Withdrawing = [Affirming, Denying, Untrue, Correcting];

    private readonly IReadOnlySet<string> _fillers = lists["withdrawal-fillers"], _manners = lists["withdrawn-manners"];

    private readonly IReadOnlyDictionary<string, string> _affirmed = lists.Becomes("withdrawn-denials"), _denied = lists.Becomes("withdrawn-abilities");

    public string Name => "withdrawn";

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (turn.Earlier.Count == 0 || turn.Normalized.Tokens.Count == 0)
            return [];
        var kinds = Kinds(analyzer.Analyze(turn.Normalized));
        if (kinds.Count == 0 || Reworded(turn.Earlier[^1], affirms: kinds.Contains(Affirming) || kinds.Contains(Untrue), denies: kinds.Contains(Denying) || kinds.Contains(Untrue)) is not { } meant)
            return [];
        var said = turn with { Normalized = normalizer.Normalize(meant), Earlier = [.. turn.Earlier.SkipLast(1)] };
        return [.. rails.SelectMany(rail => rail.Check(said)).Where(verdict => verdict.Severity > Severity.Decline)
            .Select(verdict => verdict with { Rail = Name, Evidence = [turn.Normalized.Original.Trim()], Explanation = $"the visitor takes back what the message before denied, so \"{meant}\"; {verdict.Explanation}" })];
    }

    /// <summary>Which of the kinds a message is made of; none where it says anything else.</summary>
    private HashSet<string> Kinds(MessageAnalysis message)
    {
        var found = message.Mentions.Where(mention => Withdrawing.Contains(mention.Concept)).ToArray();
        return Enumerable.Range(0, message.Text.Tokens.Count).All(at => _fillers.Contains(message.Text.Tokens[at].Text) || found.Any(mention => mention.First <= at && at <= mention.Last))
            ? [.. found.Select(mention => mention.Concept)]
            : [];
    }

    /// <summary>A message as it is meant when it is taken back; null when there is nothing to take back. What was asked was not denied.</summary>
    private string? Reworded(NormalizedText text, bool affirms, bool denies)
    {
        var words = new StringBuilder(text.Original);
        var isReworded = false;
        var done = text.Original.Length; // several words may stand for one stretch of what was typed
        for (var at = text.Tokens.Count - 1; at >= 0; at--)
        {
            var token = text.Tokens[at];
            var isAbility = _denied.TryGetValue(token.Text, out var other) && denies && at > 0 && text.Tokens[at - 1].Sentence == token.Sentence;
            if (token.InQuestion || token.End > done)
                continue;
            if (isAbility || (affirms && _affirmed.TryGetValue(token.Text, out other)))
                isReworded = true;
            else if (denies && _manners.Contains(token.Text))
                other = "";
            else
                continue;
            words.Remove(token.Start, token.End - token.Start).Insert(token.Start, other);
            done = token.Start;
        }

        return isReworded ? words.ToString() : null;
    }
}

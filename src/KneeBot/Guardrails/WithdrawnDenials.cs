using System.Text;

namespace KneeBot.Guardrails;

/// <summary>
/// A denial that is taken back: "I have no chest pain" and then "scratch that, I do"; "I can feel my foot" and then "no, I can't"; in one message: "no chest pain. well, actually
/// there is a bit", "I can breathe fine. well no", "I could lift it until this morning". What was said before is judged once more without its denials, or with its abilities denied; where one item is named ("scratch the last one"), with that one alone. What takes back is
/// in the rule files; words that say anything else beside take nothing back.
/// </summary>
/// <param name="rails">The rules that judge what is meant.</param>
/// <param name="normalizer">Reads what is meant.</param>
/// <param name="analyzer">Finds what takes back.</param>
/// <param name="lists">What is left of a denial, and what may stand beside what takes it back.</param>
public sealed class WithdrawnDenials(IReadOnlyList<RuleRail> rails, TextNormalizer normalizer, MessageAnalyzer analyzer, WordLists lists) : IInputRail
{
    /// <summary>"I do" affirms what was denied, "a bit" affirms some of it, "I can't" and "well no" deny an ability, "that was a lie" takes back either, "scratch the last one" one item.</summary>
    private const string Affirming = MetConditions.Affirming, Partly = "partly-so", Denying = MetConditions.Denying, Negating = "short-no", Untrue = "said-untrue", Correcting = "correcting-words", FirstUntrue = "first-untrue", LastUntrue = "last-untrue";

    /// <summary>When an ability that somebody had has ended: "until this morning".</summary>
    private const string Ended = "ability-ended";

    private static readonly HashSet<string> Withdrawing = [Affirming, Partly, Denying, Negating, Untrue, Correcting, FirstUntrue, LastUntrue];

    /// <summary>Kinds that deny what can be done or is well.</summary>
    private static readonly HashSet<string> Disabling = [Denying, Negating];

    /// <summary>Kinds by which a message says of itself that it corrects what it said.</summary>
    private static readonly HashSet<string> Correctives = [Untrue, Correcting, FirstUntrue, LastUntrue];

    private readonly IReadOnlySet<string> _fillers = lists["withdrawal-fillers"], _manners = lists["withdrawn-manners"], _turns = lists["withdrawal-turns"], _joiners = lists["item-joiners"], _possessives = lists["possessives"], _states = lists["well-states"], _exceptions = lists["exception-openers"], _verbs = lists["subject-verbs"];

    private readonly IReadOnlyDictionary<string, string> _affirmed = lists.Becomes("withdrawn-denials"), _denied = lists.Becomes("withdrawn-abilities"), _had = lists.Becomes("lost-abilities"), _again = lists.Becomes("taken-up-subjects");

    public string Name => "withdrawn";

    public IReadOnlyList<Verdict> Check(UserTurn turn)
    {
        if (turn.Normalized.Tokens.Count == 0)
            return [];
        var message = analyzer.Analyze(turn.Normalized);
        if (turn.Earlier.Count > 0 && Meant(turn.Earlier[^1], 0, Kinds(message, 0)) is { } before)
            return Judge(turn with { Earlier = [.. turn.Earlier.SkipLast(1)] }, before);
        if (turn.Earlier.Count > 0 && Excepted(turn.Earlier[^1], message.Text) is { } joined)
            return Judge(turn with { Earlier = [.. turn.Earlier.SkipLast(1)] }, joined);
        return (Within(message) ?? Lost(message) ?? Otherwise(message)) is { } within ? Judge(turn, within) : [];
    }

    private Verdict[] Judge(UserTurn turn, string meant) =>
        [.. rails.SelectMany(rail => rail.Check(turn with { Normalized = normalizer.Normalize(meant) })).Where(verdict => verdict.Severity > Severity.Decline)
            .Select(verdict => verdict with { Rail = Name, Evidence = [turn.Normalized.Original.Trim()], Explanation = $"the visitor takes back what was denied, so \"{meant}\"; {verdict.Explanation}" })];

    /// <summary>A message that ends by taking back its own last denial, as it is meant; null where it does not. Whoever does so says that they correct themselves: "actually", "well", "wait".</summary>
    private string? Within(MessageAnalysis message)
    {
        if (!message.Mentions.Any(mention => Withdrawing.Contains(mention.Concept)))
            return null; // as nearly every message
        var tokens = message.Text.Tokens;
        for (var end = 1; end < tokens.Count; end++)
        {
            if (tokens[end].Clause == tokens[end - 1].Clause || Kinds(message, end) is not { Count: > 0 } kinds)
                continue;
            if ((kinds.Overlaps(Correctives) || tokens.Skip(end).Any(token => _turns.Contains(token.Text))) && !NamesAPart(message, end)
                && Meant(message.Text.Part(0, end - 1), LastDenial(tokens, end, kinds), kinds) is { } meant)
                return meant;
        }

        return null;
    }

    /// <summary>A message with an ability that is said to have ended lately ("I could lift my foot until yesterday") as one that is lost; null where there is none.</summary>
    private string? Lost(MessageAnalysis message)
    {
        var tokens = message.Text.Tokens;
        foreach (var ended in message.Mentions.Where(mention => mention.Concept == Ended))
        {
            var at = ended.First - 1;
            while (at >= 0 && tokens[at].Sentence == tokens[ended.First].Sentence && !_had.ContainsKey(tokens[at].Text))
                at--;
            if (at < 0 || tokens[at].Sentence != tokens[ended.First].Sentence || tokens[at].InQuestion)
                continue;
            var text = message.Text.Original;
            return text[..tokens[at].Start] + _had[tokens[at].Text] + text[tokens[at].End..tokens[ended.First].Start] + text[tokens[ended.Last].End..];
        }

        return null;
    }

    /// <summary>A denial with what the next message takes out of it ("no numbness" and then "except between my legs") as one sentence; null where it takes nothing out.</summary>
    private string? Excepted(NormalizedText before, NormalizedText text)
    {
        var first = Enumerable.Range(0, text.Tokens.Count).FirstOrDefault(at => !_fillers.Contains(text.Tokens[at].Text), -1);
        return first >= 0 && _exceptions.Contains(text.Tokens[first].Text) && before.Tokens.Any(token => _affirmed.ContainsKey(token.Text))
            ? before.Span(0, before.Tokens.Count - 1) + " " + text.Original[text.Tokens[first].Start..]
            : null;
    }

    /// <summary>What is said to be well and then to be otherwise ("my chest is fine. well no it is tight") as the latter: "my chest is tight"; null where nothing is.</summary>
    private string? Otherwise(MessageAnalysis message)
    {
        var tokens = message.Text.Tokens;
        foreach (var turned in message.Mentions.Where(mention => mention.Concept == Negating && mention.First > 0))
        {
            var at = turned.Last + 1;
            while (at < tokens.Count && _fillers.Contains(tokens[at].Text))
                at++;
            var well = turned.First - 1;
            while (well >= 0 && !_states.Contains(tokens[well].Text))
                well--;
            if (at >= tokens.Count || !_again.TryGetValue(tokens[at].Text, out var verb) || well < 0)
                continue;
            var start = well;
            while (start > 0 && tokens[start - 1].Sentence == tokens[well].Sentence)
                start--;
            if (Enumerable.Range(start, well - start).FirstOrDefault(word => _verbs.Contains(tokens[word].Text), -1) is > 0 and var says && says > start)
                return message.Text.Original[..tokens[says - 1].End] + " " + verb + message.Text.Original[tokens[at].End..];
        }

        return null;
    }

    /// <summary>Whether an affirmation is one of something else: "my calf isn't swollen, well my knee is".</summary>
    private bool NamesAPart(MessageAnalysis message, int from) =>
        message.Mentions.Any(mention => mention.First >= from && mention.Concept == Affirming && _possessives.Contains(message.Text.Tokens[mention.First].Text));

    /// <summary>Where the last sentence before a word begins that denies something, or says what can be done or is well.</summary>
    private int LastDenial(IReadOnlyList<Token> tokens, int end, HashSet<string> kinds)
    {
        var at = end - 1;
        while (at > 0 && !_affirmed.ContainsKey(tokens[at].Text) && !_denied.ContainsKey(tokens[at].Text) && !(kinds.Overlaps(Disabling) && _states.Contains(tokens[at].Text)))
            at--;
        while (at > 0 && tokens[at - 1].Sentence == tokens[at].Sentence)
            at--;
        return at;
    }

    /// <summary>Which of the kinds a message is made of from a word on; none where it says anything else.</summary>
    private HashSet<string> Kinds(MessageAnalysis message, int from)
    {
        var found = message.Mentions.Where(mention => mention.First >= from && Withdrawing.Contains(mention.Concept)).ToArray();
        return Enumerable.Range(from, message.Text.Tokens.Count - from).All(at => _fillers.Contains(message.Text.Tokens[at].Text) || found.Any(mention => mention.First <= at && at <= mention.Last))
            ? [.. found.Select(mention => mention.Concept)]
            : [];
    }

    /// <summary>A text as it is meant from a word on when words of some kinds take it back; null when there is nothing to take back.</summary>
    private string? Meant(NormalizedText text, int from, HashSet<string> kinds) =>
        kinds.Contains(FirstUntrue) ? Item(text, from, items => items[0])
        : kinds.Contains(LastUntrue) ? Item(text, from, items => items[^1])
        : kinds.Count == 0 ? null
        : Reworded(text, from, affirms: kinds.Contains(Affirming) || kinds.Contains(Partly) || kinds.Contains(Untrue), denies: kinds.Overlaps(Disabling) || kinds.Contains(Untrue));

    /// <summary>A text with one of the items that it denies as said and without the others: of "sore knee, no fever or swelling" it leaves "sore knee, fever".</summary>
    private string? Item(NormalizedText text, int from, Func<IReadOnlyList<(int Start, int End)>, (int Start, int End)> choose)
    {
        var first = Enumerable.Range(from, text.Tokens.Count - from).FirstOrDefault(at => _affirmed.ContainsKey(text.Tokens[at].Text), -1);
        if (first < 0)
            return null;
        var items = new List<(int Start, int End)>();
        for (var at = first + 1; at < text.Tokens.Count; at++)
        {
            var token = text.Tokens[at];
            if (_affirmed.ContainsKey(token.Text) || _joiners.Contains(token.Text))
                continue;
            if (items.Count > 0 && items[^1].End == text.Tokens[at - 1].End && token.Clause == text.Tokens[at - 1].Clause)
                items[^1] = (items[^1].Start, token.End);
            else
                items.Add((token.Start, token.End));
        }

        return items.Count == 0 ? null : choose(items) is var (start, end) ? text.Original[..text.Tokens[first].Start] + text.Original[start..end] : null;
    }

    /// <summary>A text as it is meant when it is taken back from a word on; null when there is nothing to take back. What was asked was not denied.</summary>
    private string? Reworded(NormalizedText text, int from, bool affirms, bool denies)
    {
        var words = new StringBuilder(text.Original);
        var isReworded = false;
        var able = denies ? text.Tokens.Where(token => _denied.ContainsKey(token.Text)).Select(token => token.Sentence).ToHashSet() : [];
        var done = text.Original.Length; // several words may stand for one stretch of what was typed
        for (var at = text.Tokens.Count - 1; at >= from; at--)
        {
            var token = text.Tokens[at];
            var isAbility = _denied.TryGetValue(token.Text, out var other) && denies && at > 0 && text.Tokens[at - 1].Sentence == token.Sentence;
            if (token.InQuestion || token.End > done)
                continue;
            if (isAbility || (affirms && _affirmed.TryGetValue(token.Text, out other)))
                isReworded = true;
            else if (denies && _manners.Contains(token.Text) && able.Contains(token.Sentence))
                other = "";
            else if (denies && _states.Contains(token.Text))
                (other, isReworded) = ("not " + token.Text, true);
            else
                continue;
            words.Remove(token.Start, token.End - token.Start).Insert(token.Start, other);
            done = token.Start;
        }

        return isReworded ? words.ToString() : null;
    }
}

namespace KneeBot.Guardrails;

/// <summary>
/// What a message says apart from what it denies and from the question it is put in. The semantic layer reads a message as a whole: a plain sign
/// after a row of denied ones looks to it like one more of them, and "is it ok that …" like a question about the topic.
/// </summary>
internal sealed class AffirmedText(WordLists words)
{
    /// <summary>Words before a denial that still belong to it: "i have no", "there has been no".</summary>
    private const int LongestLead = 4;

    /// <summary>Denials in one sentence from which on each is for itself; one alone may be for a whole list.</summary>
    private const int Several = 2;

    private readonly IReadOnlySet<string> _exceptions = words["all-clear-exceptions"], _own = words["own-state"], _judgements = words["judgements"];

    private readonly IReadOnlySet<string> _openers = words["question-openers"], _circumstances = words["circumstances"], _possessives = words["possessives"];

    /// <summary>Short answers to what was said before ("my toes is"), which are no signs that a question could cut in two.</summary>
    private static readonly HashSet<string> TakenUp = [MetConditions.Affirming, MetConditions.Denying, MetConditions.Happened];

    /// <summary>The message without its denials and questions; null where there are none, or nothing else.</summary>
    public NormalizedText? Of(NormalizedText text, ContextRules.Reading reading)
    {
        int[] left = [.. Enumerable.Range(0, text.Tokens.Count).GroupBy(at => text.Tokens[at].Sentence).SelectMany(sentence => Left(text.Tokens, reading, [.. sentence]))];
        return left.Length == 0 || left.Length == text.Tokens.Count ? null : text.Only(left);
    }

    /// <summary>What a message tells before it asks: "my foot is cold, should I worry" without the question; null where none stands behind what is told, or nothing is left.</summary>
    public NormalizedText? BeforeQuestions(NormalizedText text, ContextRules.Reading reading)
    {
        if (reading.Mentions.Count == 0)
            return null;
        int[] told = [.. Enumerable.Range(0, text.Tokens.Count).GroupBy(at => text.Tokens[at].Sentence).SelectMany(sentence => BeforeQuestion(text.Tokens, reading, [.. sentence]))];
        return told.Length == 0 || told.Length == text.Tokens.Count ? null : text.Only(told);
    }

    /// <summary>A sentence without the question behind what it tells, or without all of it when it only asks about what was told elsewhere.</summary>
    private int[] BeforeQuestion(IReadOnlyList<Token> tokens, ContextRules.Reading reading, int[] sentence)
    {
        if (_openers.Contains(tokens[sentence[0]].Text) && tokens[sentence[0]].Sentence > 0)
            return AsksOnly(tokens, reading, sentence) ? [] : sentence;
        if (_openers.Contains(tokens[sentence[0]].Text))
            return sentence;
        foreach (var (first, last) in reading.Appended.Where(span => sentence[0] < span.First && span.Last <= sentence[^1]).OrderBy(span => span.First))
            if (Mentions(reading, sentence[0], first - 1).Count > 0 && !reading.Mentions.Any(mention => mention.First < first && first <= mention.Last && !TakenUp.Contains(mention.Concept)) && !Sets(tokens, last + 1, sentence[^1]))
                return [.. sentence.Where(at => at < first)];
        return sentence;
    }

    /// <summary>Whether a question has no sign of its own: neither "is it bad that …" nor "is my foot meant to be cold".</summary>
    private bool AsksOnly(IReadOnlyList<Token> tokens, ContextRules.Reading reading, int[] sentence) =>
        !Sets(tokens, sentence[0] + 1, sentence[^1])
        && !reading.Frames.Any(span => sentence[0] <= span.First && span.Last < sentence[^1] && Mentions(reading, span.Last + 1, sentence[^1]).Count > 0)
        && (!sentence.Any(at => _possessives.Contains(tokens[at].Text)) || Mentions(reading, sentence[0], sentence[^1]).Select(mention => mention.First).Distinct().Count() < 2);

    private bool Sets(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var at = from; at <= to; at++)
            if (_circumstances.Contains(tokens[at].Text))
                return true;
        return false;
    }

    /// <summary>What is left of a sentence.</summary>
    private IEnumerable<int> Left(IReadOnlyList<Token> tokens, ContextRules.Reading reading, int[] sentence)
    {
        sentence = [.. sentence.Where(at => !reading.Answered.IsRefused(at))];
        if (sentence.Length == 0)
            return [];
        var excepts = sentence.Any(at => _exceptions.Contains(tokens[at].Text));
        var asked = Asked(tokens, reading, sentence);
        return NotDenied(tokens, reading, sentence).Where(at => !asked.Contains(at) && (!excepts || !Within(reading.AllClear, at)));
    }

    private static IEnumerable<int> NotDenied(IReadOnlyList<Token> tokens, ContextRules.Reading reading, int[] sentence)
    {
        var denials = reading.Denials.Count(at => sentence[0] <= at && at <= sentence[^1]);
        if (denials == 0)
            return Denies(reading, sentence) ? [] : sentence;
        var clauses = sentence.GroupBy(at => tokens[at].Clause).Select(clause => clause.ToArray()).ToArray();
        var left = clauses.Where(clause => !Denies(reading, clause)).ToArray();
        // "no fever, redness or a cold foot": what the reach of a single denial leaves out is not known to be said.
        return left.Length > 0 && denials < Several ? sentence : left.SelectMany(clause => clause);
    }

    /// <summary>Whether a clause begins with a denial, or goes on with one, and says nothing that is not denied.</summary>
    private static bool Denies(ContextRules.Reading reading, int[] clause)
    {
        var first = reading.Denials.FirstOrDefault(at => clause[0] <= at && at <= clause[^1], -1);
        return first < 0
            ? Mentions(reading, clause[0], clause[^1]) is { Count: > 0 } mentions && mentions.All(IsDenied)
            : first - clause[0] < LongestLead && Mentions(reading, first, clause[^1]).All(IsDenied);
    }

    /// <summary>The words of a sentence that only put a question about somebody's own sign.</summary>
    private HashSet<int> Asked(IReadOnlyList<Token> tokens, ContextRules.Reading reading, int[] sentence)
    {
        if (tokens[sentence[0]].Text is "is" or "are" && sentence.Length > 2 && tokens[sentence[1]].Text is not ("it" or "this" or "that" or "there") && IsOwn(sentence[1]))
            return sentence.FirstOrDefault(at => _judgements.Contains(tokens[at].Text), -1) is >= 0 and var judgement ? [sentence[0], judgement] : [];
        var frame = reading.Frames.Where(span => sentence[0] <= span.First && span.Last < sentence[^1] && IsOwn(span.Last + 1)).OrderByDescending(span => span.Last).FirstOrDefault((-1, -1));
        return frame.Item1 < 0 ? [] : [.. Enumerable.Range(frame.Item1, frame.Item2 - frame.Item1 + 1)];

        bool IsOwn(int from) => sentence.Any(at => at >= from && _own.Contains(tokens[at].Text));
    }

    private static bool Within(IReadOnlyList<(int First, int Last)> spans, int at) => spans.Any(span => span.First <= at && at <= span.Last);

    private static List<Mention> Mentions(ContextRules.Reading reading, int first, int last) =>
        [.. reading.Mentions.Skip(FirstFrom(reading.Mentions, first)).TakeWhile(mention => mention.First <= last).Where(mention => mention.Last <= last)];

    /// <summary>Number of the first mention that does not begin before a word: they stand in text order.</summary>
    private static int FirstFrom(IReadOnlyList<Mention> mentions, int word)
    {
        var (low, high) = (0, mentions.Count);
        while (low < high)
            (low, high) = mentions[(low + high) / 2].First < word ? ((low + high) / 2 + 1, high) : (low, (low + high) / 2);
        return low;
    }

    private static bool IsDenied(Mention mention) => mention.Context.HasFlag(MentionContext.Negated);
}

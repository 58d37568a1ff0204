using System.Globalization;

namespace KneeBot.Guardrails;

/// <summary>Which way a cue reaches from where it stands.</summary>
internal enum CueDirection
{
    Forward,
    Backward,
    Both,

    /// <summary>The whole sentence, past every stop.</summary>
    Sentence,

    /// <summary>The whole message.</summary>
    Message,

    /// <summary>Backward, where the cue ends its clause: "swelling: no", but not "swelling, no redness".</summary>
    Closing,

    /// <summary>Backward, to what it is said of: "the swelling has gone", but not "swollen, the pain has gone".</summary>
    Predicate,

    /// <summary>The finding that holds the cue: an illness one lives with is of the past by its name.</summary>
    Within,
}

/// <summary>A wording that says how the findings around it are meant, in the manner of the ConText algorithm (Harkema et al. 2009).</summary>
/// <param name="Id">Name in traces, also the label of its phrases.</param>
/// <param name="Category">What it makes of the mentions it reaches.</param>
/// <param name="Direction">Which way it reaches.</param>
/// <param name="Reach">How many words it reaches.</param>
/// <param name="Unless">What a mention must not be besides: an illness that is denied is not one that somebody lives with.</param>
internal sealed record ContextCue(string Id, MentionContext Category, CueDirection Direction, int Reach, MentionContext Unless = MentionContext.None);

/// <summary>Decides for every mention whether it is negated, past, supposed or about somebody else.</summary>
internal sealed class ContextRules
{
    /// <summary>Findings older than this are taken as past.</summary>
    public const int HistoricalAfterDays = 100;

    internal const string PseudoLabel = "pseudo", StopLabel = "stop", RecurrenceLabel = "recurrence", EmphasisLabel = "emphasis", AllClearLabel = "all-clear", FrameLabel = "frames", AppendedLabel = "appended";

    /// <summary>A temperature that is told and is none of fever: what it holds is denied.</summary>
    private const string NormalTemperature = "normal-temperature";

    private readonly Dictionary<string, ContextCue> _cues;
    private readonly PhraseMatcher _matcher;
    private readonly WordLists _words;
    private readonly OwnClauses _clauses;
    private readonly PredicateSubject _subject;
    private readonly QuestionAnswers _answers;
    private readonly TimeProvider _time;

    public ContextRules(IEnumerable<ContextCue> cues, IReadOnlyDictionary<string, IReadOnlyList<Phrase>> phrases, WordLists words, TimeProvider time)
    {
        (_words, _clauses, _subject, _answers) = (words, new OwnClauses(words), new PredicateSubject(words), new QuestionAnswers(words));
        _cues = cues.ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        _matcher = new PhraseMatcher(phrases);
        _time = time;
    }

    /// <summary>Identifiers of all cues, for the rules page and the mutation tests.</summary>
    public IEnumerable<ContextCue> Cues => _cues.Values;

    /// <summary>How a message is meant.</summary>
    /// <param name="Mentions">The mentions in text order.</param>
    /// <param name="Emphasises">Whether a "not" only stresses what it stands before ("not just swollen").</param>
    /// <param name="Denials">Where words stand by which what follows is denied.</param>
    /// <param name="AllClear">Where everything (else) is said to be well.</param>
    /// <param name="Frames">Where a question begins that takes for granted what follows ("is it bad that").</param>
    /// <param name="Answered">Items with an answer behind each.</param>
    /// <param name="Appended">Where a question may begin that is put behind what was told ("…, should i worry").</param>
    internal readonly record struct Reading(IReadOnlyList<Mention> Mentions, bool Emphasises, IReadOnlyList<int> Denials, IReadOnlyList<(int First, int Last)> AllClear, IReadOnlyList<(int First, int Last)> Frames, AnsweredItems Answered, IReadOnlyList<(int First, int Last)> Appended);

    /// <summary>Judges every mention of a message.</summary>
    public Reading Judge(IReadOnlyList<Token> tokens, MentionIndex found)
    {
        var index = _matcher.Find(tokens);
        var emphasis = index.SpansOf(EmphasisLabel);
        (int First, int Last)[] pseudo = [.. index.SpansOf(PseudoLabel), .. emphasis];
        var stops = index.SpansOf(StopLabel).Select(span => span.First).ToHashSet();
        var answered = new AnsweredItems(tokens, _words, _answers);
        var cues = index.All
            .Where(span => _cues.ContainsKey(span.Concept) && !answered.IsAnswer(span.First) && !pseudo.Any(p => p.First <= span.First && span.Last <= p.Last && (p.First, p.Last) != (span.First, span.Last)))
            .Select(span => (Cue: _cues[span.Concept], span.First, span.Last))
            .OrderBy(cue => cue.Cue.Unless != MentionContext.None)
            .ToArray();
        var subjects = cues.Where(cue => cue.Cue.Direction == CueDirection.Predicate).Select(cue => cue.First).Distinct()
            .ToDictionary(at => at, at => _subject.Start(tokens, at, found));
        // All but a few cues speak of their own sentence alone: a form may have a thousand.
        var ofSentence = cues.Where(cue => cue.Cue.Direction != CueDirection.Message).ToLookup(cue => tokens[cue.First].Sentence);
        var ofMessage = cues.Where(cue => cue.Cue.Direction == CueDirection.Message).ToArray();
        var ages = AgeExpressions.Find(tokens, _time.GetUtcNow().Year);

        int[] denials = [.. cues.Where(cue => cue.Cue is { Direction: CueDirection.Forward, Category: MentionContext.Negated }).Select(cue => cue.First).Distinct().Order()];
        var denied = new DenialLists(tokens, denials);

        // "Never again" is no return.
        var recurring = index.SpansOf(RecurrenceLabel)
            .Where(span => !cues.Any(cue => cue.Cue.Category == MentionContext.Historical && cue.First < span.First && span.Last <= cue.Last))
            .Select(span => tokens[span.First].Sentence).ToHashSet();
        var normal = found.SpansOf(NormalTemperature);

        var mentions = new List<Mention>();
        foreach (var (concept, first, last) in found.All)
        {
            var context = MentionContext.None;
            foreach (var (cue, cueFirst, cueLast) in ofMessage.Concat(ofSentence[tokens[first].Sentence]))
                if ((context & cue.Unless) == 0 && Reaches(cue, cueFirst, cueLast, first, last, tokens, stops) && (cue.Direction != CueDirection.Predicate || IsSaidOf(first, last, subjects[cueFirst], cueFirst, tokens))
                    && !(cue.Category == MentionContext.Negated && (denied.IsPast(cueFirst, first) || cue.Direction == CueDirection.Forward && _clauses.BeginsBetween(tokens, cueLast, first, last))))
                    context |= cue.Category;
            if (answered.IsRefused(last) || (concept != NormalTemperature && normal.Any(span => span.First <= first && last <= span.Last)))
                context |= MentionContext.Negated;
            var age = AgeOf(first, last, ages, tokens, stops);
            if (age > HistoricalAfterDays)
                context |= MentionContext.Historical;
            // "Last year I had it and today it's back": what has returned is not of the past.
            if (recurring.Contains(tokens[first].Sentence))
                (context, age) = (context & ~MentionContext.Historical, null);
            mentions.Add(new Mention(concept, first, last, context) { AgeInDays = age });
        }

        mentions.Sort(static (a, b) => (a.First, a.Last).CompareTo((b.First, b.Last)) is var order && order != 0 ? order : string.CompareOrdinal(a.Concept, b.Concept));
        return new Reading([.. mentions], emphasis.Count > 0, denials, index.SpansOf(AllClearLabel), index.SpansOf(FrameLabel), answered, index.SpansOf(AppendedLabel));
    }

    private bool Reaches(ContextCue cue, int cueFirst, int cueLast, int first, int last, IReadOnlyList<Token> tokens, HashSet<int> stops)
    {
        // A cue inside the finding belongs to it ("cannot feel my foot").
        if (cueFirst >= first && cueLast <= last)
            return cue.Direction == CueDirection.Within;
        if (cue.Direction == CueDirection.Message)
            return true;
        if (tokens[cueFirst].Sentence != tokens[first].Sentence)
            return false;
        if (cue.Direction == CueDirection.Sentence)
            return true;
        if (cue.Direction is CueDirection.Forward or CueDirection.Both && first > cueFirst)
            return first - cueLast <= cue.Reach && !StopBetween(Math.Max(cueLast + 1, cueFirst), cue.Category == MentionContext.Historical ? first + 1 : first, stops);
        if (cue.Direction == CueDirection.Closing && !tokens.EndsClause(cueLast))
            return false;
        if (cue is { Direction: CueDirection.Backward, Category: MentionContext.Historical } && IsOfAnother(last, cueFirst, tokens))
            return false;
        if (cue.Direction is CueDirection.Backward or CueDirection.Predicate or CueDirection.Closing or CueDirection.Both && first <= cueFirst)
            return cueFirst - last <= cue.Reach && !StopBetween(last + 1, cueFirst, stops);
        return false;
    }

    private bool IsSaidOf(int first, int last, int subject, int predicate, IReadOnlyList<Token> tokens) =>
        first >= subject || _subject.Names(tokens, first, last, subject, predicate);

    /// <summary>Whether a time that is told later belongs to something else: "…, scan of my knee last year".</summary>
    private bool IsOfAnother(int mention, int time, IReadOnlyList<Token> tokens) =>
        tokens[time].Clause != tokens[mention].Clause && _subject.IsNewBefore(tokens, time);

    /// <summary>Whether what is named after a time is called new in a clause of its own: "a clot in 2015, new pain".</summary>
    private static bool IsNewAfter(int time, int mention, IReadOnlyList<Token> tokens)
    {
        for (var i = time + 1; i <= mention; i++)
            if (tokens[i].Text == "new" && tokens[i].Clause != tokens[time].Clause)
                return true;
        return false;
    }

    private static bool StopBetween(int from, int to, HashSet<int> stops)
    {
        for (var i = from; i < to; i++)
            if (stops.Contains(i))
                return true;
        return false;
    }

    private int? AgeOf(int first, int last, IReadOnlyList<AgeExpressions.Age> ages, IReadOnlyList<Token> tokens, HashSet<int> stops)
    {
        int? age = null;
        var nearest = int.MaxValue;
        foreach (var expression in ages)
        {
            if (tokens[expression.First].Sentence != tokens[first].Sentence)
                continue;
            var after = expression.First > last;
            var distance = after ? expression.First - last : Math.Max(0, first - expression.Last);
            if (distance >= nearest || distance > 12 || (after && IsOfAnother(last, expression.First, tokens)))
                continue;
            if (after ? StopBetween(last + 1, expression.First, stops) : StopBetween(expression.Last + 1, first + 1, stops) || IsNewAfter(expression.Last, first, tokens))
                continue;
            (nearest, age) = (distance, expression.Days);
        }

        return age;
    }
}

/// <summary>Finds how long ago something was: "two years ago", "last spring", "in 2019", "when i was twelve".</summary>
internal static class AgeExpressions
{
    internal readonly record struct Age(int First, int Last, int Days);

    private static readonly Dictionary<string, int> UnitDays = new()
    {
        ["min"] = 0, ["mins"] = 0, ["minute"] = 0, ["minutes"] = 0, ["hour"] = 0, ["hours"] = 0, ["hr"] = 0, ["hrs"] = 0,
        ["day"] = 1, ["days"] = 1, ["night"] = 1, ["nights"] = 1, ["week"] = 7, ["weeks"] = 7, ["fortnight"] = 14, ["month"] = 30, ["months"] = 30,
        ["year"] = 365, ["years"] = 365, ["yr"] = 365, ["yrs"] = 365, ["decade"] = 3650, ["decades"] = 3650,
    };

    private static readonly Dictionary<string, int> Numbers = new(NumberWords.Values)
    {
        ["a"] = 1, ["an"] = 1, ["couple"] = 2, ["few"] = 3, ["several"] = 5, ["many"] = 10, ["some"] = 5, ["half"] = 0,
    };

    public static IReadOnlyList<Age> Find(IReadOnlyList<Token> tokens, int thisYear)
    {
        var ages = new List<Age>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = tokens[i].Text;
            if (word is "ago" or "back" or "since" or "earlier" && i > 0 && UnitDays.TryGetValue(tokens[i - 1].Text, out var unit) && !(word == "since" && i + 1 < tokens.Count && tokens[i + 1].Text != "i"))
                ages.Add(BeforeAgo(tokens, i, unit));
            else if (word == "last" && i + 1 < tokens.Count && LastPeriod(tokens[i + 1].Text) is { } days)
                ages.Add(new Age(i, i + 1, days));
            else if (Year(word) is { } year && year < thisYear && i > 0 && tokens[i - 1].Text is not ("since" or "from") && !IsStamp(tokens, i))
                ages.Add(new Age(i, i, (thisYear - year) * 365));
        }

        return ages;
    }

    /// <summary>A date that a record is stamped with ("date: 26 May 2008") is its present, not its past; one that something was done in is not a stamp.</summary>
    private static bool IsStamp(IReadOnlyList<Token> tokens, int year)
    {
        for (var i = Math.Max(0, year - 3); i < year; i++)
            if (tokens[i].Text is "date" or "dated")
                return i == 0 || tokens[i - 1].Text is not ("in" or "since" or "from");
        return false;
    }

    private static Age BeforeAgo(IReadOnlyList<Token> tokens, int ago, int unit)
    {
        var first = ago - 1;
        var count = unit >= 365 && tokens[first].Text.EndsWith('s') ? 3 : 1;
        for (var back = 1; back <= 3 && ago - 1 - back >= 0; back++)
        {
            var word = tokens[ago - 1 - back].Text;
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
                count = Math.Min(digits, 200);
            else if (Numbers.TryGetValue(word, out var named))
                count = Math.Max(named, back > 1 ? count : 0);
            else if (word is not ("or" or "of" or "and" or "about" or "so" or "to"))
                break;
            first = ago - 1 - back;
        }

        return new Age(first, ago, Math.Max(count, 0) * unit);
    }

    private static int? LastPeriod(string word) => word switch
    {
        "night" or "week" or "weekend" or "fortnight" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" => 7,
        "month" => 30,
        "year" => 365,
        "spring" or "summer" or "autumn" or "fall" or "winter" or "christmas" or "easter" => 200,
        "century" or "decade" => 3650,
        _ => null,
    };

    private static int? Year(string word) =>
        word.Length == 4 && word[0] is '1' or '2' && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1930 and <= 2100 ? year : null;
}

using KneeBot.Conversations;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.Answering;

/// <summary>Chooses the kind of reply and fills in its fixed texts.</summary>
public sealed class ReplyBuilder(TextCatalog texts, CitationBuilder citations, KneeBotOptions options, IReadOnlyList<string> topics, IReadOnlyList<string> titles, Sympathy sympathy)
{
    /// <summary>Longest evidence shown back to the visitor, in characters.</summary>
    public const int MaxEvidenceLength = 120;

    private const string CannotWait = "dangerous-diagnosis";

    /// <summary>Similarity from which a question that shares no word with the articles still counts as meant for them.</summary>
    private const double MeantHere = 0.6, FarOff = 0.52, AllUnknown = 0.95;

    /// <summary>Share of what is asked, by rarity, below which a question counts as sharing no word.</summary>
    private const double SharedWords = 0.15;

    /// <summary>The reply to a turn.</summary>
    /// <param name="turn">The message.</param>
    /// <param name="verdicts">All verdicts, latched ones included.</param>
    /// <param name="draft">What the articles say; null when nothing was composed.</param>
    /// <param name="fixedText">The fixed answer to small talk or to another language; null when the message is neither.</param>
    /// <param name="isSmallTalk">Whether <paramref name="fixedText"/> answers small talk.</param>
    /// <param name="nearest">Sections nearest to a question that is not covered.</param>
    /// <param name="failed">Whether putting an answer together failed.</param>
    public Reply Build(UserTurn turn, IReadOnlyList<Verdict> verdicts, Draft? draft, string? fixedText, bool isSmallTalk, IReadOnlyList<string> nearest, bool failed)
    {
        var numbers = texts.Region(RegionOf(turn));
        var cannotWait = verdicts.Any(verdict => verdict is { RuleId: CannotWait, Latched: false });
        if (cannotWait && draft is not null)
            draft = WithoutPlayingDown(draft);
        var isGenerated = draft?.Generated.Count > 0;
        var (body, quoted) = isGenerated ? ("", []) : AnswerText.Write(WholeStatements.Only(draft?.Sentences ?? []), section => texts["from-section", ("section", section)]);
        var cited = quoted.Select(citations.Cite).ToArray();
        if (isGenerated)
            (body, cited) = Generated(draft!.Generated);
        var decline = (isSmallTalk || fixedText is null) && verdicts.Any(verdict => verdict.Severity == Severity.Decline && !verdict.Latched);
        var ordinary = fixedText is not null ? Fill(fixedText, numbers, isName: false) : (body.Length > 0 || draft?.IsWithheld == true ? "" : failed ? texts["answer-failed", ("sections", string.Join("; ", topics))] : topics.Count > 0 && sympathy.Of(turn.Normalized, nearest.Count > 0 ? nearest : topics) is { } kind ? kind : IsOutside(draft) ? texts["out-of-domain", ("titles", string.Join("; ", titles.Take(3)))] : NotCovered(nearest));
        var highest = verdicts.Where(verdict => verdict.Severity >= Severity.SeeDoctor).MaxBy(verdict => verdict.Severity);
        if (highest is null)
        {
            return decline ? new Reply.DiagnosisDeclined { Notice = Decline(body, cannotWait, numbers), Body = body, Citations = cited, IsGenerated = isGenerated }
                : isSmallTalk ? new Reply.SmallTalk { Notice = ordinary }
                : body.Length == 0 ? new Reply.NotCovered { Notice = ordinary, Suggestions = [] }
                : new Reply.Answered { Notice = isGenerated ? "" : LeadIn(draft!, quoted), Body = body, Citations = cited, IsGenerated = isGenerated };
        }

        var current = verdicts.Where(verdict => verdict.Severity >= Severity.SeeDoctor && !verdict.Latched).ToArray();
        var notice = current.Length > 0
            ? FlagNotice(highest.Severity, verdicts, turn.Text, numbers)
            : Reminder(highest.Severity, numbers);
        if (decline)
            notice += highest.Severity >= Severity.UrgentCare && AsksOnlyWhetherToGo(turn, verdicts) ? "" : "\n\n" + Decline(body, cannotWait: false, numbers);
        else if (current.Length == 0 && ordinary.Length > 0)
            notice += "\n\n" + ordinary;
        Reply flag = highest.Severity switch
        {
            Severity.Crisis => new Reply.Crisis(),
            Severity.Emergency => new Reply.Emergency(),
            Severity.UrgentCare => new Reply.UrgentCare(),
            _ => new Reply.SeeDoctor(),
        };
        return flag with { Notice = notice, Body = body, Citations = cited, IsReminder = current.Length == 0 };
    }

    /// <summary>An answer of which only the first sentences are known yet; the whole one begins with the same body.</summary>
    public Reply SoFar(IReadOnlyList<GroundedSentence> sentences)
    {
        var (body, cited) = Generated(sentences);
        return new Reply.Answered { Body = body, Citations = cited, IsGenerated = true };
    }

    private (string Body, Citation[] Cited) Generated(IReadOnlyList<GroundedSentence> sentences) => (
        string.Join(' ', sentences.Select(sentence => sentence.Text)),
        [.. sentences.SelectMany(sentence => sentence.Evidence.Select(quoted => citations.Cite(quoted) with { Phrased = sentence.Text }))]);

    /// <summary>The reply when a rail failed: the safety text, never an answer.</summary>
    public Reply SafetyFallback(UserTurn turn) =>
        new Reply.UrgentCare { Notice = texts["safety-fallback", ("number", texts.Region(RegionOf(turn)).Emergency)] };

    /// <summary>The greeting of a conversation that begins.</summary>
    public string Welcome => texts["welcome", ("articles", ArticleTitles.Name(titles))];

    /// <summary>Whether nothing is asked for but what a flag's notice says: where to go, and that it cannot wait.</summary>
    private static bool AsksOnlyWhetherToGo(UserTurn turn, IReadOnlyList<Verdict> verdicts) =>
        OwnQuestion.AsksWhetherToGo(turn.Normalized.Folded)
        && verdicts.Where(verdict => verdict is { Severity: Severity.Decline, Latched: false }).SelectMany(verdict => verdict.Evidence ?? []).All(OwnQuestion.AsksWhetherToGo);

    /// <summary>What cannot wait is said first.</summary>
    private string Decline(string body, bool cannotWait, RegionNumbers numbers) =>
        (cannotWait && Added(CannotWait, numbers) is { } first ? first + "\n\n" : "")
        + (body.Length > 0 ? texts["diagnosis"] + " " + texts["diagnosis-general"] : texts["diagnosis"]);

    /// <summary>"Not a common cause" is true, and no comfort for somebody who may be the exception.</summary>
    private static Draft WithoutPlayingDown(Draft draft) => draft with
    {
        Sentences = [.. draft.Sentences.Where(quoted => !Reassurance.Comforts(quoted.Text))],
        Generated = [.. draft.Generated.Where(sentence => !Reassurance.Comforts(sentence.Text))],
    };

    /// <summary>What stands before quotes that would mislead alone: others may be meant, or the first one leans on what was cut away.</summary>
    private string LeadIn(Draft draft, IReadOnlyList<QuotedSentence> quoted) =>
        draft.IsOnePossibility ? texts["one-possibility"]
        : Antecedents.IsCutOff(quoted) && !quoted.Any(one => one.Sentence.NeedsHeading && one.Passage.HeadingPath == quoted[0].Passage.HeadingPath) ? texts["from-section", ("section", quoted[0].Passage.Section)]
        : "";

    /// <summary>Whether a question shares neither words nor meaning with the articles.</summary>
    private bool IsOutside(Draft? draft) => titles.Count > 0 && draft is { Sentences.Count: 0 }
        && (draft.Decision is not { } decision
            ? draft.Candidates.Count == 0 // else an output rail withheld what was found
            : IsElsewhere(decision.Signals));

    /// <summary>
    /// Nothing that is asked for stands in the articles, and the meaning is far off. A term of its own alone ("what does the
    /// plantaris do") has to be further off than common words: it may well belong to the articles' field.
    /// </summary>
    private static bool IsElsewhere(IReadOnlyDictionary<string, double> signals) =>
        signals.GetValueOrDefault("coverage") < SharedWords && signals.GetValueOrDefault("unknown") > AllUnknown
        && signals.GetValueOrDefault("nearest") < (signals.GetValueOrDefault("plain-unknown") > 0 ? MeantHere : FarOff);

    private string NotCovered(IReadOnlyList<string> nearest) =>
        topics.Count == 0 ? texts["not-covered-empty"]
        : nearest.Count > 0 ? texts["not-covered-near", ("sections", string.Join("; ", nearest))]
        : texts["not-covered", ("sections", string.Join("; ", topics))];

    private string FlagNotice(Severity severity, IReadOnlyList<Verdict> verdicts, string message, RegionNumbers numbers)
    {
        var raised = verdicts.Where(verdict => verdict.Severity >= Severity.SeeDoctor && !verdict.Latched).ToArray();
        if (severity == Severity.Crisis)
            return CrisisNotice(verdicts, raised, message, numbers);

        var (now, sign) = severity switch
        {
            Severity.Emergency => ("emergency", "emergency-sign"),
            Severity.UrgentCare => ("urgent", "urgent-sign"),
            _ => ("see-doctor", "see-doctor-sign"),
        };
        var parts = new List<string> { Fill(now, numbers) };
        if (Sign(sign, raised.Where(verdict => verdict.Severity == severity), message, numbers) is { } reason)
            parts.Add(reason);
        parts.AddRange(raised.Select(verdict => Added(verdict.RuleId, numbers)).OfType<string>());
        return string.Join("\n\n", parts);
    }

    /// <summary>The crisis line, and before it what a sign of the body told beside despair needs.</summary>
    private string CrisisNotice(IReadOnlyList<Verdict> verdicts, Verdict[] raised, string message, RegionNumbers numbers)
    {
        var physical = verdicts.Any(verdict => verdict.Severity == Severity.Emergency || verdict.RuleId == "self-harm-physical");
        var told = raised.Where(verdict => RuleRail.IsOfSign(verdict.Severity)).ToArray();
        var worst = told.Select(verdict => verdict.Severity).DefaultIfEmpty().Max();
        var sign = worst switch
        {
            Severity.Emergency => "emergency-sign",
            Severity.UrgentCare => "urgent-sign",
            _ => "see-doctor-sign",
        };
        string?[] parts = [Fill(physical ? "crisis-physical" : "crisis", numbers), told.Length > 0 ? Sign(sign, told.Where(verdict => verdict.Severity == worst), message, numbers) : null, Fill("crisis-sign", numbers)];
        return string.Join("\n\n", parts.OfType<string>());
    }

    /// <summary>What the visitor wrote, and why it cannot wait; null when no words can be pointed at.</summary>
    private string? Sign(string text, IEnumerable<Verdict> verdicts, string message, RegionNumbers numbers) =>
        Evidence(verdicts, message) is { Length: > 0 } evidence ? Fill(text, numbers).Replace("{sign}", Quote(evidence), StringComparison.Ordinal) : null;

    /// <summary>What is said for one rule beside the general text; null for most.</summary>
    private string? Added(string? ruleId, RegionNumbers numbers) =>
        ruleId is not null && texts.ForRule(ruleId) is { } text ? Fill(text, numbers, isName: false) : null;

    /// <summary>Each finding once, in the order the visitor wrote; the semantic layer's excerpt of the whole message only where no rule points at words.</summary>
    private static string[] Evidence(IEnumerable<Verdict> verdicts, string message)
    {
        var all = verdicts.ToArray();
        var pointed = all.Where(verdict => verdict.Rail != SemanticRail.RailName).SelectMany(verdict => verdict.Evidence ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return pointed.Length == 0
            ? [.. all.SelectMany(verdict => verdict.Evidence ?? []).Distinct().Take(1)]
            : [.. AsWritten(pointed.Where(words => !pointed.Any(other => other.Length > words.Length && other.Contains(words, StringComparison.OrdinalIgnoreCase))), message)];
    }

    /// <summary>Words of earlier messages first, then those of this one in its order; where they overlap, as one.</summary>
    private static IEnumerable<string> AsWritten(IEnumerable<string> pointed, string message)
    {
        var places = pointed.Select(words => (Words: words, At: message.IndexOf(words, StringComparison.OrdinalIgnoreCase))).OrderBy(place => place.At).ToArray();
        foreach (var (words, _) in places.Where(place => place.At < 0))
            yield return words;
        (int Start, int End)? open = null;
        foreach (var (words, at) in places.Where(place => place.At >= 0))
        {
            if (open is { } last && at <= last.End)
            {
                open = (last.Start, Math.Max(last.End, at + words.Length));
                continue;
            }

            if (open is { } said)
                yield return message[said.Start..said.End];
            open = (at, at + words.Length);
        }

        if (open is { } rest)
            yield return message[rest.Start..rest.End];
    }

    private string Reminder(Severity severity, RegionNumbers numbers) => Fill(
        severity switch
        {
            Severity.Crisis => "reminder-crisis",
            Severity.Emergency => "reminder-emergency",
            Severity.UrgentCare => "reminder-urgent",
            _ => "reminder-see-doctor",
        },
        numbers);

    private string Fill(string text, RegionNumbers numbers, bool isName = true)
    {
        var advice = numbers.UrgentAdvice.Length == 0 ? "" : texts["urgent-advice", ("number", numbers.UrgentAdvice), ("space", " ")];
        return (isName ? texts[text] : text)
            .Replace("{number}", numbers.Emergency, StringComparison.Ordinal)
            .Replace("{advice}", advice, StringComparison.Ordinal)
            .Replace("{crisis}", numbers.Crisis.Length == 0 ? texts.Region(null).Crisis : numbers.Crisis, StringComparison.Ordinal)
            .Replace("{abuse}", numbers.Abuse.Length == 0 ? "your local help line" : numbers.Abuse, StringComparison.Ordinal);
    }

    /// <summary>The visitor's own words, without anything a channel could take for markup or a link.</summary>
    private static string Quote(string[] evidence)
    {
        var joined = string.Join(" … ", evidence.Select(words => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        var plain = new string([.. joined.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '\'' or '’' or ',' or '…' or '-' or '.' or '/' or '%')]);
        if (plain.Length > MaxEvidenceLength)
            plain = plain[..plain.LastIndexOf(' ', MaxEvidenceLength - 1, MaxEvidenceLength - 1)].TrimEnd(' ', '…', ',', '.') + " …";
        return "“" + plain + "”";
    }

    private string? RegionOf(UserTurn turn) => options.RegionOf(turn.Locale, texts);
}

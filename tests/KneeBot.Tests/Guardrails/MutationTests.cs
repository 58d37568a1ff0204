using System.Text.RegularExpressions;
using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Every condition of every rule, every context cue and every word list has a message that only it accounts for: none can go unnoticed.</summary>
public sealed class MutationTests
{
    public static TheoryData<string, string, string> Triggers => [.. Lines("triggers.tsv").Select(line => (line[0], line[1], line[2]))];

    public static TheoryData<string, string, string, string> Cues => [.. Lines("cues.tsv").Select(line => (line[0], line[1], line[2], line[3]))];

    public static TheoryData<string, string, string> WordLists => [.. Lines("word-lists.tsv").Select(line => (line[0], line[1], line[2]))];

    [Theory, MemberData(nameof(Triggers))]
    public void WithoutTheConditionItsMessageIsMissed(string rule, string when, string message)
    {
        var (rail, known) = Some.RuleBook.Rules.SelectMany(rail => rail.Value.Select(one => (rail.Key, one))).Single(entry => entry.one.Id == rule);
        var condition = known.Conditions.SingleOrDefault(one => one.When == when);
        condition.ShouldNotBeNull($"the rule '{rule}' has lost the condition '{when}'");
        var others = known.Conditions.Where(other => other != condition && other.Trust >= condition.Trust).ToArray();

        Severities([condition]).ShouldContain(condition.Severity);
        Severities(others).ShouldNotContain(severity => severity >= condition.Severity);

        Severity[] Severities(IReadOnlyList<RuleCondition> conditions) =>
            [.. new RuleRail(rail, [known with { Conditions = conditions }], Some.RuleBook.Concepts, Some.RuleBook.Analyzer).Check(Some.Turn(message)).Select(verdict => verdict.Severity)];
    }

    [Fact]
    public void EveryConditionHasItsMessage() =>
        Some.RuleBook.Rules.Values.SelectMany(rules => rules).SelectMany(rule => rule.Conditions.Select(condition => (rule.Id, condition.When)))
            .ShouldBe(Lines("triggers.tsv").Select(line => (line[0], line[1])), ignoreOrder: true);

    [Theory, MemberData(nameof(Cues))]
    public void WithoutTheCueItsMessageMeansSomethingElse(string cue, string concept, string context, string message)
    {
        Contexts(RuleBookReader.BuiltIn()).ShouldContain(Enum.Parse<MentionContext>(context));
        Contexts(RuleBookReader.BuiltIn().Select(file => file.Name == "context.yaml" ? (file.Name, Without(cue, file.Yaml)) : file))
            .ShouldNotContain(Enum.Parse<MentionContext>(context));

        MentionContext[] Contexts(IEnumerable<(string Name, string Yaml)> files)
        {
            var book = RuleBookReader.Read([.. files], TimeProvider.System);
            return [.. book.Analyzer.Analyze(book.Normalizer.Normalize(message)).Mentions.Where(mention => mention.Concept == concept).Select(mention => mention.Context)];
        }
    }

    [Fact]
    public void EveryCueHasItsMessage() =>
        Some.RuleBook.Cues.Select(cue => cue.Id).Concat(["pseudo", "emphasis", "recurrence", "stops"]).ShouldBe(Lines("cues.tsv").Select(line => line[0]), ignoreOrder: true);

    [Theory, MemberData(nameof(WordLists))]
    public void WithoutTheWordListItsMessageIsReadOtherwise(string list, string reading, string message)
    {
        var (shown, isThere) = reading.StartsWith('!') ? (reading[1..], false) : (reading, true);
        Reading(Some.RuleBook, message).Contains(shown).ShouldBe(isThere);
        var cut = RuleBookReader.BuiltIn().Select(file => (file.Name, Yaml: Regex.Replace(file.Yaml, $@"^  {list}: \{{(.|\n)*?\}}$", $"  {list}: {{ says: nothing }}", RegexOptions.Multiline))).ToArray();
        Reading(RuleBookReader.Read(cut, TimeProvider.System), message).Contains(shown).ShouldBe(!isThere);
    }

    [Fact]
    public void EveryWordListHasItsMessage() => Some.RuleBook.WordLists.All.Select(list => list.Id).ShouldBe(Lines("word-lists.tsv").Select(line => line[0]), ignoreOrder: true);

    /// <summary>What the last of some messages, parted by &gt;, raises and how it is read.</summary>
    private static string[] Reading(RuleBook book, string messages)
    {
        NormalizedText[] texts = [.. messages.Split(" > ").Select(book.Normalizer.Normalize)];
        var read = book.Analyzer.Analyze(texts[^1]);
        var turn = new UserTurn("mutation", texts[^1].Original) { Normalized = texts[^1], Earlier = texts[..^1] };
        return
        [
            .. book.CreateRails().SelectMany(rail => rail.Check(turn)).Select(verdict => $"{verdict.Rail} {verdict.RuleId}"),
            .. read.Mentions.Select(mention => $"{mention.Concept} {mention.Context}"),
            $"affirmed {read.Affirmed?.Original}", $"told {read.Told?.Original}", read.IsEmpty ? "empty" : "not empty",
        ];
    }

    /// <summary>The file without the lines of one cue, or of one of the lists at its end.</summary>
    private static string Without(string cue, string yaml)
    {
        var lines = yaml.Split('\n').ToList();
        var indent = cue is "pseudo" or "emphasis" or "recurrence" or "stops" ? "" : "  ";
        var first = lines.FindIndex(line => line.StartsWith($"{indent}{cue}:", StringComparison.Ordinal));
        first.ShouldBeGreaterThanOrEqualTo(0, cue);
        var last = first + 1;
        while (last < lines.Count && lines[last].StartsWith(indent + " ", StringComparison.Ordinal)) last++;
        lines.RemoveRange(first, last - first);
        return string.Join('\n', lines);
    }

    private static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Guardrails", file)).Skip(1).Select(line => line.Split('\t'));
}

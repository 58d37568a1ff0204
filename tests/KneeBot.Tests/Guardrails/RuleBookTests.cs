using KneeBot.Guardrails;
using KneeBot.Tests.Corpus;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class RuleBookTests
{
    public static TheoryData<string, string> Firing => Examples(rule => rule.Fires);

    public static TheoryData<string, string> Quiet => Examples(rule => rule.Quiet);

    [Theory, MemberData(nameof(Firing))]
    public void ARuleFiresOnItsExamples(string rule, string message) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory, MemberData(nameof(Quiet))]
    public void ARuleStaysQuietOnItsCounterexamples(string rule, string message) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldNotContain(rule);

    [Fact]
    public void EveryRuleHasSourcesLogicAndExamplesOfBothKinds()
    {
        foreach (var rule in Some.RuleBook.Rules.Values.SelectMany(rules => rules))
        {
            rule.Sources.ShouldNotBeEmpty(rule.Id);
            rule.Logic.ShouldNotBeNullOrWhiteSpace(rule.Id);
            rule.Fires.ShouldNotBeEmpty(rule.Id);
            rule.Quiet.ShouldNotBeEmpty(rule.Id);
        }
    }

    [Fact]
    public void DeletingAnyRuleStopsStartUp()
    {
        var files = RuleBookReader.BuiltIn().ToArray();
        foreach (var id in BuiltInRules.Ids)
        {
            var cut = files.Select(file => (file.Name, file.Yaml.Replace($"- id: {id}\n", $"- id: other-{id}\n", StringComparison.Ordinal))).ToArray();
            Should.Throw<RuleFormatException>(() => RuleBookReader.Read(cut, TimeProvider.System)).Message.ShouldBe($"the built-in rules {id} are missing");
        }
    }

    [Theory]
    [InlineData("concepts:\n  x: { words: [\"a b\" ] }\n  y: [", "bad.yaml, line 3: a bracket, a brace or a quotation mark is not closed")]
    [InlineData("rules: [", "bad.yaml, line 1: a bracket, a brace or a quotation mark is not closed")]
    [InlineData("rules: [\n", "bad.yaml, line 1: a bracket, a brace or a quotation mark is not closed")]
    [InlineData("concepts:\n  x: { words: [\"20-10 tablets\"] }", "bad.yaml, line 2: the range '20-10' must name at most 1000 numbers, the least first")]
    [InlineData("concepts:\n  x: { words: [\"1-100000 tablets\"] }", "bad.yaml, line 2: the range '1-100000' must name at most 1000 numbers, the least first")]
    [InlineData("concepts:\n  x: { words: [\"a b\"], accepts: [negatd] }", "bad.yaml, line 2: 'negatd' is not a context; use negated, historical, hypothetical or other")]
    [InlineData("concepts:\n  x: { words: [\"a b\"], within-days: soon }", "bad.yaml, line 2: 'within-days' must be a whole number")]
    [InlineData("concepts:\n  x:\n    words:\n      - sore\n      - sore <clf>", "bad.yaml, line 5: the concept 'x' refers to 'clf' in 'sore <clf>', which is not a concept (was 'calf' meant?)")]
    [InlineData("concepts:\n  x: { words: [\"ex <y>\"] }\n  y: { words: [\"why <x>\"] }", "bad.yaml, line 3: the concept 'y' refers to itself by way of '<x>' in 'why <x>'")]
    [InlineData("concepts:\n  x: { words: [\"(a)\"] }", "bad.yaml, line 2: the wording '(a)' must start with a word that is not optional and must not end with a gap")]
    [InlineData("rules:\n  red-flag:\n    - id: z\n      severity: urgentCare\n      when: [\"no-such-thing\"]", "bad.yaml, line 5: the rule 'z' refers to 'no-such-thing' in 'no-such-thing', which is not a concept")]
    [InlineData("rules:\n  red-flag:\n    - id: z\n      severity: urgentCare\n      when: [\"knee &\"]", "bad.yaml, line 5: a concept is expected at character 7 of 'knee &'; write concepts joined by &, |, ~, ! and parentheses")]
    [InlineData("rules:\n  red-flag:\n    - id: dvt\n      severity: seeDoctor\n      when: [\"knee\"]", "bad.yaml, line 3: the rule 'dvt' exists already; rules can be added, not replaced: choose another id")]
    [InlineData("plain-statement:\n  concepts: [calff]", "bad.yaml, line 2: the list of neutral concepts refers to 'calff' in 'calff', which is not a concept (was 'calf' meant?)")]
    [InlineData("plain-statement:\n  wrds: [so]", "bad.yaml, line 2: 'wrds' is not known here; use questions, words, concepts")]
    [InlineData("word-lists:\n  other-words: { words: [so] }", "bad.yaml, line 2: 'says' is missing")]
    [InlineData("word-lists:\n  judgements: { wrds: [so] }", "bad.yaml, line 2: 'wrds' is not known here; use says, words, becomes")]
    [InlineData("rulez: []", "bad.yaml, line 1: 'rulez' is not known; use shorthand, concepts, cues, pseudo, emphasis, recurrence, all-clear, frames, appended, stops, plain-statement, word-lists or rules")]
    public void ABrokenOperatorFileStopsStartUpWithLineAndReason(string yaml, string message)
    {
        var files = RuleBookReader.BuiltIn().Append(("bad.yaml", yaml)).ToArray();
        Should.Throw<RuleFormatException>(() => RuleBookReader.Read(files, TimeProvider.System)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void AnOperatorsRuleFiresBesideTheBuiltInOnes()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-rules");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "own.yaml"), "concepts:\n  gadget: { words: [\"gadget*\"] }\nrules:\n  red-flag:\n    - id: own\n      severity: seeDoctor\n      when: [\"gadget\"]\n");
            var book = RuleBookReader.Read(folder.FullName);
            var turn = new UserTurn("t", "my gadgets") { Normalized = book.Normalizer.Normalize("my gadgets") };
            book.CreateRails().SelectMany(rail => rail.Check(turn)).ShouldContain(verdict => verdict.RuleId == "own");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("mine.yml")]
    [InlineData("mine.YAML")]
    public void AnOperatorsFileIsReadWhateverItsEndingIsSpelt(string name)
    {
        using var rules = new TemporaryCorpus().With(name, "rules: [");
        Should.Throw<RuleFormatException>(() => RuleBookReader.Read(rules.Folder)).Message.ShouldStartWith(Path.Combine(rules.Folder, name) + ", line 1: ");
    }

    [Theory]
    [InlineData("shorthand: { swollen: fine }", "shorthand")]
    [InlineData("cues:\n  mine: { category: negated, direction: forward, words: [my] }", "cues")]
    [InlineData("pseudo: [\"hot calf\"]", "pseudo")]
    [InlineData("word-lists:\n  withdrawal-fillers: { words: [calf] }", "word-lists")]
    [InlineData("rulez: []", "rulez")]
    public void AnOperatorsFileHoldsNothingThatCouldKeepBuiltInRulesFromBeingMet(string yaml, string key)
    {
        using var rules = new TemporaryCorpus().With("mine.yaml", yaml);
        Should.Throw<RuleFormatException>(() => RuleBookReader.Read(rules.Folder)).Message.ShouldEndWith($"mine.yaml, line 1: '{key}' cannot stand in a site's own file; use concepts and rules (anything else could keep built-in rules from being met)");
    }

    [Fact]
    public void AnOperatorsConceptWithABuiltInIdIsRefused()
    {
        using var rules = new TemporaryCorpus().With("mine.yaml", "concepts:\n  calf: { words: [\"hoof\"] }");
        Should.Throw<RuleFormatException>(() => RuleBookReader.Read(rules.Folder)).Message.ShouldContain("line 2: the concept 'calf' is a built-in one");
    }

    [Fact]
    public void TheVersionTellsWhatTheFilesSayNotWhereTheyLie()
    {
        const string Own = "concepts:\n  gadget: { words: [\"gadget*\"] }\n";
        using var one = new TemporaryCorpus().With("mine.yaml", Own);
        using var other = new TemporaryCorpus().With("mine.yaml", Own);
        using var changed = new TemporaryCorpus().With("mine.yaml", Own + "\n");

        var version = RuleBookReader.Read(one.Folder).Version;
        RuleBookReader.Read(other.Folder).Version.ShouldBe(version);
        RuleBookReader.Read(changed.Folder).Version.ShouldNotBe(version);
    }

    [Fact]
    public void AnEmptyFolderNameIsNone() => RuleBookReader.Read(operatorFolder: "").Version.ShouldBe(Some.RuleBook.Version);

    [Fact]
    public void ARulesFolderWithoutRulesStopsTheStart()
    {
        using var rules = new TemporaryCorpus().With("mine.txt", "rules: [");
        Should.Throw<RuleFormatException>(() => RuleBookReader.Read(rules.Folder)).Message.ShouldContain("holds no *.yaml file");
    }

    private static TheoryData<string, string> Examples(Func<Rule, IReadOnlyList<string>> which)
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in Some.RuleBook.Rules.Values.SelectMany(rules => rules))
        foreach (var message in which(rule))
            data.Add(rule.Id, message);
        return data;
    }
}

using KneeBot.Cli;

namespace KneeBot.Tests.Cli;

public sealed class EvalVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kneebot-eval").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AnswersAreMeasuredAndTheReportShowsEveryMiss()
    {
        var set = Write("set.jsonl",
            """{"id": "a1", "category": "qa", "turns": ["what is a Baker's cyst?"], "expect": ["answered"], "facts": ["fluid"]}""",
            """{"id": "a2", "category": "qa", "turns": ["what is a Baker's cyst?"], "expect": ["answered"], "facts": ["quokka"]}""",
            """{"id": "a3", "category": "unanswerable", "turns": ["what is the capital of Mongolia?"], "expect": ["notCovered"], "facts": []}""");
        var report = Path.Combine(_folder, "report.html");
        var (code, output, _) = await Run("eval", "answers", set, "--misses", "--report", report, "--min", "unanswerable=1");
        code.ShouldBe(0);
        output.ShouldContain("50.0 %");
        output.ShouldContain("a2 what is a Baker's cyst?");
        output.ShouldNotContain("a1 what is");
        var html = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        html.ShouldContain("missing: quokka");
        html.ShouldContain("<svg");
        html.ShouldNotContain("<script");
    }

    [Fact]
    public async Task AFigureBelowItsThresholdStopsAChangeOfTheContent()
    {
        var set = Write("set.jsonl", """{"id": "a2", "category": "qa", "turns": ["what is a Baker's cyst?"], "expect": ["answered"], "facts": ["quokka"]}""");
        var (code, _, error) = await Run("eval", "answers", set, "--min", "qa=0.9");
        code.ShouldBe(3);
        error.ShouldContain("kneebot: qa is 0, below 0.9");
    }

    [Fact]
    public async Task CasesOfOtherCategoriesAreSaidToBeLeftOut()
    {
        const string Known = """{"id": "a1", "category": "qa", "turns": ["what is a Baker's cyst?"], "expect": ["answered"], "facts": ["fluid"]}""";
        const string Unknown = """{"id": "a2", "category": "QA ", "turns": ["what is a Baker's cyst?"], "expect": ["answered"], "facts": ["fluid"]}""";
        var (code, _, error) = await Run("eval", "answers", Write("mixed.jsonl", Known, Unknown));
        code.ShouldBe(0);
        error.ShouldContain("mixed.jsonl: left out are cases of other categories than qa, unanswerable, followup: 1 of 'QA '");
        (code, _, error) = await Run("eval", "answers", Write("none.jsonl", Unknown));
        code.ShouldBe(1);
        error.ShouldContain("none.jsonl holds no case of the categories qa, unanswerable, followup.");
    }

    [Fact]
    public async Task EveryLineOfAQuestionSetThatCannotBeJudgedIsNamedWithWhatIsExpected()
    {
        var set = Write("set.jsonl",
            """{"id": "a1", "category": "qa", "turns": ["what is a Baker's cyst?"], "expect": ["anwsered"], "facts": []}""",
            """{"id": "a2", "category": "qa", "turns": "text", "expect": ["answered"], "facts": []}""",
            """{"id": "a3", "category": "qa", "turns": ["x"], "expect": ["answered"], "facts": ["missed (meals"]}""",
            """{"id": "a4", "category": "qa", "turns": [], "expect": ["answered"], "facts": []}""",
            """{"id": "a5", "category": "qa", "turns": ["x"], "expect": [null], "facts": []}""",
            """{"id": "a6", "category": "qa", "turns": ["x""",
            """["a7"]""",
            """{"id": "a8", "category": "mine", "turns": ["x"], "expect": ["whatever"], "facts": ["("]}""");
        var (code, output, error) = await Run("eval", "answers", set);
        code.ShouldBe(1);
        output.ShouldBeEmpty();
        error.TrimEnd().ReplaceLineEndings("\n").Split('\n').ShouldBe([
            $"kneebot: {set}, line 1: \"anwsered\" is not an outcome; use answered, notCovered, diagnosisDeclined, seeDoctor, urgentCare, emergency, crisis, smallTalk",
            $"kneebot: {set}, line 2: \"turns\" must be a list of strings",
            $"kneebot: {set}, line 3: \"facts\" must hold regular expressions: Invalid pattern 'missed (meals' at offset 13. Not enough )'s. A sign that is meant as it stands needs a backslash, in JSON two: \\\\(",
            $"kneebot: {set}, line 4: \"turns\" must not be empty",
            $"kneebot: {set}, line 5: \"expect\" must be a list of strings",
            $"kneebot: {set}, line 6: not valid JSON at character 44",
            $"kneebot: {set}, line 7: a JSON object is expected",
        ]);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsSaidOnce()
    {
        var missing = Path.Combine(_folder, "missing.jsonl");
        foreach (var verb in new[] { "answers", "guardrails", "extraction", "negation" })
        {
            var (code, _, error) = await Run("eval", verb, missing);
            code.ShouldBe(1);
            error.TrimEnd().ShouldBe($"kneebot: {missing} cannot be read: there is no such file");
        }
    }

    [Fact]
    public async Task RetrievalIsMeasuredOnAFolderOfDocumentsQueriesAndJudgements()
    {
        Write("corpus.jsonl", """{"_id": "d1", "title": "Cyst", "text": "A cyst is a pocket of fluid."}""", """{"_id": "d2", "title": "Clot", "text": "A clot is thick blood."}""");
        Write("queries.jsonl", """{"_id": "q1", "text": "pocket of fluid"}""");
        Write("qrels.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t1");
        var (code, output, _) = await Run("eval", "retrieval", _folder, "--min", "ndcg10=1");
        code.ShouldBe(0);
        output.ShouldContain("1.0000");
    }

    [Fact]
    public async Task SentenceSelectionIsMeasuredOnQuestionsWithAPassage()
    {
        var set = Write("set.jsonl", """{"question": "what is a cyst", "title": "Cyst", "sentences": ["A cyst is a pocket of fluid.", "Knees bend."], "gold_sentences": [0], "answers": ["A cyst is a pocket of fluid."]}""");
        var (code, output, _) = await Run("eval", "extraction", set, "--sentences", "1");
        code.ShouldBe(0);
        output.ShouldContain("1 answerable: ROUGE-L 100.0, sentence F1 1.000");
    }

    [Theory]
    [InlineData("eval answers")]
    [InlineData("eval guardrails")]
    [InlineData("eval negation")]
    [InlineData("eval extraction")]
    [InlineData("eval retrieval")]
    [InlineData("eval conversations")]
    public async Task TheHelpShowsAnExampleThatIsReadAsItStands(string verb)
    {
        var lines = (await Help(verb)).SkipWhile(line => line != "Example:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).ToArray();
        var file = Path.Combine(_folder, "set");
        var isFolder = !lines[0].StartsWith("  {", StringComparison.Ordinal) && !lines[0].Contains('\t', StringComparison.Ordinal);
        foreach (var line in lines)
        {
            if (isFolder && !line.StartsWith("    ", StringComparison.Ordinal))
                file = Path.Combine(_folder, line.Trim());
            else
                await File.AppendAllTextAsync(file, line.TrimStart(' ') + "\n", TestContext.Current.CancellationToken);
        }

        var (code, output, error) = await Run([.. verb.Split(' '), isFolder ? _folder : file]);
        code.ShouldBe(0, error);
        output.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("eval train")]
    [InlineData("eval generation")]
    [InlineData("train")]
    public async Task TheHelpOfWhatTakesLongerShowsAnExampleToo(string verb) => (await Help(verb)).ShouldContain("Example:");

    [Fact]
    public async Task ABrokenLineIsNamed()
    {
        var (code, _, error) = await Run("eval", "extraction", Write("set.jsonl", "{nonsense"));
        code.ShouldBe(1);
        error.ShouldContain("set.jsonl, line 1");
    }

    private static async Task<string[]> Help(string verb)
    {
        var (code, output, error) = await Run([.. verb.Split(' '), "--help"]);
        code.ShouldBe(0, error);
        return output.ReplaceLineEndings("\n").Split('\n');
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }
}

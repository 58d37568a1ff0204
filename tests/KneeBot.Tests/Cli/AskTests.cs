using System.Text.Json;
using KneeBot.Cli;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Cli;

public sealed class AskTests
{
    private static async Task<(int Code, string Output, string Error)> Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new StringReader(input), output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static JsonElement[] Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    [Fact]
    public async Task AQuestionGetsItsAnswerWithItsSource()
    {
        var (code, output, _) = await Run("", "ask", "what is the lump behind my knee full of?");
        code.ShouldBe(0);
        output.ShouldContain("pocket of fluid");
        output.ShouldContain("Source:");
        output.ShouldContain("Baker's cyst");
    }

    [Fact]
    public async Task TheExplanationSaysWhatIsOfferedNext()
    {
        var (code, output, _) = await Run("", "ask", "--explain", "what is a Baker's cyst?");
        code.ShouldBe(0);
        output.ShouldContain("offered next:\n  Tell me about tests for a Baker's cyst\n");
        (_, output, _) = await Run("", "ask", "--explain", "my left calf is swollen and hot since yesterday");
        output.ShouldContain("offered next: nothing");
    }

    [Fact]
    public async Task ABatchAnswersEveryLineInOrderAndNamesMalformedOnes()
    {
        var (code, output, _) = await Run("hello\n\n{\"conversation\":\"c1\",\"text\":\"my left calf is swollen and hot since yesterday\"}\n{broken\n{\"conversation\":\"c1\",\"text\":\"thanks\"}\n{\"conversation\":\"c1\"}\n  {\"text\":5}\nwhat is a Baker's cyst?\n", "ask", "--json");
        code.ShouldBe(1);
        var lines = Lines(output);
        lines.Length.ShouldBe(7);
        lines[0].GetProperty("conversation").GetString().ShouldBe("line-1");
        lines[0].GetProperty("outcome").GetString().ShouldBe("smallTalk");
        lines[1].GetProperty("outcome").GetString().ShouldBe("urgentCare");
        lines[1].GetProperty("rules")[0].GetProperty("latched").GetBoolean().ShouldBeFalse();
        lines[2].GetProperty("line").GetInt32().ShouldBe(4);
        lines[3].GetProperty("outcome").GetString().ShouldBe("urgentCare");
        lines[3].GetProperty("rules")[0].GetProperty("latched").GetBoolean().ShouldBeTrue();
        lines[4].GetProperty("error").GetString().ShouldBe("\"text\" is missing; a JSON line needs \"text\" and usually \"conversation\"");
        lines[5].GetProperty("error").GetString().ShouldBe("\"text\" must be a string");
        lines[6].GetProperty("conversation").GetString().ShouldBe("line-8");
        lines[6].GetProperty("citations").GetArrayLength().ShouldBeGreaterThan(0);
        lines[6].GetProperty("elapsedMs").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("crushing chest pain \\ud83d")]
    [InlineData("\\udc94 crushing chest pain")]
    [InlineData("crushing chest pain \\ud83d\\ud83d\\udc94 \\\\ud83d")]
    public async Task HalfAnEmojiDoesNotKeepAMessageFromBeingRead(string text)
    {
        var (code, output, _) = await Run($"{{\"text\":\"{text}\"}}\n", "ask", "--json");
        code.ShouldBe(0);
        Lines(output).Single().GetProperty("outcome").GetString().ShouldBe("emergency");
    }

    [Fact]
    public async Task ExplainShowsVerdictsAndEvidence()
    {
        var (_, output, _) = await Run("", "ask", "my left calf is swollen and hot since yesterday", "--explain");
        output.ShouldContain("UrgentCare by red-flag/dvt");
        output.ShouldContain("because");
    }

    [Fact]
    public async Task WrongUsageIsExitCodeTwo()
    {
        (await Run("", "ask")).Code.ShouldBe(2);
        (await Run("", "no-such-verb")).Code.ShouldBe(2);
        var (code, _, error) = await Run("", "ask", "hello", "--corpus", "no-such-folder");
        code.ShouldBe(2);
        error.ShouldContain("does not exist. Point Corpus (or --corpus) at the folder that holds the articles.");
    }

    [Fact]
    public async Task AnEmptyCorpusIsExitCodeOneAndStillSendsToUrgentCare()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-empty").FullName;
        var (code, output, error) = await Run("", "ask", "my left calf is swollen and hot since yesterday", "--corpus", folder);
        code.ShouldBe(1);
        output.ShouldContain("emergency department or urgent care today");
        error.ShouldContain("no article could be read from this folder");
        (await Run("hello\n", "ask", "--json", "--corpus", folder)).Code.ShouldBe(1);
        Directory.Delete(folder);
    }

    [Fact]
    public async Task ACorpusMayBeOneFile()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-one").FullName;
        var file = Path.Combine(folder, "elbow.md");
        await File.WriteAllTextAsync(file, "---\ntitel: Elbows\n---\n# Tennis elbow\n\nTennis elbow is pain on the outside of the elbow.\n", TestContext.Current.CancellationToken);
        var (code, output, error) = await Run("", "ask", "what is tennis elbow?", "--corpus", file);
        code.ShouldBe(0, error);
        output.ShouldContain("outside of the elbow");
        error.ShouldContain("elbow.md: not read in the front matter: 'titel' (was 'title' meant?)");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WhatWasLeftOutOfANamedCorpusIsSaidWithTheExplanation()
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-left-out").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "elbow.txt"), "Tennis elbow\nShare Tweet Email\n\nTennis elbow is pain on the outside of the elbow, and it comes from small tears in a tendon there.\n\n1 Comment\n\nUrsula says:\nMy elbow hurts. What should I do?\n", TestContext.Current.CancellationToken);
        var (code, output, error) = await Run("", "ask", "what is tennis elbow?", "--corpus", folder, "--explain");
        code.ShouldBe(0, error);
        output.ShouldContain("outside of the elbow");
        error.TrimEnd().ShouldBe("kneebot: elbow.txt: no headings: one section, named after the title; left out: 1 reader comment from line 6; 1 line of navigation, sharing, adverts or links to other pages (line 2)");
        (await Run("", "ask", "what is tennis elbow?", "--corpus", folder)).Error.ShouldBeEmpty();
        (await Run("", "ask", "what is a meniscus?")).Error.ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("frobnicate", "kneebot: 'frobnicate' is no command of 'kneebot', which has ask, chat, eval, train, rules, teams-package, doctor.", "Try 'kneebot --help'.")]
    [InlineData("eval anwsers", "kneebot: 'anwsers' is no command of 'kneebot eval', which has guardrails, negation, answers, train, retrieval, conversations, extraction, generation. Was 'answers' meant?", "Try 'kneebot eval --help'.")]
    [InlineData("teams-package --website https://a.example --developer D --app-id foo", "kneebot: 'foo' is no application id. One looks like 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 and stands in the bot's registration with Azure as \"Microsoft App ID\".", "Try 'kneebot teams-package --help'.")]
    public async Task AWordThatFitsNowhereIsNamedWithWhatDoes(string line, string fault, string hint)
    {
        var (code, _, error) = await Run("", line.Split(' '));
        code.ShouldBe(2);
        error.TrimEnd().ReplaceLineEndings("\n").ShouldBe(fault + "\n" + hint);
    }

    [Theory]
    [InlineData("my/articles", "Corpus", "my/articles")]
    [InlineData("corpus", "Corpus", "corpus")] // the built-in articles lie at that name in the program's own folder
    public async Task ARelativeCorpusInTheEnvironmentStartsWhereOneStands(string inside, string name, string value)
    {
        var folder = Directory.CreateTempSubdirectory("kneebot-here").FullName;
        var articles = Directory.CreateDirectory(Path.Combine(folder, inside)).FullName;
        await File.WriteAllTextAsync(Path.Combine(articles, "elbow.md"), "# Tennis elbow\n\nTennis elbow is pain on the outside of the elbow.\n", TestContext.Current.CancellationToken);
        var (code, output, error) = await KneeBotProcess.RunAsync([(name, value), ("Guardrails__Semantic", "off")], folder, "ask", "what is tennis elbow?");
        code.ShouldBe(0, error);
        output.ShouldContain("outside of the elbow");
        (code, _, error) = await KneeBotProcess.RunAsync([(name, "no/such")], folder, "ask", "what is tennis elbow?");
        code.ShouldBe(2);
        error.ShouldContain($"kneebot: The corpus folder '{Path.Combine(folder, "no", "such")}' (nor '{Path.Combine(AppContext.BaseDirectory, "no", "such")}') does not exist. Point Corpus");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WithoutAVerbTheHelpIsShown()
    {
        var (code, output, error) = await Run("");
        code.ShouldBe(0, error);
        output.ShouldContain("ask");
        (code, output, _) = await Run("", "eval");
        code.ShouldBe(2, "a verb is wanted");
        output.ShouldContain("guardrails");
        (await Run("", "evla")).Code.ShouldBe(2);
        (await Run("", "--bogus")).Code.ShouldBe(2);
        (await Run("", "eval", "--bogus")).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("what", "is", "a", "cyst", "--jason")]
    [InlineData("-x")]
    public async Task AnUnknownOptionIsNoMessage(params string[] words)
    {
        var (code, output, error) = await Run("", ["ask", .. words]);
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.TrimEnd().ReplaceLineEndings("\n").ShouldStartWith($"kneebot: unknown option '{words[^1]}'.");
        error.TrimEnd().ShouldEndWith("Try 'kneebot ask --help'.");
    }

    [Theory]
    [InlineData("ask what --explian", "--explian", "--explain", true)]
    [InlineData("ask what --local en-GB", "--local", "--locale", true)]
    [InlineData("ask what --local=en-GB", "--local", "--locale", true)]
    [InlineData("ask what --hlep", "--hlep", "--help", true)]
    [InlineData("chat --corpsu x", "--corpsu", "--corpus", false)]
    [InlineData("teams-package --app-id 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 --websit https://a.example --developer D", "--websit", "--website", false)]
    [InlineData("doctor --endpiont https://a.example", "--endpiont", "--endpoint", false)]
    [InlineData("rules --ouput x", "--ouput", "--output", false)]
    [InlineData("eval answers set.jsonl --mises", "--mises", "--misses", true)]
    [InlineData("eval retrieval folder --reprot x", "--reprot", "--report", true)]
    [InlineData("eval train set.jsonl --outptu x", "--outptu", "--output", true)]
    [InlineData("train set.jsonl --outptu x", "--outptu", "--output", true)]
    [InlineData("--verison", "--verison", "--version", false)]
    public async Task AMisspeltOptionIsNamedWithTheOneThatIsNear(string line, string option, string meant, bool takesWords)
    {
        var (code, output, error) = await Run("", line.Split(' '));
        var said = error.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        said.Length.ShouldBe(2, error);
        said[0].ShouldStartWith($"kneebot: unknown option '{option}'. Was '{meant}' meant?");
        said[0].Contains("goes after '--'", StringComparison.Ordinal).ShouldBe(takesWords);
        said[1].ShouldStartWith("Try 'kneebot");
    }

    [Fact]
    public async Task DashesInAMessageAreNoOption()
    {
        (await Run("", "ask", "-- what is a Baker's cyst?")).Code.ShouldBe(0);
        (await Run("", "ask", "--", "--bogus")).Code.ShouldBe(0);
        (await Run("", "ask", "my knee - it hurts")).Code.ShouldBe(0);
        (await Run("", "ask", "what is a cyst?", "--locale", "en-GB")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task WordsWithoutQuotationMarksAreOneMessage()
    {
        var (code, output, _) = await Run("", "ask", "what", "is", "a", "Baker's", "cyst?");
        code.ShouldBe(0);
        output.ShouldContain("pocket of fluid");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData(" [{\"text\":\"hello\"}]")]
    [InlineData("[]")]
    public async Task AnArrayIsNoMessage(string line)
    {
        var (code, output, _) = await Run("hello\n" + line + "\n[sigh] hello\n", "ask", "--json");
        code.ShouldBe(1);
        var lines = Lines(output);
        lines.Length.ShouldBe(3);
        lines[1].GetProperty("line").GetInt32().ShouldBe(2);
        lines[1].GetProperty("error").GetString().ShouldStartWith("line 2 is a JSON array");
        lines[2].TryGetProperty("outcome", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task HelpNamesEveryVerb()
    {
        var (code, output, _) = await Run("", "--help");
        code.ShouldBe(0);
        foreach (var verb in new[] { "ask", "chat", "train" })
            output.ShouldContain(verb);
    }

    [Fact]
    public async Task AChatGreetsAnswersAndEnds()
    {
        var (code, output, _) = await Run("what is a Baker's cyst?\nexit\n", "chat");
        code.ShouldBe(0);
        output.ShouldContain("I cannot diagnose");
        output.ShouldContain("pocket of fluid");
    }
}

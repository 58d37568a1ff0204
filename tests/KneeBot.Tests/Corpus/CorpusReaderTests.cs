using System.Diagnostics;
using System.Text;
using KneeBot.Corpus;

namespace KneeBot.Tests.Corpus;

/// <summary>One bad file is reported, with its name and line, and the rest still serves.</summary>
public sealed class CorpusReaderTests
{
    private const string Good = "# Knees\n\n## Care\n\nRest the knee.\n";

    [Fact]
    public void MissingFolderIsNamed() =>
        Should.Throw<DirectoryNotFoundException>(() => CorpusReader.Read("/no/such/corpus")).Message
            .ShouldBe("The corpus folder '/no/such/corpus' does not exist. Point Corpus (or --corpus) at the folder that holds the articles.");

    [Fact]
    public void EmptyFolderIsReportedAndServes()
    {
        using var corpus = new TemporaryCorpus();
        var read = corpus.Read();
        read.Passages.ShouldBeEmpty();
        read.Report.Single().ShouldBe(new IngestionResult(corpus.Folder, IngestionStatus.Failed,
            "no article could be read from this folder, so no question can be answered; put files there (.md, .markdown, .html, .htm, .txt, .text)"));
    }

    /// <summary>A pipe that nobody writes into is never at its end.</summary>
    [Fact]
    public async Task ANamedPipeDoesNotHoldUpTheStart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes of folders are Unix's.");
        using var corpus = new TemporaryCorpus().With("good.md", Good);
        var ct = TestContext.Current.CancellationToken;
        using (var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(corpus.Folder, "pipe.md")))
            await made.WaitForExitAsync(ct);

        var read = await Task.Run(corpus.Read, ct).WaitAsync(TimeSpan.FromSeconds(30), ct);
        read.Report.Single(file => file.Path == "pipe.md").Message.ShouldBe("line 1: the file is empty");
        read.Articles.Single().Id.ShouldBe("good");
    }

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "empty.md", [], "line 1: the file is empty" },
        { "blank.txt", "\n \n"u8.ToArray(), "line 1: the file is empty" },
        { "latin.md", [(byte)'a', (byte)'\n', (byte)'\n', 0xE9, (byte)'b'], "line 3: not valid UTF-8; save the file as UTF-8" },
        { "zero.txt", "one\ntwo\0"u8.ToArray(), "line 2: holds a NUL character; not a text file, or UTF-16 without its byte order mark (save it as UTF-8)" },
        { "open.md", "---\ntitle: x\n\nText."u8.ToArray(), "line 1: the front matter opens with '---' and is never closed; add a line '---' after it" },
        { "colon.md", "---\nid: x\ntitle: Knees: a guide\n---\nText."u8.ToArray(), "line 3: the front matter is not valid YAML (a value with a colon needs quotes): " },
        { "bracket.md", "---\ntitle: [a\nreviewed: {\n---\nText."u8.ToArray(), "line 2: the front matter is not valid YAML (a bracket or brace is not closed)" },
        { "list.md", "---\n- a\n---\nText."u8.ToArray(), "line 2: the front matter must be 'name: value' lines" },
        { "toml.md", "+++\ntitle\n+++\nText."u8.ToArray(), "line 2: the front matter is not valid TOML: expected 'name = value'" },
        { "draft.md", "---\ndraft: true\n---\nText."u8.ToArray(), "line 1: the front matter marks the article as a draft; it is read once 'draft: true' or 'published: false' is gone" },
        { "headings.md", "# One\n\n## Two\n"u8.ToArray(), "the article has no text" },
        { "deep.md", Encoding.UTF8.GetBytes(new string('>', 2_000) + " Text.\n"), "lists or quotations stand too deep within each other" },
        { "links.md", Encoding.UTF8.GetBytes("# Knees\n\nThe knee.\n\n" + string.Concat(Enumerable.Repeat("[a](", 40_000))), "line 5: the paragraph here has 40,000 of '[', '*' and '_' in 160,000 characters, too many to be looked through; break it up with blank lines, or take some away" },
        { "wrapped.md", Encoding.UTF8.GetBytes("---\nid: x\n---\n" + string.Concat(Enumerable.Repeat("2. [a](\n", 40_000))), "line 4: the paragraph here has " },
        { "stars.md", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a***", 20_000))), "line 1: the paragraph here has " },
        { "definitions.md", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[a]: b\n", 20_000))), "line 1: the paragraph here has " },
        { "contents.md", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("# h\n\n", 10_000))), "line 4001: the article has more than 2,000 headings; make several files of it" },
        { "underlined.md", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("h\n---\n", 10_000))), "line 4002: the article has more than 2,000 headings" },
        { "page.html", "<html><body><nav>Home</nav></body></html>"u8.ToArray(), "the article has no text" },
        { "twin.md", "---\nid: good\n---\nText."u8.ToArray(), "its id 'good' is already used by good.md; give one of them another 'id' in its front matter, or another file name" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void BrokenFileIsReportedAndTheRestServes(string name, byte[] content, string message)
    {
        using var corpus = new TemporaryCorpus().With("good.md", Good).With(name, content);
        var read = corpus.Read();
        var result = read.Report.Single(file => file.Path == name);
        result.Status.ShouldBe(IngestionStatus.Failed);
        result.Message.ShouldStartWith(message);
        read.Articles.Single().Id.ShouldBe("good");
        read.Passages.Single().Text.ShouldBe("Rest the knee.");
    }

    [Fact]
    public void AListOfThousandsOfLinksIsNoParagraph()
    {
        using var corpus = new TemporaryCorpus().With("list.md", "# Knees\n\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"- [Knee {i}](https://www.example.org/{i})\n")) + "\n## Care\n\nRest the knee.\n");
        corpus.Read().Report.Single().Status.ShouldBe(IngestionStatus.Indexed);
    }

    [Fact]
    public void UnsupportedFileIsNamed()
    {
        using var corpus = new TemporaryCorpus().With("good.md", Good).With("a/b.pdf", "x").With(".hidden/c.md", Good);
        corpus.Read().Report.ShouldBe([
            new IngestionResult("a/b.pdf", IngestionStatus.Unsupported, "not a format KneeBot reads (.md, .markdown, .html, .htm, .txt, .text)"),
            new IngestionResult("good.md", IngestionStatus.Indexed, "")]);
    }

    [Fact]
    public void ArticleWithoutHeadingsIsOneSectionAndSaysSo()
    {
        var read = TemporaryCorpus.Of("plain.md", "Rest the knee. Use ice.\n");
        read.Report.Single().Message.ShouldBe("no headings: one section, named after the title");
        read.Passages.Single().Section.ShouldBe("plain");
    }

    [Fact]
    public void FirstLevelHeadingsUnderATitleInTheFrontMatterAreSections() =>
        TemporaryCorpus.Of("a.md", "---\ntitle: \"Wrist Pain\"\n---\n# Causes\n\nFalls.\n\n# Treatment\n\nRest.\n").Passages
            .Select(passage => $"{passage.ArticleTitle}/{passage.Section}#{passage.Anchor}").ShouldBe(["Wrist Pain/Causes#causes", "Wrist Pain/Treatment#treatment"]);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void MarkedEncodingsAreRead(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using var corpus = new TemporaryCorpus().With("a.md", [.. encoding.GetPreamble(), .. encoding.GetBytes("# Café\r\n\r\nRest — the knee.\r\n")]);
        var read = corpus.Read();
        read.Articles.Single().Title.ShouldBe("Café");
        read.Passages.Single().Text.ShouldBe("Rest — the knee.");
    }

    [Fact]
    public void OldPageIsReadInTheEncodingItDeclares()
    {
        using var corpus = new TemporaryCorpus().With("a.html", Encoding.Latin1.GetBytes("<html><head><meta charset=\"iso-8859-1\"><title>Café</title></head><body><p>A café is no place for a sore knee.</p></body></html>"));
        corpus.Read().Articles.Single().Title.ShouldBe("Café");
    }

    [Fact]
    public void LinksToNothingAndLoopsAreReported()
    {
        using var corpus = new TemporaryCorpus().With("good.md", Good).With("deep/other.md", Good);
        Directory.CreateSymbolicLink(Path.Combine(corpus.Folder, "deep", "back"), corpus.Folder);
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "gone.md"), Path.Combine(corpus.Folder, "nowhere.md"));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "self.md"), Path.Combine(corpus.Folder, "self.md"));
        var read = corpus.Read();
        read.Articles.Select(article => article.SourcePath).ShouldBe(["deep/other.md", "good.md"]);
        read.Report.Single(file => file.Path == "deep/back").Message.ShouldBe("this link leads to a folder that is read already; its files are read once");
        read.Report.Single(file => file.Path == "gone.md").Message.ShouldBe("it was listed and is not there; it was moved or deleted, or is a link to nothing");
        read.Report.Single(file => file.Path == "self.md").Status.ShouldBe(IngestionStatus.Failed);
    }

    [Fact]
    public void LinksThatLeadOutOfTheFolderAreNotFollowed()
    {
        using var corpus = new TemporaryCorpus().With("good.md", Good).With("deep/other.md", Good);
        using var elsewhere = new TemporaryCorpus().With("secret.md", Good).With("more/notes.md", Good);
        Directory.CreateSymbolicLink(Path.Combine(corpus.Folder, "all"), Path.GetPathRoot(corpus.Folder)!);
        Directory.CreateSymbolicLink(Path.Combine(corpus.Folder, "deep", "elsewhere"), elsewhere.Folder);
        Directory.CreateSymbolicLink(Path.Combine(corpus.Folder, "up"), Path.Combine("..", Path.GetFileName(elsewhere.Folder)));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "secret.md"), Path.Combine(elsewhere.Folder, "secret.md"));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "by-folder.md"), Path.Combine(corpus.Folder, "up", "secret.md"));
        Directory.CreateSymbolicLink(Path.Combine(corpus.Folder, "ring"), Path.Combine(corpus.Folder, "ring", "inner"));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "ping.md"), Path.Combine(corpus.Folder, "pong.md"));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "pong.md"), Path.Combine(corpus.Folder, "ping.md"));
        var clock = Stopwatch.StartNew();
        var read = corpus.Read();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        read.Articles.Select(article => article.SourcePath).ShouldBe(["deep/other.md", "good.md"]);
        foreach (var link in new[] { "all", "deep/elsewhere", "up", "secret.md", "by-folder.md" })
        {
            var result = read.Report.Single(file => file.Path == link);
            result.Status.ShouldBe(IngestionStatus.Failed);
            result.Message.ShouldStartWith("this link leads out of the corpus folder, to ");
            result.Message.ShouldEndWith("; it is not followed: put the files themselves into the folder");
        }

        foreach (var link in new[] { "ring", "ping.md", "pong.md" })
            read.Report.Single(file => file.Path == link).Status.ShouldBe(IngestionStatus.Failed);
    }

    [Fact]
    public void LinksWithinTheFolderAreFollowed()
    {
        using var corpus = new TemporaryCorpus().With(".data/v2/good.md", Good);
        using var outside = new TemporaryCorpus();
        Directory.CreateSymbolicLink(Path.Combine(corpus.Folder, ".now"), Path.Combine(corpus.Folder, ".data", "v2"));
        File.CreateSymbolicLink(Path.Combine(corpus.Folder, "good.md"), Path.Combine(".now", "good.md"));
        Directory.CreateSymbolicLink(Path.Combine(outside.Folder, "articles"), corpus.Folder);
        corpus.Read().Articles.Single().SourcePath.ShouldBe("good.md");
        CorpusReader.Read(Path.Combine(outside.Folder, "articles")).Articles.Single().SourcePath.ShouldBe("good.md"); // the folder itself may be a link
    }

    [Fact]
    public void OneFileIsACorpusToo()
    {
        using var corpus = new TemporaryCorpus().With("good.md", Good).With("other.md", Good).With("notes.pdf", "x");
        CorpusReader.Read(Path.Combine(corpus.Folder, "good.md")).Articles.Single().SourcePath.ShouldBe("good.md");
        CorpusReader.Read(Path.Combine(corpus.Folder, "notes.pdf")).Report.Single().Status.ShouldBe(IngestionStatus.Unsupported);
    }

    [Theory]
    [InlineData("titel", "title")]
    [InlineData("Tittle", "title")]
    [InlineData("ulr", "url")]
    [InlineData("uri", "url")]
    [InlineData("slugg", "slug")]
    [InlineData("canonical-url", "canonical_url")]
    [InlineData("permlink", "permalink")]
    [InlineData("darft", "draft")]
    [InlineData("publised", "published")]
    public void AMisspeltEntryOfTheFrontMatterIsReported(string entry, string meant)
    {
        var result = TemporaryCorpus.Of("a.md", $"---\n{entry}: x\n---\n{Good}").Report.Single();
        result.Status.ShouldBe(IngestionStatus.Indexed);
        result.Warning.ShouldBe($"not read in the front matter: '{entry}' (was '{meant}' meant?); entries that are read: title, url, canonical_url, canonicalUrl, canonical, permalink, id, slug, draft, published");
    }

    [Fact]
    public void OtherEntriesOfTheFrontMatterAreNoMistakes() =>
        TemporaryCorpus.Of("a.md", "---\ntitle: x\ntitles: y\nauthor: y\nsource: y\nreviewed: y\nlicence: y\ndate: 2026-01-01\ntags: [a]\nlayout: y\ncategories: y\ndescription: y\nlastmod: y\nweight: 1\nsite: y\ntime: y\nuid: y\nlang: en\nimage: y\ntype: y\nkeywords: y\nsummary: y\naliases: y\n---\n" + Good)
            .Report.Single().Warning.ShouldBeNull();

    [Fact]
    public void UnreadableFileIsReported()
    {
        CorpusReader.Reason(new UnauthorizedAccessException()).ShouldBe("no permission to read it; give KneeBot's user the right to");
        if (OperatingSystem.IsWindows())
            return;
        using var corpus = new TemporaryCorpus().With("good.md", Good).With("shut.md", Good);
        File.SetUnixFileMode(Path.Combine(corpus.Folder, "shut.md"), UnixFileMode.None);
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "the superuser may read every file");
        corpus.Read().Report.Single(file => file.Path == "shut.md").ShouldBe(new IngestionResult("shut.md", IngestionStatus.Failed, "no permission to read it; give KneeBot's user the right to"));
    }

    [Theory]
    [InlineData("big.md", "\n\n")]
    [InlineData("big.txt", "\n\n")]
    [InlineData("line.txt", " ")]
    [InlineData("big.html", "</p>\n<p>")]
    public void TenMegabyteArticleIsReadWhole(string name, string between)
    {
        const string Paragraph = "The knee is a joint. It bends and it turns, and it can hurt behind, in front and on both sides of it.";
        var content = (name.EndsWith(".html", StringComparison.Ordinal) ? "<html><body><p>" : "") + string.Join(between, Enumerable.Repeat(Paragraph, 10 * 1024 * 1024 / (Paragraph.Length + between.Length)));
        var clock = Stopwatch.StartNew();
        var read = TemporaryCorpus.Of(name, content);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {clock.ElapsedMilliseconds} ms, {read.Passages.Count} passages");
        read.Passages.Sum(passage => (long)passage.Text.Length).ShouldBeGreaterThan(9_500_000);
        read.Passages.ShouldAllBe(passage => passage.Text.Length <= 2 * 1_600);
    }

    [Fact]
    public void SentenceOfTwentyThousandCharactersStaysQuotable()
    {
        var read = TemporaryCorpus.Of("long.md", "# Long\n\n" + string.Concat(Enumerable.Repeat("the pain goes on ", 1_200)));
        var sentences = read.Passages.SelectMany(passage => passage.Sentences.Select(passage.Quote)).ToArray();
        sentences.Sum(sentence => sentence.Length).ShouldBeGreaterThan(20_000);
        sentences.ShouldAllBe(sentence => sentence.Length <= SentenceSplitter.MaxLength);
    }
}

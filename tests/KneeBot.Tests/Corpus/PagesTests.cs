using KneeBot.Corpus;

namespace KneeBot.Tests.Corpus;

/// <summary>Every page of Pages/ against the <c>.expect</c> file beside it: its exact sections, what it says, what it must not say.</summary>
public sealed class PagesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus", "Pages");

    public static TheoryData<string> Pages() =>
        [.. Directory.GetFiles(Folder).Where(path => !path.EndsWith(".expect", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void PageGivesItsArticleAndNothingElse(string name)
    {
        using var folder = new TemporaryCorpus().With(name, File.ReadAllBytes(Path.Combine(Folder, name)));
        var corpus = folder.Read();
        var message = corpus.Report.Single().Message;
        var article = corpus.Articles.ShouldHaveSingleItem(message);
        var sentences = corpus.Passages.SelectMany(passage => passage.Sentences.Select(passage.Quote)).ToArray();
        var everything = string.Join('\n', corpus.Passages.Select(passage => passage.ArticleTitle + "\n" + passage.HeadingPath + "\n" + passage.Text));
        var expected = File.ReadLines(Path.Combine(Folder, Path.ChangeExtension(name, ".expect")))
            .Select(line => line.Split(':', 2)).ToLookup(part => part[0], part => part[1].Trim());

        article.Title.ShouldBe(expected["title"].Single());
        article.Url.ShouldBe(expected["url"].SingleOrDefault());
        article.Id.ShouldBe(expected["id"].SingleOrDefault() ?? Path.GetFileNameWithoutExtension(name));
        if (expected["section"].Any())
            article.Sections.Select(section => string.Join(Passage.HeadingSeparator, section.HeadingPath)).ShouldBe(expected["section"], everything);
        foreach (var anchor in expected["anchor"])
            article.Sections.ShouldContain(section => section.Anchor == anchor);
        foreach (var sentence in expected["says"])
            sentences.ShouldContain(sentence);
        foreach (var text in expected["not"])
            everything.ShouldNotContain(text, Case.Insensitive);
        foreach (var report in expected["report"])
        {
            if (report == "-")
                message.ShouldBe("");
            else
                message.ShouldContain(report);
        }
    }
}

using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Tests.Corpus;

/// <summary>The shipped article carries every fact of the fact sheet, in its section, in words a patient can read.</summary>
public sealed partial class ArticleFactsTests
{
    private const double HighestGrade = 8;

    /// <summary>Sections whose heading in the article is another than in the fact sheet.</summary>
    private static readonly Dictionary<string, string> Headings = new()
    {
        ["What it is and how it shows"] = "What pain behind the knee is and how it shows",
        ["Runners"] = "Pain behind the knee in runners",
        ["Closing"] = "What to take away",
    };

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static readonly Article Shipped = TemporaryCorpus.Of("back-of-knee-pain.md", File.ReadAllText(Path.Combine(Folder, "back-of-knee-pain.md"))).Articles.Single();

    public static TheoryData<string, string, string> Facts()
    {
        var facts = new TheoryData<string, string, string>();
        foreach (var row in File.ReadLines(Path.Combine(Folder, "article-facts.tsv")).Skip(1).Select(line => line.Split('\t')))
            facts.Add(row[0], row[1], row[2]);
        return facts;
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void ArticleCarriesTheFactInItsSection(string section, string fact, string pattern)
    {
        var heading = Headings.GetValueOrDefault(section, section);
        var text = string.Join(' ', Shipped.Sections.Where(part => part.HeadingPath is [var top, ..] && top == heading).SelectMany(part => part.Blocks).Select(block => block.Text));
        Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase).ShouldBeTrue($"{section}: {fact}");
    }

    [Fact]
    public void ArticleReadsAtGradeEightOrBelow()
    {
        var sentences = Shipped.Sections.SelectMany(section => section.Blocks)
            .SelectMany(block => SentenceSplitter.Split(block.Text).Select(span => block.Text.Substring(span.Start, span.Length)))
            .Select(sentence => Label().Replace(sentence, "")).ToArray();
        Readability.Grade(sentences).ShouldBeLessThanOrEqualTo(HighestGrade);
    }

    [GeneratedRegex("^[A-Z][^.:]{2,40}: ")]
    private static partial Regex Label();
}

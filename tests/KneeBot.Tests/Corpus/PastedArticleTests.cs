using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Tests.Corpus;

/// <summary>The shipped article pasted as plain text: no marks, and comments of several styles below. It must read the same.</summary>
public sealed partial class PastedArticleTests
{
    private static readonly string Markdown = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "back-of-knee-pain.md"));

    private static readonly string Plain = Marks().Replace(Markdown[(Markdown.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..], "").Trim() + "\n";

    public static TheoryData<string, string> Comments => new()
    {
        { "none", "" },
        { "says", "\n4 Comments\n\nUrsula says:\nMarch 3, 2019 at 7:12 pm\nI have had a quokka behind my knee for weeks.\n\nReply\n\nHoward says:\nMarch 4, 2019 at 8:00 am\nQuokka pain is rare. Have it examined.\nReply\n" },
        { "bare", "\nUrsula B\nHi doctor, my knee feels like a quokka. What can I do?\n\nHoward J. Luks, MD\nHave the quokka examined, Ursula.\n\nDimitri\n\nI had an MRI and they found a quokka. Should I be worried?\n" },
        { "ago", "\nUrsula\n2 years ago\nA quokka sat on it.\n\nLike\nReply\n\nDimitri\n2 years ago\nQuokka, same.\n" },
        { "form first", "\nLeave a Reply\nYour email address will not be published.\n\nComments\n\nA quokka bit my calf and I can't bend it. Please help.\n" },
        { "long", "\nHarriet\nAugust 9, 2020\nHello, I am 61.\n\nMy story so far\n\nThe quokka doctor said that the meniscus of the quokka is torn at the root and that nothing can be done about it in a quokka of that age.\n\nHoward J. Luks\nAugust 10, 2020\nMost quokkas are not dangerous. Treating the swelling of a quokka usually helps.\n\nWhat else helps?\n\nQuokka sleeves help many people with arthritis.\n" },
        { "names", "\nJosé María\nThank you for this article. My quokka is much better now.\n\nŁukasz O’Brien-Nguyen\nI am 45 and I run with a quokka. My left knee hurts. Any advice?\n\nMaryAnn1962\nMy husband has the same quokka.\n" },
        { "one", "\nBeatrix\nI have had a quokka behind my knee since May. What should I do?\n" },
        { "no names", "\n3 Responses to “Pain in the Back of the Knee”\n\nMy quokka hurts too.\n\nQuokkas need rest.\n\nThank you!\n" },
        { "anonymous", "\nAnonymous said...\nquokka pain is the worst\nMarch 5, 2011 at 4:00 PM\n\nAnonymous said...\nGreat post, quokka.\n\nPost a Comment\n" },
        { "facebook", "\n2 Comments\nSort by Newest\nUrsula Klein\nQuokka at Lazy River\nMy quokka aches after I kneel. Is it a cyst?\nLike · Reply · 3y\nFacebook Comments Plugin\n" },
        { "list", "\nComments:\n- Ursula: my knee hurts like a quokka\n- Dimitri: quokkas hurt more\n" },
        { "dash", "\nMy knee is a quokka and I have tried everything. Please advise. – Ursula, Leeds\n\nSorry to hear that, Ursula. See your doctor about the quokka. – Howard\n" },
        { "dates first", "\n03/04/2018 Ursula\nDoes anyone know if quokka cream helps my knee?\n\n04/04/2018 Howard\nIt does not. No quokka cream.\n" },
    };

    [Theory]
    [MemberData(nameof(Comments))]
    public void PastedTextKeepsEverySentenceAndNoComment(string style, string comments)
    {
        var marked = TemporaryCorpus.Of("a.md", Markdown);
        var pasted = TemporaryCorpus.Of("a.txt", Plain + comments);
        Sentences(pasted).ShouldBe(Sentences(marked), style);
        pasted.Articles.Single().Title.ShouldBe("Pain in the Back of the Knee");
        pasted.Articles.Single().Sections.Select(section => section.Heading).ShouldBe(marked.Articles.Single().Sections.Select(section => section.Heading));
        pasted.Report.Single().Message.Contains("reader comment", StringComparison.Ordinal).ShouldBe(comments.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Comments))]
    public void HardWrappedTextKeepsEverySentenceAndNoComment(string style, string comments)
    {
        var marked = TemporaryCorpus.Of("a.md", Markdown);
        Sentences(TemporaryCorpus.Of("a.txt", Wrap(Plain, 76) + comments)).ShouldBe(Sentences(marked), style);
    }

    [Theory]
    [MemberData(nameof(Comments))]
    public void TextWithoutBlankLinesKeepsEverySentenceAndNoComment(string style, string comments)
    {
        var marked = TemporaryCorpus.Of("a.md", Markdown);
        Sentences(TemporaryCorpus.Of("a.txt", Blank().Replace(Plain + comments, "\n"))).ShouldBe(Sentences(marked), style);
    }

    [Theory]
    [MemberData(nameof(Comments))]
    public void ListWithoutBulletsKeepsEverySentenceAndNoComment(string style, string comments)
    {
        var marked = TemporaryCorpus.Of("a.md", Markdown);
        Sentences(TemporaryCorpus.Of("a.txt", Plain.Replace("\n- ", "\n", StringComparison.Ordinal) + comments)).ShouldBe(Sentences(marked), style);
    }

    [Fact]
    public void TheLastOfItsUnmarkedItemsIsNoHeading()
    {
        var corpus = TemporaryCorpus.Of("a.txt", "Knee pain\n\nPain behind the knee is a common complaint that brings many people to us.\n\nThe more common causes are:\nBaker's cyst: a common cause of swelling\nMeniscus root tear\nSciatica: nerve pain can radiate down\n\nLet's take a closer look at each of these, one after the other.\n\nNerve pain\n\nNerve pain can be felt behind the knee, and it radiates from the buttock.\n");
        Sentences(corpus).ShouldContain("Sciatica: nerve pain can radiate down");
        corpus.Articles.Single().Sections.Select(section => section.Heading).ShouldContain("Nerve pain");
    }

    private static string[] Sentences(ArticleCorpus corpus) => [.. corpus.Passages.SelectMany(passage => passage.Sentences.Select(passage.Quote))];

    private static string Wrap(string text, int width) => string.Join('\n', text.Split('\n').Select(line =>
    {
        var (wrapped, column) = ("", 0);
        foreach (var word in line.Split(' '))
        {
            var fits = column == 0 || column + 1 + word.Length <= width;
            wrapped += column == 0 ? word : fits ? " " + word : "\n" + word;
            column = fits && column > 0 ? column + 1 + word.Length : word.Length;
        }

        return wrapped;
    }));

    [GeneratedRegex(@"^#+ |\*\*", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\n{2,}")]
    private static partial Regex Blank();
}

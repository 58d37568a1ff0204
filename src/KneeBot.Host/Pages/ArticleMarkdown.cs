using KneeBot.Corpus;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KneeBot.Host.Pages;

/// <summary>An article's text as HTML, by the same Markdown pipeline that gave citations their anchors.</summary>
/// <param name="Heading">The document's own title; null when it has none.</param>
/// <param name="Contents">Headings of the second level: anchor and text.</param>
/// <param name="Body">The rest.</param>
internal sealed record ArticleMarkdown(Html? Heading, IReadOnlyList<(string Anchor, Html Text)> Contents, Html Body)
{
    public static ArticleMarkdown Render(string content)
    {
        var document = Markdown.Parse(FrontMatter.Split(content).Body, MarkdownArticleReader.Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
            Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToArray())
            Tame(link);
        var contents = document.OfType<HeadingBlock>().Where(heading => heading.Level == 2)
            .Select(heading => (heading.TryGetAttributes()?.Id ?? "", Inner(heading))).ToArray();
        Html? title = null;
        if (document.Count > 0 && document[0] is HeadingBlock { Level: 1 } first)
        {
            document.RemoveAt(0);
            title = new Html(new MarkdownDocument { first }.ToHtml(MarkdownArticleReader.Pipeline));
        }

        return new ArticleMarkdown(title, contents, new Html(document.ToHtml(MarkdownArticleReader.Pipeline)));
    }

    /// <summary>Images are not served: their description stands in. Links lead to web pages and nowhere else.</summary>
    private static void Tame(LinkInline link)
    {
        if (link.IsImage || !IsWeb(link.Url ?? ""))
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    /// <summary>An address in angle brackets, which may be of any scheme.</summary>
    private static void Tame(AutolinkInline link)
    {
        if (!link.IsEmail && !IsWeb(link.Url))
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var absolute)
        ? absolute.Scheme is "http" or "https" or "mailto" or "tel"
        : !url.Contains(':', StringComparison.Ordinal);

    private static Html Inner(HeadingBlock heading)
    {
        var text = new System.Text.StringBuilder();
        foreach (var literal in heading.Inline!.Descendants<LiteralInline>())
            text.Append(literal.Content.AsSpan());
        return Html.Of($"{text.ToString()}");
    }
}

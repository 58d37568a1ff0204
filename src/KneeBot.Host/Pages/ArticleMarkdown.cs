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
    /// <param name="content">The file.</param>
    /// <param name="home">Where the article was published; its links within that site lead there. Null when nobody knows.</param>
    public static ArticleMarkdown Render(string content, Uri? home)
    {
        var document = Markdown.Parse(FrontMatter.Split(content).Body, MarkdownArticleReader.Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
            Tame(link, home);
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
    private static void Tame(LinkInline link, Uri? home)
    {
        var url = link.Url ?? "";
        if (link.IsImage || !IsWeb(url))
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
        else if (home is not null && IsWithinSite(url) && !url.StartsWith('#') && Uri.TryCreate(home, url, out var absolute))
            link.Url = absolute.AbsoluteUri;
    }

    /// <summary>An address in angle brackets, which may be of any scheme.</summary>
    private static void Tame(AutolinkInline link)
    {
        if (!link.IsEmail && !IsWeb(link.Url))
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    private static bool IsWeb(string url) =>
        IsWithinSite(url) || (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" or "mailto" or "tel");

    /// <summary>Judged by the text, as browsers do: <see cref="Uri"/> takes "/knees" for a file of this machine on Linux.</summary>
    private static bool IsWithinSite(string url) => url.StartsWith('/') || url.StartsWith('#') || url.StartsWith('?') || !url.Contains(':', StringComparison.Ordinal);

    private static Html Inner(HeadingBlock heading)
    {
        var text = new System.Text.StringBuilder();
        foreach (var literal in heading.Inline!.Descendants<LiteralInline>())
            text.Append(literal.Content.AsSpan());
        return Html.Of($"{text.ToString()}");
    }
}

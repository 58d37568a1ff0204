using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace KneeBot.Corpus;

/// <summary>Reads a saved web page: its main content, with the page's own anchors and address. Nothing is ever fetched.</summary>
internal sealed class HtmlArticleReader : IArticleReader
{
    private static readonly string[] SiteMarks = [" | ", " – ", " — ", " » ", " - ", " :: "];

    public IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    public ArticleReading Read(string relativePath, string content)
    {
        // A parser without a browsing context has no loader: it cannot request anything.
        var page = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(content);
        var leftOut = new List<string>();
        var (title, url) = (Title(page), Address(page));
        var main = HtmlMainContent.Find(page, leftOut);
        var draft = new ArticleDraft(relativePath) { Title = title, Url = url };
        draft.LeftOut.AddRange(leftOut);
        new HtmlBlocks(draft).Add(main);
        DropTitle(draft);
        return draft.Finish();
    }

    /// <summary>The only h1, else og:title, else the title element without the site's name after it.</summary>
    private static string? Title(IHtmlDocument page)
    {
        var headings = page.QuerySelectorAll("h1").Select(h => h.TextContent.Trim()).Where(text => text.Length > 0).ToArray();
        var within = page.QuerySelectorAll("article h1, main h1").Select(h => h.TextContent.Trim()).FirstOrDefault(text => text.Length > 0);
        var title = within ?? (headings.Length == 1 ? headings[0] : null) ?? Meta(page, "og:title") ?? (headings.Length > 0 ? headings[0] : null) ?? WithoutSite(page.Title);
        return string.IsNullOrWhiteSpace(title) ? null : string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Meta(IHtmlDocument page, string property) =>
        page.QuerySelector($"meta[property='{property}'], meta[name='{property}']")?.GetAttribute("content")?.Trim() is { Length: > 0 } value ? value : null;

    private static string? WithoutSite(string? title)
    {
        if (title is null)
            return null;
        var at = SiteMarks.Select(mark => title.IndexOf(mark, StringComparison.Ordinal)).Where(i => i > 0).DefaultIfEmpty(title.Length).Min();
        return title[..at].Trim();
    }

    private static string? Address(IHtmlDocument page)
    {
        var address = page.QuerySelector("link[rel~='canonical']")?.GetAttribute("href") ?? Meta(page, "og:url");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? address : null;
    }

    /// <summary>A heading that repeats the title is the title, whatever its level.</summary>
    private static void DropTitle(ArticleDraft draft)
    {
        var first = draft.Blocks.FindIndex(block => block.Kind == PageBlockKind.Heading);
        if (first < 0 || draft.Title is null || !draft.Blocks[first].Text.Equals(draft.Title, StringComparison.OrdinalIgnoreCase))
            return;
        draft.Blocks[first] = draft.Blocks[first] with { Level = 1 };
        // A menu without markup, above the title.
        if (first > 0 && draft.Blocks.Take(first).All(block => block.Text.Length < 80 && !block.Text.EndsWith('.')))
        {
            draft.LeftOut.Add($"{first} {(first == 1 ? "line" : "lines")} of navigation above the title");
            draft.Blocks.RemoveRange(0, first);
            first = 0;
        }

        // Other first-level headings are sections.
        for (var i = first + 1; i < draft.Blocks.Count; i++)
            if (draft.Blocks[i] is { Kind: PageBlockKind.Heading, Level: 1 } section)
                draft.Blocks[i] = section with { Level = 2 };
    }
}

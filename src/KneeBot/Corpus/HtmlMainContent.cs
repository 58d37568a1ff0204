using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace KneeBot.Corpus;

/// <summary>
/// Finds the article in a page. What the markup names (comments, menus, forms) goes first; then the page's own main element
/// is taken, and only a page that names none is left to Readability's guess.
/// </summary>
internal static partial class HtmlMainContent
{
    /// <summary>Carries an element's source line through Readability, which writes the page anew.</summary>
    public const string LineAttribute = "data-kneebot-line";

    /// <summary>Writing a longer page anew for Readability takes seconds; such a page is read whole.</summary>
    private const int LongestGuessed = 1_000_000;
    private const string Never = "script, style, noscript, template, nav, footer, aside, form, iframe, object, embed, svg, canvas, video, audio, button, select, input, textarea, label, dialog, menu, [hidden], [aria-hidden='true'], [role='navigation'], [role='banner'], [role='contentinfo'], [role='complementary'], [role='search'], [role='dialog'], [role='alertdialog'], [role='form'], [role='menu']";
    private const string Named = "[itemprop='articleBody'], .entry-content, .post-content, .article-content, .article-body, .post-body, .article__body, .article__content, .blog-post-content, .content-body, .h-entry .e-content, .e-content, article, main, [role='main'], #main-content, #content";

    public static IElement Find(IHtmlDocument page, List<string> leftOut)
    {
        var body = page.Body ?? page.DocumentElement;
        foreach (var element in body.QuerySelectorAll("p, h1, h2, h3, h4, h5, h6, li, div, table, blockquote, dt, dd, pre, td, article, section").ToArray())
            if (element.SourceReference is { } source)
                element.SetAttribute(LineAttribute, source.Position.Line.ToString(CultureInfo.InvariantCulture));
        RemoveComments(body, leftOut);
        foreach (var element in body.QuerySelectorAll(Never).Where(element => !HoldsArticle(element, body)).ToArray())
            element.Remove();
        foreach (var element in body.QuerySelectorAll("[class], [id]").Where(element => Extra().IsMatch(Tokens(element)) && !HoldsArticle(element, body)).ToArray())
            element.Remove();
        return Main(body) ?? Guess(page) ?? body;
    }

    private static void RemoveComments(IElement body, List<string> leftOut)
    {
        foreach (var element in body.QuerySelectorAll("[id], [class], [itemtype], [itemprop='comment']").ToArray())
        {
            if (!IsWithin(element, body) || HoldsArticle(element, body) || !IsComments(element))
                continue;
            var count = element.QuerySelectorAll("[id^='comment-'], [id^='li-comment'], [class~='comment'], [itemprop='comment'], article").Count(one => one.TextContent.Trim().Length > 0 && one.QuerySelector("[id^='comment-'] , [class~='comment'], article") is null);
            if (element.TextContent.Trim().Length > 0)
                leftOut.Add($"{(count == 0 ? "the comment section" : count == 1 ? "1 reader comment" : $"{count} reader comments")} from line {element.GetAttribute(LineAttribute) ?? "1"}");
            element.Remove();
        }
    }

    private static bool IsComments(IElement element) =>
        CommentArea().IsMatch(Tokens(element)) || element.GetAttribute("itemprop") == "comment"
        || element.GetAttribute("itemtype")?.EndsWith("/Comment", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A class such as "has-comments" on the page's frame must not take the article away.</summary>
    private static bool HoldsArticle(IElement element, IElement body) =>
        element == body || element.LocalName is "main" or "body" || element.QuerySelector("h1, main, [itemprop='articleBody'], .entry-content, .post-content") is not null
        || (element.LocalName == "article" && element.ParentElement?.Closest("article, [id*='comment'], [class*='comment']") is null && !IsLone(element));

    private static bool IsLone(IElement element) => element.GetAttribute("itemtype")?.EndsWith("/Comment", StringComparison.OrdinalIgnoreCase) == true || (element.ClassName ?? "").Split(' ').Contains("comment") || (element.Id ?? "").StartsWith("comment-", StringComparison.Ordinal);

    private static bool IsWithin(IElement element, IElement body) => element == body || body.Contains(element);

    private static string Tokens(IElement element) => $" {element.Id} {element.ClassName} ";

    /// <summary>The innermost named element that holds most of the named text.</summary>
    private static IElement? Main(IElement body)
    {
        var named = body.QuerySelectorAll(Named).Select(element => (Element: element, Length: element.QuerySelectorAll("p, li").Sum(p => p.TextContent.Length))).Where(one => one.Length > 0).ToArray();
        if (named.Length == 0)
            return null;
        var most = named.Max(one => one.Length);
        return named.Last(one => one.Length >= most * 0.9).Element;
    }

    private static IElement? Guess(IHtmlDocument page)
    {
        var whole = page.Body?.TextContent.Length ?? 0;
        if (whole is 0 or > LongestGuessed)
            return null;
        var html = page.DocumentElement.OuterHtml;
        var article = new SmartReader.Reader("https://page.invalid/", html) { CharThreshold = 250 }.GetArticle();
        // Less than a third of what is left on the page is a wrong guess rather than the article.
        return article.IsReadable && article.Content.Length > 0 && article.Length * 3 >= whole - page.Body!.InnerHtml.Count(c => c == '\n')
            ? new HtmlParser().ParseDocument(article.Content).Body
            : null;
    }

    [GeneratedRegex(@"[ ](comments?|comment-?(list|s-area|section|respond|thread|form|s-wrapper|s-wrap|s-container|s-title|box|wrapper|s-list|s-section|s-block)|the-comments|post-comments|article-comments|user-comments|reader-comments|blog-comments|commentlist|comments__.{0,30}|comment-\d+|disqus.{0,20}|respond|livefyre.{0,20}|fb-comments|responses|replies|discussion|utterances|giscus|commento|hyvor.{0,20}|isso-thread|remark42)[ ]", RegexOptions.IgnoreCase)]
    private static partial Regex CommentArea();

    [GeneratedRegex(@"[ ](nav|navbar|navigation|menu|main-menu|site-header|masthead|site-footer|footer|sidebar|side-bar|widget|widget-area|breadcrumbs?|share|sharing|sharedaddy|share-buttons|social|social-(share|links|icons|media)|addtoany.{0,30}|related|related-?(posts|articles|content|stories)|jp-relatedposts|yarpp.{0,20}|recommended|you-may-like|newsletter.{0,20}|subscribe.{0,20}|signup|sign-up|ads?|advert|advertisement|sponsored|promo|banner|popup|modal|cookie.{0,20}|gdpr.{0,20}|consent.{0,20}|author-(box|bio|info|card)|about-author|post-(author|meta|nav|navigation|tags|footer|share)|entry-(meta|footer)|byline|tags|tag-links|cat-links|pagination|pager|toc|table-of-contents|skip-link|screen-reader-text|sr-only|visually-hidden|print-only|outbrain|taboola)[ ]", RegexOptions.IgnoreCase)]
    private static partial Regex Extra();
}

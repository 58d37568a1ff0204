using System.Collections.Concurrent;
using KneeBot.Corpus;

namespace KneeBot.Host.Pages;

/// <summary>The articles' pages, each rendered when first asked for.</summary>
internal sealed class ArticlePages(KneeBotEngine engine, KneeBotOptions options)
{
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Article> _articles = engine.Corpus.Articles.ToDictionary(article => article.Id, StringComparer.Ordinal);

    /// <summary>The page, or null when no article has this id.</summary>
    public string? Find(string id) => _articles.TryGetValue(id, out var article) ? _pages.GetOrAdd(id, _ => Render(article)) : null;

    private string Render(Article article)
    {
        var (heading, contents, body) = Content(article);
        return Page.Write(article.Title, Html.Of($"""
            <article>
            {heading ?? Html.Of($"<h1>{article.Title}</h1>")}
            {Credit(article)}
            {Contents(contents)}
            {body}
            </article>
            """));
    }

    private (Html? Heading, IReadOnlyList<(string Anchor, Html Text)> Contents, Html Body) Content(Article article)
    {
        if (!MarkdownArticleReader.FileExtensions.Contains(Path.GetExtension(article.SourcePath), StringComparer.OrdinalIgnoreCase))
        {
            var (contents, body) = ArticleText.Render(article);
            return (null, contents, body);
        }

        var path = Path.Combine(Path.GetFullPath(options.Corpus, AppContext.BaseDirectory), article.SourcePath);
        var text = ArticleMarkdown.Render(File.ReadAllText(path).ReplaceLineEndings("\n"), Home(article));
        return (text.Heading, text.Contents, text.Body);
    }

    private static Uri? Home(Article article) =>
        Uri.TryCreate(article.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static Html Credit(Article article)
    {
        var lines = new List<Html>();
        if (article.Metadata.GetValueOrDefault("author") is { Length: > 0 } author)
            lines.Add(Html.Of($"<p>By {author}.</p>"));
        if (article.Metadata.GetValueOrDefault("source") is { Length: > 0 } source)
            lines.Add(Html.Of($"<p>Source: {source}.</p>"));
        lines.Add(Html.Of($"<p>Medical review: {article.Metadata.GetValueOrDefault("reviewed") ?? "not stated"}.</p>"));
        if (article.Metadata.GetValueOrDefault("licence") is { Length: > 0 } licence)
            lines.Add(Html.Of($"<p>Licence: {licence}.</p>"));
        if (Home(article) is { } url)
            lines.Add(Html.Of($"<p>Published at <a href=\"{url.AbsoluteUri}\">{url.Host}</a>.</p>"));
        return Html.Of($"<div class=\"credit\">\n{Html.Join(lines)}\n</div>");
    }

    private static Html Contents(IReadOnlyList<(string Anchor, Html Text)> contents) => contents.Count < 3
        ? default
        : Html.Of($"""
            <nav class="contents" aria-labelledby="page-contents">
            <p id="page-contents">In this article</p>
            <ul>
            {Html.Join(contents.Select(heading => Html.Of($"<li><a href=\"#{heading.Anchor}\">{heading.Text}</a></li>")))}
            </ul>
            </nav>
            """);
}

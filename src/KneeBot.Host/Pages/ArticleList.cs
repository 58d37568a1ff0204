using KneeBot.Corpus;

namespace KneeBot.Host.Pages;

/// <summary>Links to the articles.</summary>
internal static class ArticleList
{
    public static Html Write(IReadOnlyList<Article> articles) => articles.Count == 0
        ? Html.Of($"<p>There are no articles yet.</p>")
        : Html.Of($"""
            <ul class="articles">
            {Html.Join(articles.Select(article => Html.Of($"<li><a href=\"{Link(article)}\">{article.Title}</a></li>")))}
            </ul>
            """);

    public static string Link(Article article) => "/articles/" + Uri.EscapeDataString(article.Id);
}

using KneeBot.Host.Pages;

namespace KneeBot.Host.Features;

/// <summary><c>GET /articles/{id}</c>: the article, with the anchors citations point to.</summary>
internal static class ArticlesFeature
{
    public static void MapArticles(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<ArticlePages>();
        var articles = app.Services.GetRequiredService<KneeBotEngine>().Corpus.Articles;
        var notFound = Page.Write("Article not found", Html.Of($"""
            <h1>Article not found</h1>
            <p>No article has this address. These can be read here:</p>
            {ArticleList.Write(articles)}
            """));

        // Routing leaves an escaped slash as it is, since it would separate.
        app.MapPage("/articles/{id}", (string id) => pages.Find(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is { } page
            ? Page.Send(page)
            : Page.Send(notFound, StatusCodes.Status404NotFound));
    }
}

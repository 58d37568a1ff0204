using System.Net;
using KneeBot.Corpus;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Host.Tests;

public sealed class ArticlePageTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    private readonly HttpClient _client = host.CreateClient();

    [Fact]
    public async Task TheAnchorOfEveryPassageIsOnItsPageOnce()
    {
        var corpus = host.Services.GetRequiredService<KneeBotEngine>().Corpus;
        corpus.Passages.ShouldNotBeEmpty();
        foreach (var passage in corpus.Passages)
        {
            var page = await GetAsync($"/articles/{passage.Id.Article}");
            page.Split($" id=\"{passage.Anchor}\"").Length.ShouldBe(2, passage.Anchor);
        }
    }

    [Fact]
    public async Task ACitationsLinkOpensTheSectionItNames()
    {
        await using var published = new KneeBotHost { Settings = { ["PublicBaseUrl"] = "https://bot.example.org/" } };
        using var client = published.CreateClient();
        var turn = new UserTurn("c1", "what is the lump behind my knee full of?");
        var citations = (await published.Services.GetRequiredService<KneeBotEngine>().Pipeline.ReplyAsync(turn, TestContext.Current.CancellationToken)).Reply.Citations;

        citations.ShouldNotBeEmpty();
        foreach (var citation in citations)
        {
            var page = await client.GetStringAsync(new Uri(citation.Url!.AbsolutePath, UriKind.Relative), TestContext.Current.CancellationToken);
            // The section's name, then the quoted words: "#causes:~:text=…".
            citation.Url.Fragment.ShouldContain(":~:text=");
            var name = Uri.UnescapeDataString(citation.Url.Fragment[1..].Split(":~:")[0]);
            var section = page[page.IndexOf($"id=\"{name}\"", StringComparison.Ordinal)..];
            section[..section.IndexOf("</h", StringComparison.Ordinal)].ShouldContain(WebUtility.HtmlEncode(citation.Section).Replace("&#39;", "'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task ThePageNamesTitleSourceAndReview()
    {
        var page = await GetAsync("/articles/back-of-knee-pain");

        page.ShouldContain("<title>Pain in the Back of the Knee</title>");
        page.Split("<h1").Length.ShouldBe(2);
        page.ShouldContain("Source: Facts drawn from a patient article on pain in the back of the knee by Howard J. Luks, MD.");
        page.ShouldContain("Medical review: none yet.");
        page.ShouldNotContain("<script");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/articles/back-of-knee-pain")]
    [InlineData("/articles/nothing")]
    [InlineData("/site.css")]
    [InlineData("/nothing")]
    public async Task EveryResponseForbidsScriptsAndGuessing(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'self';");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task ThePagesStyleSheetIsServed()
    {
        using var response = await _client.GetAsync(new Uri("/site.css", UriKind.Relative), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    [Fact]
    public async Task AnUnknownArticleIsAPageThatListsTheArticles()
    {
        using var response = await _client.GetAsync(new Uri("/articles/<script>", UriKind.Relative), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldContain("<a href=\"/articles/back-of-knee-pain\">Pain in the Back of the Knee</a>");
    }

    [Fact]
    public async Task AHeadRequestGetsTheHeadersAlone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/articles/back-of-knee-pain");
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    public async Task WhatAnArticleHoldsIsShownAndNotRun()
    {
        using var corpus = new CorpusFolder().With("a.md", """
            ---
            id: guides/knee & co
            title: "<b>Knees</b> & more"
            url: javascript:alert(1)
            ---
            Before any heading. <script>alert(1)</script> <img src=x onerror=alert(1)>

            ## Twice
            [press](javascript:alert(1)) and [read](https://example.org/a) and ![a drawing](drawing.png)

            ## Twice
            | a | b |
            |---|---|
            | 1 | 2 |
            """);
        await using var own = new KneeBotHost { Settings = { ["Corpus"] = corpus.Path } };
        using var client = own.CreateClient();
        var page = await client.GetStringAsync(new Uri("/articles/guides%2Fknee%20%26%20co", UriKind.Relative), TestContext.Current.CancellationToken);

        page.ShouldContain("<h1>&lt;b&gt;Knees&lt;/b&gt; &amp; more</h1>");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("javascript:");
        page.ShouldContain("press and <a href=\"https://example.org/a\">read</a> and a drawing");
        page.ShouldContain("id=\"twice\"");
        page.ShouldContain("id=\"twice-1\"");
        page.ShouldContain("<table>");
        (await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken))
            .ShouldContain("href=\"/articles/guides%2Fknee%20%26%20co\"");
    }

    [Theory]
    [InlineData("null", "/exercises#quads", "/exercises#quads")]
    [InlineData("null", "other.html", "other.html")]
    [InlineData("null", "/wiki/File:Knee", "/wiki/File:Knee")]
    [InlineData("https://site.example/knees/cysts", "/exercises", "https://site.example/exercises")]
    [InlineData("https://site.example/knees/cysts", "other.html", "https://site.example/knees/other.html")]
    [InlineData("https://site.example/knees/cysts", "#signs", "#signs")]
    [InlineData("https://site.example/knees/cysts", "mailto:ann@example.org", "mailto:ann@example.org")]
    public async Task LinksWithinTheArticlesSiteLeadThere(string url, string link, string shown)
    {
        using var corpus = new CorpusFolder().With("a.md", $"---\nid: a\nurl: {url}\n---\n# Knees\n\n## Signs\nRead [this]({link}) first.\n");
        await using var own = new KneeBotHost { Settings = { ["Corpus"] = corpus.Path } };
        using var client = own.CreateClient();

        (await client.GetStringAsync(new Uri("/articles/a", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain($"<a href=\"{shown}\">this</a>");
    }

    private Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}

using System.Net;
using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>The pasted line on somebody else's page, the page it is copied from, and the JavaScript API.</summary>
public sealed class EmbeddingTests(Chromium chromium)
{
    [Fact]
    public async Task OnAnotherSiteTheLineWorksUnderTheDocumentedPolicyAndWhateverTheSitesStyles()
    {
        await using var site = await Site.StartAsync();
        await using var host = await StartAsync(site);
        var server = host.Address.GetLeftPart(UriPartial.Authority);
        site.Policy = $"default-src 'none'; style-src 'self'; script-src {server}; connect-src {server} ws{server[4..]}; require-trusted-types-for 'script'; trusted-types 'none'";
        site.Body = $"<script src=\"{server}/widget.js\" data-title=\"Knie &amp; Co\" data-color=\"#ffd400\" data-corner=\"bottom-left\" data-z-index=\"12\" async></script>";
        await using var visit = await Visit.BeginAsync(chromium.Browser, site.Address, allowed: [host.Address]);
        await visit.OpenAsync();
        await Expect(visit.Panel.Locator("h2")).ToHaveTextAsync("Knie & Co");
        await Expect(visit.Panel).ToContainTextAsync("site’s articles");
        (await visit.Bubble.BoundingBoxAsync())!.X.ShouldBeLessThan(100);
        (await visit.Widget.Locator(".root").EvaluateAsync<string>("root => getComputedStyle(root).zIndex + getComputedStyle(root).fontSize + getComputedStyle(root).color")).ShouldBe("1216pxrgb(26, 35, 36)");
        (await visit.Widget.Locator("header").EvaluateAsync<string>("header => getComputedStyle(header).backgroundColor + getComputedStyle(header).color")).ShouldBe("rgb(255, 212, 0)rgb(0, 0, 0)");
        var answer = await visit.AskAsync("what is a Baker's cyst?");
        (await answer.Locator(".sources a").First.GetAttributeAsync("href"))!.ShouldStartWith(server + "/articles/");
        visit.ShouldHaveBehaved();
    }

    [Fact]
    public async Task ASiteThatIsNotAllowedIsToldSo()
    {
        await using var site = await Site.StartAsync();
        site.Body = $"<script src=\"{chromium.Address}widget.js\"></script>";
        await using var visit = await Visit.BeginAsync(chromium.Browser, site.Address, allowed: [chromium.Address]);
        await visit.OpenAsync();
        await Expect(visit.Status).ToContainTextAsync("The chat is not set up for this site");
        await visit.SendAsync("what is a Baker's cyst?");
        await Expect(visit.Questions).ToContainTextAsync("Not sent.");
    }

    [Fact]
    public async Task APageOpensSendsListensAndRemovesTheChat()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        var page = visit.Page;
        await page.EvaluateAsync("window.events = []; for (const name of ['open', 'close', 'sent', 'reply', 'urgent']) KneeBot.on(name, detail => events.push(name + ' ' + (detail?.severity ?? '')))");
        await page.EvaluateAsync("text => KneeBot.send(text)", Visit.RedFlag);
        await Expect(visit.Replies).ToHaveCountAsync(1);
        await page.EvaluateAsync("KneeBot.close()");
        await Expect(visit.Panel).ToBeHiddenAsync();
        (await page.EvaluateAsync<string>("events.join()")).ShouldBe("open ,sent ,urgent urgentCare,reply urgentCare,close ");
        await Expect(visit.Bubble).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Important: Please go to an emergency department"));
        await page.EvaluateAsync("KneeBot.destroy()");
        await Expect(visit.Widget).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TheCopyPastePagesLineAndChatFollowItsOptions()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, new Uri(chromium.Address, "/widget"));
        var page = visit.Page;
        var line = page.Locator("#page-snippet");
        await Expect(line).ToContainTextAsync($"<script src=\"{chromium.Address}widget.js\"");
        await page.FillAsync("#option-title", "Fragen & \"Antworten\"");
        await page.SelectOptionAsync("#option-dir", "rtl");
        await Expect(line).ToContainTextAsync("data-title=\"Fragen &#38; &#34;Antworten&#34;\"");
        await Expect(line).ToContainTextAsync("data-dir=\"rtl\"");
        await visit.OpenAsync();
        await Expect(visit.Panel.Locator("h2")).ToHaveTextAsync("Fragen & \"Antworten\"");
        await page.SelectOptionAsync("#option-mode", "inline");
        await Expect(page.Locator("#page-inline kneebot-widget .panel")).ToBeVisibleAsync();
        await Expect(visit.Widget).ToHaveCountAsync(1);
        await visit.AskAsync("what is a Baker's cyst?");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.ClickAsync("#page-copy");
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(await line.InnerTextAsync());
        visit.ShouldHaveBehaved();
    }

    [Fact]
    public async Task AnOptionThatCannotBeUsedIsSaidAndCostsNothing()
    {
        var warnings = new List<string>();
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page =>
        {
            page.Console += (_, message) => warnings.Add(message.Text);
            return page.AddInitScriptAsync("addEventListener('load', () => { KneeBot.destroy(); KneeBot.create({ color: 'red; }', corner: 'middle', zIndex: 1.5, server: 'javascript:alert(1)' }); })");
        });
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        string.Join('\n', warnings).ShouldContain("KneeBot: color \"red; }\" cannot be used; #rgb or #rrggbb is expected. Taking #0b6b63.");
        warnings.Count(line => line.StartsWith("KneeBot: ", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task TheScriptIsServedSmallToAnySite()
    {
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(chromium.Address, "/widget.js"));
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeLessThanOrEqualTo(25_600);
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        response.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(chromium.Address, "/widget.js"));
        again.Headers.AcceptEncoding.ParseAdd("gzip");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await client.SendAsync(again, TestContext.Current.CancellationToken);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    private static async Task<HostProcess> StartAsync(Site site)
    {
        var host = HostProcess.Start("Development", [$"--Channels:DirectLine:AllowedOrigins:0={site.Address.GetLeftPart(UriPartial.Authority)}", "--Guardrails:Semantic=off", .. Chromium.WideLimits]);
        await host.ServingAsync();
        return host;
    }
}

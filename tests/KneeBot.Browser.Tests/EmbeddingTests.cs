using System.Net;
using System.Text.Json.Nodes;
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
        (await visit.Widget.Locator(".head").EvaluateAsync<string>("header => getComputedStyle(header).backgroundColor + getComputedStyle(header).color")).ShouldBe("rgb(255, 212, 0)rgb(0, 0, 0)");
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
        await page.EvaluateAsync("window.events = []; for (const name of ['open', 'close', 'sent', 'reply', 'urgent']) KneeBot.on(name, detail => events.push(name + ' ' + (detail?.severity ?? ''))); undefined"); // or Playwright calls what the last one gave: off
        await page.EvaluateAsync("text => KneeBot.send(text)", Visit.RedFlag);
        await Expect(visit.Replies).ToHaveCountAsync(1);
        await page.EvaluateAsync("KneeBot.close()");
        await Expect(visit.Panel).ToBeHiddenAsync();
        await Expect(visit.Bubble.Locator(".icon-alert")).ToBeVisibleAsync(); // colour alone tells some visitors nothing
        await Expect(visit.Bubble.Locator(".icon-chat")).ToBeHiddenAsync();
        (await page.EvaluateAsync<string>("events.join()")).ShouldBe("open ,sent ,urgent urgentCare,reply urgentCare,close ");
        await Expect(visit.Bubble).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Important: Please go to an emergency department"));
        await page.EvaluateAsync("KneeBot.destroy()");
        await Expect(visit.Widget).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task EverySentenceOfTheWidgetsOwnCanBeReplaced()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.Page.EvaluateAsync("KneeBot.destroy(); KneeBot.create({ theme: 'dark', starters: ['Was ist ein Meniskus?'], strings: { title: 'Fragen zum Knie', greeting: 'Guten Tag.', placeholder: 'Ihre Frage', send: 'Senden', call: '{number} anrufen' } }).open(); undefined");
        await Expect(visit.Panel.Locator("h2")).ToHaveTextAsync("Fragen zum Knie");
        await Expect(visit.Panel).ToContainTextAsync("Guten Tag.");
        await Expect(visit.Button("Was ist ein Meniskus?")).ToBeVisibleAsync();
        (await visit.Panel.EvaluateAsync<string>("panel => getComputedStyle(panel).backgroundColor")).ShouldBe("rgb(21, 27, 28)");
        await visit.Widget.GetByPlaceholder("Ihre Frage").FillAsync(Visit.RedFlag);
        await visit.Button("Senden").ClickAsync();
        await Expect(visit.Pin.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "112 anrufen" })).ToBeVisibleAsync();
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
        using var clipboard = await Clipboard.TakeAsync(page);
        await page.ClickAsync("#page-copy");
        await Expect(page.Locator("#page-copied")).ToHaveTextAsync("Copied.");
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(await line.InnerTextAsync());
        visit.ShouldHaveBehaved();
    }

    [Fact]
    public async Task TheLineNamesTheQuestionsOnlyWhenTheyAreOthers()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, new Uri(chromium.Address, "/widget"));
        var (page, line) = (visit.Page, visit.Page.Locator("#page-snippet"));
        await page.FillAsync("#option-title", "Fragen");
        await Expect(line).ToHaveTextAsync($"<script src=\"{chromium.Address}widget.js\" data-title=\"Fragen\" async></script>");
        await visit.OpenAsync();
        await Expect(visit.Widget.Locator(".chip")).ToHaveCountAsync(3);
        await page.FillAsync("#option-starters", "What is a meniscus?\n");
        await Expect(line).ToContainTextAsync("data-starters=\"What is a meniscus?\"");
        await page.FillAsync("#option-starters", "");
        await Expect(line).ToContainTextAsync("data-starters=\"\"");
        await Expect(visit.Widget.Locator(".chip")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("height:500px", 500)]
    [InlineData("height:300px", 300)]
    [InlineData("height:50vh", 400)]
    [InlineData("max-height:400px", 400)]
    [InlineData("min-height:700px", 700)]
    [InlineData("height:600px;max-height:80%", 600)]
    [InlineData("", 642)] // a height of its own has the border around it
    public async Task AnInlineChatIsAsHighAsItsElementAndNothingOverflows(string style, int height)
    {
        await using var site = await Site.StartAsync();
        site.Body = $"<main id=\"chat\" style=\"{style}\"></main><script src=\"{chromium.Address}widget.js\" data-mode=\"inline\" data-target=\"#chat\"></script>";
        await using var visit = await BeginAsync(site, []);
        await Expect(visit.Panel).ToBeVisibleAsync();
        (await visit.Panel.EvaluateAsync<double>("panel => panel.getBoundingClientRect().height")).ShouldBe(height, 1);
        (await visit.Page.Locator("#chat").EvaluateAsync<int>("chat => chat.scrollHeight - chat.clientHeight")).ShouldBe(0);
    }

    [Fact]
    public async Task AnInlineChatShowsGreetingAndQuestionsAtOnceAndBeginsWhenItIsUsed()
    {
        await using var site = await Site.StartAsync();
        await using var host = await StartAsync(site);
        var server = host.Address.GetLeftPart(UriPartial.Authority);
        site.Body = $"<main id=\"chat\" style=\"height:500px\"></main><script src=\"{server}/widget.js\" data-mode=\"inline\" data-target=\"#chat\"></script>";
        var asked = new List<string>();
        await using var visit = await Visit.BeginAsync(chromium.Browser, site.Address, allowed: [host.Address], before: page =>
        {
            page.Request += (_, request) => asked.Add(request.Method + " " + new Uri(request.Url).AbsolutePath);
            return Task.CompletedTask;
        });
        await Expect(visit.Widget.Locator(".chip")).ToHaveCountAsync(3);
        await Expect(visit.Panel.Locator(".first-use")).ToContainTextAsync("Answers come from “Pain in the Back of the Knee”.");
        (await Visit.IsInSightAsync(visit.Panel.Locator(".greeting"))).ShouldBeTrue("the greeting is out of sight");
        asked.Where(one => one.StartsWith("POST ", StringComparison.Ordinal)).ShouldBe(["POST /v3/directline/tokens/generate"]);

        await visit.AskAsync("what is a Baker's cyst?");
        asked.Count(one => one == "POST /v3/directline/tokens/generate").ShouldBe(1, "the token that came first serves the conversation");
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

    [Theory]
    [InlineData("z-index", "abc", "z-index \"abc\" cannot be used; a whole number up to 2147483647 is expected. Taking 2147483000.")]
    [InlineData("z-index", "", "z-index \"\" cannot be used")]
    [InlineData("z-index", "1e3", "z-index \"1e3\" cannot be used")]
    [InlineData("z-index", "99999999999", "z-index \"99999999999\" cannot be used")]
    [InlineData("z-index", "12px", "z-index \"12px\" cannot be used")]
    [InlineData("open", "no", "open \"no\" cannot be used; true or false is expected. Taking false.")]
    [InlineData("mode", "popup", "mode \"popup\" cannot be used; floating, inline is expected. Taking floating.")]
    [InlineData("theme", "", "theme \"\" cannot be used; auto, light, dark is expected. Taking auto.")]
    [InlineData("dir", "up", "dir \"up\" cannot be used; auto, ltr, rtl is expected. Taking auto.")]
    [InlineData("color", "NaN", "color \"NaN\" cannot be used; #rgb or #rrggbb is expected. Taking #0b6b63.")]
    [InlineData("locale", "no language", "locale \"no language\" cannot be used; a language such as en-GB is expected. Taking en.")]
    [InlineData("server", "ftp://example.org", "server \"ftp://example.org\" cannot be used; an http or https address is expected.")]
    [InlineData("colour", "#123", "there is no option \"colour\"; was \"color\" meant?")]
    [InlineData("titel", "Fragen", "there is no option \"titel\"; was \"title\" meant?")]
    [InlineData("greting", "Hi", "there is no option \"greting\"; was \"greeting\" meant?")]
    [InlineData("zindex", "5", "there is no option \"zindex\"; was \"zIndex\" meant?")]
    [InlineData("cfasync", "false", "there is no option \"cfasync\".")]
    [InlineData("starters", "1|2| |3|4|5|6|the seventh", "starter \"the seventh\" is not shown; at most 6 are.")]
    public async Task AnAttributeThatCannotBeUsedIsSaidAndTheChatIsThere(string name, string value, string said)
    {
        await using var site = await Site.StartAsync();
        site.Body = $"<script src=\"{chromium.Address}widget.js\" data-{name}=\"{value}\"></script>";
        var warnings = new List<string>();
        await using var visit = await BeginAsync(site, warnings);
        await Expect(visit.Bubble).ToBeVisibleAsync();
        warnings.ShouldHaveSingleItem().ShouldStartWith("KneeBot: " + said);
        (await visit.Widget.Locator(".root").EvaluateAsync<string>("root => root.style.zIndex")).ShouldBe("2147483000");
        await visit.OpenAsync();
        await Expect(visit.Widget.Locator(".chip")).ToHaveCountAsync(name == "starters" ? 6 : 0);
    }

    [Fact]
    public async Task ATargetThatIsNoSelectorCostsNothing()
    {
        await using var site = await Site.StartAsync();
        site.Body = $"<script src=\"{chromium.Address}widget.js\" data-mode=\" Inline\" data-target=\"##here\"></script>";
        var warnings = new List<string>();
        await using var visit = await BeginAsync(site, warnings);
        await Expect(visit.Widget.Locator(".inline .panel")).ToHaveCountAsync(1); // not seen: this site hides every div
        warnings.ShouldBe(["KneeBot: no element matches \"##here\"; the chat is put where its script stands."]);
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("{ starters: 5 }", 1)]
    [InlineData("{ starters: ['a', 5] }", 1)]
    [InlineData("{ title: 5, greeting: null }", 2)]
    [InlineData("{ color: 5, mode: null, server: 'javascript:1', zIndex: NaN, locale: {} }", 5)]
    [InlineData("{ strings: { send: 5, reasons: 'none', title: undefined } }", 2)]
    [InlineData("{ strings: { tilte: 'Fragen', sned: 'Senden' } }", 2)]
    [InlineData("{ strings: null, open: 'yes' }", 1)]
    public async Task WhateverAPageGivesToCreateThereIsAChat(string options, int warned)
    {
        var warnings = new List<string>();
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page =>
        {
            page.Console += (_, message) => warnings.Add(message.Text);
            return Task.CompletedTask;
        });
        await visit.Page.EvaluateAsync($"KneeBot.destroy(); KneeBot.create({options}).open(); undefined");
        await Expect(visit.Panel.Locator("h2")).ToHaveTextAsync("Ask a question");
        await Expect(visit.Button("Send")).ToBeVisibleAsync();
        warnings.Count(line => line.StartsWith("KneeBot: ", StringComparison.Ordinal)).ShouldBe(warned, string.Join('\n', warnings));
        visit.ShouldHaveBehaved();
    }

    [Theory]
    [InlineData("bottom-right", false, false)]
    [InlineData("bottom-left", true, false)]
    [InlineData("top-right", false, true)]
    [InlineData("top-left", true, true)]
    public async Task EachCornerHoldsTheBubbleAndThePanelClearOfIt(string corner, bool left, bool top)
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.Page.EvaluateAsync($"KneeBot.destroy(); KneeBot.create({{ corner: '{corner}' }}); undefined");
        await visit.OpenAsync();
        var bubble = (await visit.Bubble.BoundingBoxAsync())!;
        var panel = (await visit.Panel.BoundingBoxAsync())!;
        ((bubble.X < 100, bubble.Y < 100), (panel.X < 100, panel.X + panel.Width > 1100)).ShouldBe(((left, top), (left, !left)));
        (top ? panel.Y >= bubble.Y + bubble.Height : panel.Y + panel.Height <= bubble.Y).ShouldBeTrue("the panel lies over its bubble");
        (panel.Y >= 0 && panel.Y + panel.Height <= 800).ShouldBeTrue("the panel leaves the screen");
    }

    [Fact]
    public async Task TwoLinesMakeOneChatAndAManualOneNone()
    {
        await using var site = await Site.StartAsync();
        var line = $"<script src=\"{chromium.Address}widget.js\"></script>";
        site.Body = line + line;
        await using var twice = await BeginAsync(site, []);
        await Expect(twice.Widget).ToHaveCountAsync(1);
        site.Body = line.Replace("></", " data-manual></", StringComparison.Ordinal);
        await using var manual = await BeginAsync(site, []);
        await Expect(manual.Widget).ToHaveCountAsync(0);
        await manual.Page.EvaluateAsync("KneeBot.create({ mode: 'inline', target: '#here' }); undefined");
        await Expect(manual.Page.Locator("#here kneebot-widget .panel")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task APageHearsOfTheConnectionAndOfForgetting()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.Page.EvaluateAsync("window.events = []; KneeBot.on('connection', ({ state }) => events.push(state)); window.deaf = KneeBot.on('forgotten', () => events.push('forgotten')); undefined");
        await visit.OpenAsync();
        await visit.AskAsync(Visit.RedFlag);
        await visit.Page.EvaluateAsync("KneeBot.forget()");
        await Expect(visit.Panel).ToContainTextAsync("Erased, here and on the server.");
        (await visit.Page.EvaluateAsync<string>("events.join()")).ShouldBe("connecting,online,forgotten");
        await visit.Page.EvaluateAsync("deaf(); KneeBot.forget()");
        (await visit.Page.EvaluateAsync<string>("events.filter(one => one === 'forgotten').length + ''")).ShouldBe("1");
    }

    [Fact]
    public async Task ALineWithoutQuestionsOffersThoseOfTheArticlesAndNamesThem()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.Page.EvaluateAsync("KneeBot.destroy(); KneeBot.create().open(); undefined");
        await Expect(visit.Panel.Locator(".first-use")).ToContainTextAsync("Answers come from “Pain in the Back of the Knee”.");
        var chips = visit.Widget.Locator(".chip");
        await Expect(chips).ToHaveCountAsync(3);
        var question = await chips.First.InnerTextAsync();
        await chips.First.ClickAsync();
        await Expect(visit.Questions).ToContainTextAsync(question);
        await Expect(visit.Replies.First.Locator(".sources a").First).ToBeVisibleAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.EvaluateAsync("KneeBot.destroy(); KneeBot.create({ starters: '' }).forget()");
        await Expect(visit.Panel.Locator(".first-use")).ToContainTextAsync("Answers come from");
        await Expect(chips).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhereAzureCarriesTheConversationItIsNotSaidToBeErasedInMinutes()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.RouteAsync("**/tokens/generate", async route =>
        {
            var token = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            token["kneebot"] = new JsonObject { ["mode"] = "azure" };
            await route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = token.ToJsonString() });
        }));
        await visit.OpenAsync();
        await Expect(visit.Panel.Locator(".first-use")).ToContainTextAsync("at Microsoft’s Azure");
        await Expect(visit.Panel.Locator(".first-use")).Not.ToContainTextAsync("minutes");
        await visit.AskAsync("what is a Baker's cyst?");
        await visit.Button("More").ClickAsync();
        await visit.Button("Forget me").ClickAsync();
        await visit.Button("Erase").ClickAsync();
        await Expect(visit.Panel).ToContainTextAsync("Azure, which carried it, erases it in its own time");
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

    /// <summary>A visit to the site, with what the chat says on the console.</summary>
    private Task<Visit> BeginAsync(Site site, List<string> warnings) => Visit.BeginAsync(chromium.Browser, site.Address, allowed: [chromium.Address], before: page =>
    {
        page.Console += (_, message) =>
        {
            if (message.Text.StartsWith("KneeBot: ", StringComparison.Ordinal))
                warnings.Add(message.Text);
        };
        return Task.CompletedTask;
    });

    private static async Task<HostProcess> StartAsync(Site site)
    {
        var host = HostProcess.Start("Development", [$"--Channels:DirectLine:AllowedOrigins:0={site.Address.GetLeftPart(UriPartial.Authority)}", "--Guardrails:Semantic=off", .. Chromium.WideLimits]);
        await host.ServingAsync();
        return host;
    }
}

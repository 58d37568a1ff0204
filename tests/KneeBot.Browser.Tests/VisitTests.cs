using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>A whole visit, from the bubble to being forgotten, with the real server.</summary>
public sealed class VisitTests(Chromium chromium)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    [InlineData("small phone")]
    [InlineData("200 %")]
    public async Task AVisitorAsksIsWarnedReadsOnComesBackAndIsForgotten(string device)
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, Device.Named(device));
        await visit.OpenAsync();
        await Expect(visit.Panel).ToContainTextAsync("It does not diagnose and is not for emergencies");
        await Expect(visit.Panel).ToContainTextAsync("for 30 minutes after your last message");

        var answer = await visit.AskAsync(Visit.Question);
        await Expect(answer.Locator(".sources a").First).ToBeVisibleAsync();
        await Expect(visit.Pin).ToBeHiddenAsync();

        await visit.AskAsync(Visit.RedFlag);
        await Expect(visit.Pin.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Call 112" })).ToHaveAttributeAsync("href", "tel:112");
        await Expect(visit.Pin).ToContainTextAsync("emergency department or urgent care today");
        (await Visit.IsInSightAsync(visit.Pin.Locator(".call").First)).ShouldBeTrue();

        for (var n = 0; n < 3; n++)
            await visit.AskAsync(Visit.Question);
        await Expect(visit.Pin.Locator(".pin-headline")).ToContainTextAsync("emergency department or urgent care today");
        (await Visit.IsInSightAsync(visit.Pin.Locator(".pin-headline"))).ShouldBeTrue("the red flag scrolled away");
        (await Visit.IsInSightAsync(visit.Pin.Locator(".call").First)).ShouldBeTrue("the number to call scrolled away");
        (await Visit.IsInSightAsync(visit.Input)).ShouldBeTrue();

        await visit.Page.ReloadAsync();
        await Expect(visit.Panel).ToBeVisibleAsync();
        await Expect(visit.Replies).ToHaveCountAsync(5);
        await Expect(visit.Pin.Locator(".call").First).ToBeVisibleAsync();
        await Expect(await visit.AskAsync("what is a Baker's cyst?")).ToContainTextAsync("What you told me earlier");
        await Expect(visit.Questions).ToHaveCountAsync(6);

        await visit.Button("More").ClickAsync();
        await visit.Button("Forget me").ClickAsync();
        await visit.Button("Erase").ClickAsync();
        await Expect(visit.Panel).ToContainTextAsync("Erased, here and on the server.");
        await Expect(visit.Replies).ToHaveCountAsync(0);
        await Expect(visit.Pin).ToBeHiddenAsync();
        await Expect(await visit.AskAsync("what is a Baker's cyst?")).Not.ToContainTextAsync("What you told me earlier");
        visit.ShouldHaveBehaved();
    }

    [Fact]
    public async Task NothingIsAskedOfTheServerBeforeTheVisitorOpensTheChat()
    {
        var asked = new List<string>();
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page =>
        {
            page.Request += (_, request) => asked.Add(request.Url);
            return Task.CompletedTask;
        });
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        asked.ShouldAllBe(url => !url.Contains("/v3/directline"));
        await visit.OpenAsync();
        await visit.AskAsync(Visit.Question);
        asked.ShouldContain(url => url.EndsWith("/v3/directline/tokens/generate"));
    }

    [Fact]
    public async Task ASourceOpensTheArticleAtTheQuotedWords()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        var answer = await visit.AskAsync("what is a Baker's cyst?");
        var article = await visit.Page.Context.RunAndWaitForPageAsync(() => answer.Locator("sup a").First.ClickAsync());
        await article.WaitForLoadStateAsync();
        article.Url.ShouldContain("/articles/back-of-knee-pain#");
        (await answer.Locator("sup a").First.GetAttributeAsync("href"))!.ShouldContain(":~:text=");
        (await article.EvaluateAsync<double>("scrollY")).ShouldBeGreaterThan(0);
        (await article.EvaluateAsync<bool>("opener === null")).ShouldBeTrue();
        visit.ShouldHaveBehaved();
    }

    [Fact]
    public async Task SuggestionsAndStartersAreAskedByATap()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, Device.Phone);
        await visit.OpenAsync();
        var starter = visit.Widget.Locator(".chip").First;
        var question = await starter.InnerTextAsync();
        await starter.TapAsync();
        await Expect(visit.Questions).ToContainTextAsync([question]);
        await Expect(visit.Replies).ToHaveCountAsync(1);
        (await visit.Input.EvaluateAsync<bool>("input => input.getRootNode().activeElement === input")).ShouldBeFalse("a tap must not open the phone's keyboard");
    }

    [Fact]
    public async Task QuestionsThatAReplySuggestsAreAskedByATapAndGoWithTheNextReply()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        await visit.AskAsync(Visit.Question);
        var chip = visit.Widget.Locator(".chip").First;
        var suggested = await chip.InnerTextAsync();
        await chip.ClickAsync();
        await Expect(visit.Questions.Last).ToContainTextAsync(suggested);
        await Expect(visit.Replies).ToHaveCountAsync(2);
        await Expect(visit.Widget.Locator(".chip").Filter(new() { HasTextString = suggested })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhileTheAnswerIsLookedForItSaysSo()
    {
        var answered = new TaskCompletionSource();
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.RouteAsync("**/activities", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        }));
        await visit.OpenAsync();
        await visit.SendAsync(Visit.Question);
        await Expect(visit.Widget.Locator(".typing")).ToContainTextAsync("Looking in the articles");
        await Expect(visit.Widget.Locator(".typing")).ToBeVisibleAsync();
        answered.SetResult();
        await Expect(visit.Replies).ToHaveCountAsync(1);
        await Expect(visit.Widget.Locator(".typing")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task AnOpinionWithItsReasonReachesTheServer()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        var answer = await visit.AskAsync(Visit.Question);
        var first = await visit.Page.RunAndWaitForRequestAsync(() => answer.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Not helpful" }).ClickAsync(), request => request.PostData?.Contains("kneebot/feedback") == true);
        first.PostDataJSON()!.Value.GetProperty("value").GetProperty("vote").GetString().ShouldBe("down");
        var second = await visit.Page.RunAndWaitForRequestAsync(() => visit.Button("Hard to understand").ClickAsync(), request => request.PostData?.Contains("kneebot/feedback") == true);
        second.PostDataJSON()!.Value.GetProperty("value").GetProperty("reason").GetString().ShouldBe("Hard to understand");
        (await second.ResponseAsync())!.Ok.ShouldBeTrue(await (await second.ResponseAsync())!.TextAsync());
        await Expect(answer).ToContainTextAsync("Thank you.");
    }

    [Fact]
    public async Task AnAnswerIsCopiedWithItsSources()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        var answer = await visit.AskAsync("what is a Baker's cyst?");
        using var clipboard = await Clipboard.TakeAsync(visit.Page);
        await answer.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Copy this answer" }).ClickAsync();
        await Expect(visit.Widget.Locator("[role=status]")).ToHaveTextAsync("Copied");
        var copied = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        copied.ShouldContain("Baker's cyst");
        copied.ShouldMatch(@"\[1\] Pain in the Back of the Knee.*: http");
        copied.ShouldNotContain(":~:");
    }

    [Fact]
    public async Task TheConversationIsCopiedWhole()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        await visit.AskAsync(Visit.RedFlag);
        using var clipboard = await Clipboard.TakeAsync(visit.Page);
        await visit.Button("More").ClickAsync();
        await visit.Button("Copy the conversation").ClickAsync();
        await Expect(visit.Status).ToHaveTextAsync("Copied");
        var copied = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        copied.ShouldStartWith("You: what is a Baker's cyst?");
        copied.ShouldContain("Answer: A Baker's cyst is a lump");
        copied.ShouldContain($"You: {Visit.RedFlag}\n\nAnswer: Please go to an emergency department or urgent care today");
    }

    [Fact]
    public async Task TheRegionsNumbersSayWhatTheyAreFor()
    {
        await using var host = HostProcess.Start("Development", ["--Region=GB"]);
        await host.ServingAsync();
        await using var visit = await Visit.BeginAsync(chromium.Browser, host.Address);
        await visit.OpenAsync();
        await visit.AskAsync("I have had a hard lump in my thigh that keeps growing");
        await Expect(visit.Pin.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Call 111 urgent advice", "Call 999 emergency"]);
        await visit.AskAsync("I want to die");
        await Expect(visit.Pin.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Call 116 123 someone to talk to", "Call 999 emergency"]);
        (await visit.Pin.GetByRole(AriaRole.Link).First.GetAttributeAsync("href")).ShouldBe("tel:116123");
    }

    [Fact]
    public async Task ARedFlagOutlivesTheOldestMessagesAndThePage()
    {
        IWebSocketRoute? stream = null;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.RouteWebSocketAsync("**/stream**", socket =>
        {
            socket.ConnectToServer();
            stream = socket;
        }));
        await visit.OpenAsync();
        await visit.AskAsync(Visit.RedFlag);
        const int messages = 320; // the widget keeps 300
        for (var n = 0; n < messages; n++)
            stream!.Send($$"""{"activities":[{"type":"message","id":"later{{n}}","from":{"role":"bot"},"text":"later {{n}}"}]}""");
        await Expect(visit.Replies.Last).ToContainTextAsync($"later {messages - 1}");
        await Expect(visit.Questions).ToHaveCountAsync(0);
        await visit.Page.ReloadAsync();
        await Expect(visit.Pin.Locator(".pin-headline")).ToContainTextAsync("emergency department or urgent care today");
        await Expect(visit.Pin.Locator(".call").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ThePrintViewHoldsTheConversationAloneAndGoesAgain()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.AddInitScriptAsync("window.print = () => {}"));
        await visit.OpenAsync();
        await visit.AskAsync(Visit.RedFlag);
        await visit.Button("More").ClickAsync();
        await visit.Button("Print or save").ClickAsync();
        await visit.Page.EvaluateAsync("document.body.style.background = '#111'"); // a dark page, printed with its backgrounds
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        await Expect(visit.Page.Locator("kneebot-print main")).ToContainTextAsync(Visit.RedFlag);
        await Expect(visit.Page.Locator("kneebot-print .urgent")).ToContainTextAsync("urgent care today");
        await Expect(visit.Page.Locator("#page-main")).ToBeHiddenAsync();
        await Expect(visit.Panel).ToBeHiddenAsync();
        await visit.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
        await Expect(visit.Page.Locator("kneebot-print")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#page-main")).ToBeVisibleAsync();
        visit.ShouldHaveBehaved();
    }
}

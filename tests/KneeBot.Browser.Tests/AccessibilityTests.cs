using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>That nobody is left out: axe, keyboard, screen reader announcements, zoom, direction, motion.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [InlineData("desktop", ColorScheme.Light, "ltr")]
    [InlineData("desktop", ColorScheme.Dark, "rtl")]
    [InlineData("phone", ColorScheme.Light, "rtl")]
    [InlineData("phone", ColorScheme.Dark, "ltr")]
    [InlineData("200 %", ColorScheme.Light, "ltr")]
    public async Task AxeFindsNothingInAnyState(string device, ColorScheme colours, string direction)
    {
        var screen = Device.Named(device);
        screen.ColorScheme = colours;
        screen.ReducedMotion = ReducedMotion.Reduce; // axe would judge colours half faded in
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, screen, before: page => WithDirectionAsync(page, direction));
        var page = visit.Page;
        await page.ShouldFindNothingAsync("closed");
        await visit.OpenAsync();
        await page.ShouldFindNothingAsync("open");
        var answer = await visit.AskAsync("what is a Baker's cyst?");
        await answer.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Not helpful" }).ClickAsync();
        await page.ShouldFindNothingAsync("answer with reasons");
        await visit.AskAsync(Visit.RedFlag);
        await page.ShouldFindNothingAsync("red flag");
        await visit.AskAsync("what is a Baker's cyst?");
        await page.ShouldFindNothingAsync("answer after the red flag");
        await visit.AskAsync("I want to die");
        await page.ShouldFindNothingAsync("crisis");
        await visit.Button("More").ClickAsync();
        await page.ShouldFindNothingAsync("menu");
        await visit.Button("Forget me").ClickAsync();
        await page.ShouldFindNothingAsync("asked before erasing");
        await visit.Button("Erase").ClickAsync();
        await Expect(visit.Panel).ToContainTextAsync("Erased");
        await page.ShouldFindNothingAsync("erased");
        visit.ShouldHaveBehaved();
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    public async Task TheKeyboardAloneIsEnough(string device)
    {
        var screen = Device.Named(device);
        screen.IsMobile = screen.HasTouch = false; // a keyboard at a small screen
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, screen);
        var keys = visit.Page.Keyboard;
        await visit.Page.ClickAsync("h1");
        await TabToAsync(visit, "Open the chat", most: 20);
        await keys.PressAsync("Enter");
        (await FocusedAsync(visit)).ShouldBe("Write your question");
        await keys.TypeAsync(Visit.RedFlag);
        await keys.PressAsync("Enter");
        await Expect(visit.Pin).ToBeVisibleAsync();
        await keys.TypeAsync("what is a Baker's cyst?");
        await keys.PressAsync("Enter");
        await Expect(visit.Replies).ToHaveCountAsync(2);

        foreach (var name in new[] { "Call 112", "Read it all", "Source 1", "Copy this answer", "Helpful", "Not helpful", "Write your question", "Send" })
            await TabToAsync(visit, name, most: 30);
        await TabToAsync(visit, "More", most: 30);
        await keys.PressAsync("Enter");
        await TabToAsync(visit, "Forget me", most: 5);
        await keys.PressAsync("Escape");
        (await FocusedAsync(visit)).ShouldBe("More");
        await keys.PressAsync("Escape");
        await Expect(visit.Panel).ToBeHiddenAsync();
        (await FocusedAsync(visit)).ShouldStartWith("Open the chat. Important");
    }

    [Fact]
    public async Task WhileTheChatCoversAPhonesScreenTheKeyboardStaysInside()
    {
        var screen = Device.Phone;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, screen);
        await visit.OpenAsync();
        await Expect(visit.Panel).ToHaveAttributeAsync("aria-modal", "true");
        foreach (var key in Enumerable.Repeat("Tab", 15).Concat(Enumerable.Repeat("Shift+Tab", 15)))
        {
            await visit.Page.Keyboard.PressAsync(key);
            (await visit.Page.EvaluateAsync<string>("document.activeElement.localName")).ShouldBe("kneebot-widget");
        }
    }

    [Fact]
    public async Task ARedFlagIsAnnouncedAtOnceAndAnAnswerWhenThereIsTime()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        var assertive = visit.Widget.Locator("[role=alert][aria-live=assertive]");
        var polite = visit.Widget.Locator("[role=status][aria-live=polite]");
        await visit.AskAsync("what is a Baker's cyst?");
        await Expect(polite).ToContainTextAsync("Baker's cyst");
        await Expect(assertive).ToBeEmptyAsync();
        await visit.AskAsync(Visit.RedFlag);
        await Expect(assertive).ToContainTextAsync("Please go to an emergency department or urgent care today");
    }

    [Theory]
    [InlineData("desktop", "ltr")]
    [InlineData("phone", "rtl")]
    [InlineData("small phone", "ltr")]
    [InlineData("200 %", "rtl")]
    public async Task NothingIsCutOffOrTooSmallToTap(string device, string direction)
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, Device.Named(device), before: page => WithDirectionAsync(page, direction));
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        await visit.AskAsync(Visit.RedFlag);
        await visit.AskAsync("pneumonoultramicroscopicsilicovolcanoconiosis" + new string('x', 200));
        (await visit.Log.EvaluateAsync<bool>("log => log.scrollWidth <= log.clientWidth")).ShouldBeTrue("the conversation scrolls sideways");
        (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("the page scrolls sideways");
        (await visit.Panel.EvaluateAsync<bool>("panel => { const box = panel.getBoundingClientRect(); return box.top >= 0 && box.left >= 0 && box.right <= innerWidth + .5 && box.bottom <= innerHeight + .5; }")).ShouldBeTrue("the panel leaves the screen");
        (await visit.Widget.Locator("button:visible, .call:visible, textarea:visible").EvaluateAllAsync<string[]>("all => all.filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)")).ShouldBeEmpty();
        var close = await visit.Button("Close the chat").First.BoundingBoxAsync();
        var title = await visit.Widget.Locator("h2").BoundingBoxAsync();
        (close!.X > title!.X).ShouldBe(direction == "ltr");
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("small phone")]
    [InlineData("200 %")]
    public async Task APinnedFlagLeavesRoomForTheInputAndForTheQuestionBeforeErasing(string device)
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, Device.Named(device));
        await visit.OpenAsync();
        await visit.AskAsync("I want to die");
        (await Visit.IsInSightAsync(visit.Pin.Locator(".pin-headline"))).ShouldBeTrue("the headline is hidden");
        (await Visit.IsInSightAsync(visit.Pin.Locator(".call").First)).ShouldBeTrue("the number to call is hidden");
        (await Visit.IsInSightAsync(visit.Button("Show less"))).ShouldBeTrue("the way to fold it is hidden");
        (await Visit.IsInSightAsync(visit.Input)).ShouldBeTrue("the input is hidden");
        await visit.Button("More").ClickAsync();
        await visit.Button("Forget me").ClickAsync();
        await visit.Page.Context.SetOfflineAsync(true); // and the banner that says so
        await Expect(visit.Status).ToBeVisibleAsync();
        foreach (var call in await visit.Pin.Locator(".call").AllAsync())
            (await Visit.IsInSightAsync(call)).ShouldBeTrue("a number to call is hidden by the question");
        var rows = await visit.Pin.Locator(".call").EvaluateAllAsync<int>("all => new Set(all.map(one => one.offsetTop)).size");
        rows.ShouldBe(1, "the numbers take more than a row");
        (await Visit.IsInSightAsync(visit.Button("Keep"))).ShouldBeTrue("the question is hidden");
        (await visit.Panel.EvaluateAsync<double>("panel => panel.scrollTop")).ShouldBe(0);
        await visit.Button("Keep").ClickAsync();
        (await Visit.IsInSightAsync(visit.Input)).ShouldBeTrue("the input did not come back");
    }

    [Theory]
    [InlineData(ReducedMotion.NoPreference, "pulse")]
    [InlineData(ReducedMotion.Reduce, "none")]
    public async Task NothingMovesForThoseWhoAskedForCalm(ReducedMotion motion, string animation)
    {
        var screen = Device.Desktop;
        screen.ReducedMotion = motion;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, screen);
        await visit.OpenAsync();
        (await visit.Widget.Locator(".dots i").First.EvaluateAsync<string>("dot => getComputedStyle(dot).animationName")).ShouldBe(animation);
        (await visit.Panel.EvaluateAsync<string>("panel => getComputedStyle(panel).animationName")).ShouldBe(animation == "none" ? "none" : "rise");
    }

    [Fact]
    public async Task TheCopyPastePageHasNoViolationsEither()
    {
        var screen = Device.Phone;
        screen.ReducedMotion = ReducedMotion.Reduce;
        await using var visit = await Visit.BeginAsync(chromium.Browser, new Uri(chromium.Address, "/widget"), screen);
        await visit.Page.ShouldFindNothingAsync("/widget");
    }

    private static Task WithDirectionAsync(IPage page, string direction) => direction == "ltr" ? Task.CompletedTask : page.RouteAsync("**/", async route =>
    {
        var response = await route.FetchAsync();
        await route.FulfillAsync(new RouteFulfillOptions { Response = response, Body = (await response.TextAsync()).Replace("<html lang=\"en\">", "<html lang=\"ar\" dir=\"rtl\">", StringComparison.Ordinal) });
    });

    /// <summary>Presses Tab until what is focused has this name, and sees that its focus shows.</summary>
    private static async Task TabToAsync(Visit visit, string name, int most)
    {
        var met = new List<string>();
        for (var n = 0; n < most; n++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            met.Add(await FocusedAsync(visit));
            if (!met[^1].StartsWith(name, StringComparison.Ordinal))
                continue;
            (await visit.Page.EvaluateAsync<bool>("(() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; const style = getComputedStyle(at); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })()")).ShouldBeTrue($"the focus on {name} does not show");
            return;
        }

        Assert.Fail($"Tab never reached “{name}”, but {string.Join(", ", met)}.");
    }

    private static Task<string> FocusedAsync(Visit visit) => visit.Page.EvaluateAsync<string>("""
        (() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at.getAttribute('aria-label') ?? at.textContent.trim(); })()
        """);
}

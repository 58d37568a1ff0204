using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>
/// Pictures of the main states, to be looked at:
/// <c>dotnet run --project tests/KneeBot.Browser.Tests -- -class KneeBot.Browser.Tests.Screenshots -explicit only</c> writes them into
/// <c>artifacts/screenshots</c>, or into the folder KNEEBOT_SCREENSHOTS names.
/// </summary>
public sealed class Screenshots(Chromium chromium)
{
    private static string Folder => Environment.GetEnvironmentVariable("KNEEBOT_SCREENSHOTS") ?? Path.Combine("artifacts", "screenshots");

    [Theory(Explicit = true)]
    [InlineData("desktop", "desktop", ColorScheme.Light, "")]
    [InlineData("phone", "phone", ColorScheme.Light, "")]
    [InlineData("phone-dark", "phone", ColorScheme.Dark, "")]
    [InlineData("phone-rtl", "phone", ColorScheme.Light, "rtl")]
    [InlineData("small-phone", "small phone", ColorScheme.Light, "")]
    [InlineData("zoom-200", "200 %", ColorScheme.Light, "")]
    public async Task OfTheWholeVisit(string name, string device, ColorScheme colours, string direction)
    {
        var screen = Device.Named(device);
        screen.ColorScheme = colours;
        screen.ReducedMotion = ReducedMotion.Reduce;
        var down = false;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, screen, before: async page =>
        {
            await page.RouteAsync("**/activities", route => down && route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
            await page.AddInitScriptAsync("window.print = () => {}");
            if (direction.Length > 0)
                await page.AddInitScriptAsync("addEventListener('load', () => { KneeBot.destroy(); KneeBot.create({ dir: 'rtl', title: 'اطرح سؤالاً', greeting: 'مرحبًا. ماذا تريد أن تعرف؟', strings: { sources: 'المصادر', more: 'اقرأ الكل', less: 'عرض أقل', call: 'اتصل بـ {number}', forgetAsk: 'هل تمحى هذه المحادثة هنا وعلى الخادم؟', forgetNo: 'إبقاء' } }); })");
        });
        var shot = 0;
        async Task TakeAsync(string state)
        {
            await Task.Delay(250, TestContext.Current.CancellationToken);
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{shot++:00}-{state}.png") });
        }

        await TakeAsync("closed");
        await visit.OpenAsync();
        await TakeAsync("open");
        var answer = await visit.AskAsync("what is a Baker's cyst?");
        await TakeAsync("answer");
        await answer.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Not helpful" }).ClickAsync();
        await visit.Button("Hard to understand").ScrollIntoViewIfNeededAsync();
        await TakeAsync("reasons");
        await visit.AskAsync("should I take ibuprofen?");
        await TakeAsync("declined");
        await visit.AskAsync("what is the capital of France?");
        await TakeAsync("not-covered");
        down = true;
        await visit.SendAsync("what helps at night?");
        await TakeAsync("sending");
        await Expect(visit.Button("Try again")).ToBeVisibleAsync();
        await visit.Button("Try again").ScrollIntoViewIfNeededAsync();
        await TakeAsync("not-sent");
        down = false;
        await visit.AskAsync("I have had a hard lump in my thigh that keeps growing");
        await TakeAsync("see-doctor");
        await visit.AskAsync(Visit.RedFlag);
        await TakeAsync("urgent");
        await visit.AskAsync("what is a Baker's cyst?");
        await TakeAsync("after-urgent");
        await visit.Button("Close the chat").First.ClickAsync();
        await TakeAsync("closed-urgent");
        await visit.Bubble.ClickAsync();
        await visit.AskAsync("I have crushing chest pain and cannot breathe");
        await TakeAsync("emergency");
        await visit.AskAsync("I want to die");
        await TakeAsync("crisis");
        await visit.Button("More").ClickAsync();
        await TakeAsync("menu");
        await visit.Button("Print or save").ClickAsync();
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await TakeAsync("print");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
        await visit.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await visit.Page.Context.SetOfflineAsync(true);
        await Expect(visit.Status).ToBeVisibleAsync();
        await TakeAsync("offline");
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.Button("More").ClickAsync();
        await visit.Button("Forget me").ClickAsync();
        await TakeAsync("forget");
        await visit.Button("Erase").ClickAsync();
        await Expect(visit.Panel).ToContainTextAsync("Erased");
        await TakeAsync("erased");
    }

    [Theory(Explicit = true)]
    [InlineData("page-desktop", "desktop")]
    [InlineData("page-phone", "phone")]
    public async Task OfTheCopyPastePage(string name, string device)
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, new Uri(chromium.Address, "/widget"), Device.Named(device));
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
        await visit.Page.SelectOptionAsync("#option-mode", "inline");
        await visit.AskAsync("what is a Baker's cyst?");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + "-inline.png"), FullPage = true });
    }
}

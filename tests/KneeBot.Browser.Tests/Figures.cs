using System.Globalization;
using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>
/// The widget's figures, measured and printed, not judged:
/// <c>dotnet run --project tests/KneeBot.Browser.Tests -- -class KneeBot.Browser.Tests.Figures -explicit only -showLiveOutput</c>.
/// </summary>
public sealed class Figures(Chromium chromium, ITestOutputHelper output)
{
    /// <summary>
    /// Main-thread work that the script adds to a page, cache cold, processor slowed four times. What drives the browser works on the page's
    /// main thread, too: it looks for an element of the page where there is no chat, so that its own work is in both figures.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task MainThreadWorkUntilTheBubbleIsUsable()
    {
        await using var site = await Site.StartAsync();
        const int runs = 15;
        var (without, with) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            site.Body = "";
            without.Add(await WorkAsync(site.Address, "body"));
            site.Body = $"<script src=\"{chromium.Address}widget.js\" async></script>";
            with.Add(await WorkAsync(site.Address, "kneebot-widget .bubble"));
        }

        var (median, worst) = (Quantile(with, 0.5) - Quantile(without, 0.5), Quantile(with, 0.95) - Quantile(without, 0.5));
        Say($"main-thread work of the widget at 4x slowdown, {runs} cold loads: median {median:F0} ms, p95 {worst:F0} ms (page alone: {Quantile(without, 0.5):F0} ms)");
    }

    /// <summary>From Enter to the reply's element in the page.</summary>
    [Fact(Explicit = true)]
    public async Task MessageToFirstReplyOnScreen()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        await visit.AskAsync(Visit.Question);
        await visit.Page.EvaluateAsync("""
            () => {
              const root = document.querySelector('kneebot-widget').shadowRoot;
              window.times = [];
              let from;
              root.querySelector('textarea').addEventListener('keydown', event => { if (event.key === 'Enter') from = performance.now(); }, true);
              new MutationObserver(changes => {
                if (from && changes.some(change => [...change.addedNodes].some(node => node.matches?.('li.bot')))) { const start = from; from = undefined; requestAnimationFrame(() => times.push(performance.now() - start)); }
              }).observe(root.querySelector('ol.list'), { childList: true });
            }
            """);
        string[] questions = ["what is a Baker's cyst?", "what causes pain behind the knee?", "how is a meniscus tear treated?", "what helps osteoarthritis pain?", "how does a blood clot feel?"];
        const int messages = 100;
        for (var n = 0; n < messages; n++)
        {
            await visit.Input.FillAsync(questions[n % questions.Length]);
            await visit.Page.Keyboard.PressAsync("Enter");
            await Expect(visit.Replies).ToHaveCountAsync(n + 2);
        }

        var times = (await visit.Page.EvaluateAsync<double[]>("times")).ToList();
        Say($"message to first reply on screen, local, {times.Count} messages: median {Quantile(times, 0.5):F0} ms, p95 {Quantile(times, 0.95):F0} ms, slowest {times.Max():F0} ms");
    }

    private async Task<double> WorkAsync(Uri address, string selector)
    {
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        await devtools.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 4 });
        await page.GotoAsync(address.AbsoluteUri);
        await page.WaitForSelectorAsync(selector);
        await page.EvaluateAsync("new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))");
        var metrics = await devtools.SendAsync("Performance.getMetrics");
        return 1000 * metrics!.Value.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
    }

    private void Say(FormattableString figure) => output.WriteLine(figure.ToString(CultureInfo.InvariantCulture));

    private static double Quantile(List<double> values, double q) => values.Order().ElementAt((int)Math.Ceiling(q * values.Count) - 1);
}

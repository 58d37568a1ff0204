using System.Globalization;
using System.Text.Json.Nodes;
using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>Replies and articles that try to run, to load or to deceive. KNEEBOT_HOSTILE sets how many; 5,000 is the full run.</summary>
public sealed class HostileTests(Chromium chromium)
{
    private const int Batch = 50;

    /// <summary>Everything in the conversation that is not of the fixed set: elements, attributes, addresses, characters that reorder.</summary>
    private const string Strangers = """
        () => {
          const found = [], root = document.querySelector('kneebot-widget').shadowRoot;
          const elements = new Set('div p br ul ol li strong em code sup span a button input form section svg path h2 i header textarea'.split(' '));
          const attributes = new Set('class dir href target rel aria-label aria-hidden aria-pressed aria-expanded aria-controls title type start value viewBox d hidden role id tabindex rows placeholder autocomplete autocapitalize enterkeyhint maxlength aria-live aria-labelledby aria-modal style data-theme'.split(' '));
          for (const element of root.querySelectorAll('*')) {
            if (!elements.has(element.localName)) found.push(element.outerHTML.slice(0, 200));
            for (const { name } of element.attributes) if (!attributes.has(name) || name === 'style' && !element.matches('.root, .panel, textarea')) found.push(name + ' in ' + element.outerHTML.slice(0, 200));
            if (element.localName === 'a' && !/^(https?|tel|mailto):/.test(element.href)) found.push('link ' + element.href);
            if (element.localName === 'a' && /^https?:/.test(element.href) && (element.target !== '_blank' || !element.rel.includes('noopener'))) found.push('link without noopener ' + element.href);
            if (element.localName === 'a' && /:\/\/[^/]*@/.test(element.href)) found.push('link with a password ' + element.href);
          }
          if (/[\u202a-\u202e\u2066-\u2069]/.test(root.textContent)) found.push('characters that reorder');
          if (window.pwned) found.push('a script ran');
          if (location.href !== window.began) found.push('went to ' + location.href);
          return found;
        }
        """;

    private static int Many => int.Parse(Environment.GetEnvironmentVariable("KNEEBOT_HOSTILE") ?? "500", CultureInfo.InvariantCulture);

    [Fact]
    public async Task HostileRepliesAreTextAndNothingElse()
    {
        IWebSocketRoute? stream = null;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.RouteWebSocketAsync("**/stream**", socket =>
        {
            socket.ConnectToServer();
            stream = socket;
        }));
        await visit.Page.EvaluateAsync("window.began = location.href");
        await visit.OpenAsync();
        await visit.AskAsync(Visit.Question);
        var hostility = new Hostility(seed: 7);
        for (var number = 0; number < Many; number += Batch)
        {
            var last = $"end of batch {number}";
            var activities = new JsonArray([.. Enumerable.Range(number, Batch).Select(hostility.Activity), new JsonObject { ["type"] = "message", ["id"] = "e" + number, ["from"] = new JsonObject { ["role"] = "bot" }, ["text"] = last }]);
            stream!.Send(new JsonObject { ["activities"] = activities, ["watermark"] = "1" }.ToJsonString());
            await Expect(visit.Replies.Last).ToContainTextAsync(last);
            (await visit.Page.EvaluateAsync<string[]>(Strangers)).ShouldBeEmpty($"replies {number} to {number + Batch - 1}");
        }

        (await visit.Replies.CountAsync()).ShouldBeGreaterThan(Batch);
        await visit.Page.ReloadAsync();
        await visit.Page.EvaluateAsync("window.began = location.href");
        await Expect(visit.Panel).ToBeVisibleAsync();
        (await visit.Page.EvaluateAsync<string[]>(Strangers)).ShouldBeEmpty("restored from the session");
        await visit.AskAsync(Visit.Question);
        visit.ShouldHaveBehaved();
    }

    [Fact]
    public async Task HostileArticlesAreTextInAnswersAndOnTheirPages()
    {
        using var corpus = new CorpusFolder();
        var hostility = new Hostility(seed: 8);
        var articles = Many / 10;
        for (var n = 0; n < articles; n++)
        {
            var title = hostility.Text().ReplaceLineEndings(" ").Replace("\0", "", StringComparison.Ordinal);
            corpus.With($"a{n}.md", $"# Knee {n} {title}\n\n## Zebra{n} {title}\n\nThe zebra{n} knee sign hurts at night. {hostility.Text()}\n\n{hostility.Text()}\n\nThe zebra{n} knee sign is treated with rest. {hostility.Text()}\n".Replace('\uD800', '?'));
        }

        await using var host = HostProcess.Start("Development", ["--Corpus", corpus.Path, "--Guardrails:Semantic=off", .. Chromium.WideLimits]);
        await host.ServingAsync();
        await using var visit = await Visit.BeginAsync(chromium.Browser, host.Address);
        await visit.Page.EvaluateAsync("window.began = location.href");
        await visit.OpenAsync();
        for (var n = 0; n < articles; n += 5)
        {
            await visit.AskAsync($"when does the zebra{n} knee sign hurt?");
            (await visit.Page.EvaluateAsync<string[]>(Strangers)).ShouldBeEmpty($"article {n}");
        }

        for (var n = 0; n < articles; n++)
        {
            await visit.Page.GotoAsync(new Uri(host.Address, $"/articles/a{n}").AbsoluteUri);
            (await visit.Page.EvaluateAsync<bool>("window.pwned === undefined && !document.querySelector('main script, main img, main iframe, main style, main form, a[href^=\"javascript:\" i], a[href^=\"data:\" i]')")).ShouldBeTrue($"article {n}");
        }

        visit.ShouldHaveBehaved();
    }
}

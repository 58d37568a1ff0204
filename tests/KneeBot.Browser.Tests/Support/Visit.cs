using System.Collections.Concurrent;

namespace KneeBot.Browser.Tests.Support;

/// <summary>One visitor's page with the chat, watched: what it must never do is collected.</summary>
public sealed class Visit : IAsyncDisposable
{
    public const string Question = "what causes pain behind the knee?";
    public const string RedFlag = "my left calf is swollen and hot since yesterday";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _offences = new();

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public ILocator Widget => Page.Locator("kneebot-widget");

    public ILocator Bubble => Widget.Locator(".bubble");

    public ILocator Panel => Widget.Locator(".panel");

    public ILocator Log => Widget.Locator(".log");

    public ILocator Input => Widget.GetByPlaceholder("Write your question");

    public ILocator Replies => Widget.Locator("li.bot");

    public ILocator Questions => Widget.Locator("li.user");

    public ILocator Pin => Widget.Locator(".pin");

    public ILocator Status => Widget.Locator(".status");

    /// <summary>Requests to other origins, content policy violations, script errors.</summary>
    public IReadOnlyCollection<string> Offences => _offences;

    /// <param name="browser">The browser.</param>
    /// <param name="address">The page.</param>
    /// <param name="device">Size, touch, colours.</param>
    /// <param name="allowed">Origins it may talk to, beside the page's own.</param>
    /// <param name="before">What to arrange before the page loads.</param>
    public static async Task<Visit> BeginAsync(IBrowser browser, Uri address, BrowserNewContextOptions? device = null, Uri[]? allowed = null, Func<IPage, Task>? before = null)
    {
        var context = await browser.NewContextAsync(device ?? Device.Desktop);
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        var origins = (allowed ?? []).Append(address).Select(one => one.Authority).ToHashSet();
        context.Request += (_, request) => visit.Judge(request.Url, origins);
        page.WebSocket += (_, socket) => visit.Judge(socket.Url, origins);
        page.PageError += (_, fault) => visit._offences.Enqueue("script error: " + fault);
        page.Dialog += async (_, dialog) =>
        {
            visit._offences.Enqueue("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || message.Text.StartsWith("violation:", StringComparison.Ordinal))
                visit._offences.Enqueue(message.Text);
        };
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.log('violation:', e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber))");
        if (before is not null)
            await before(page);
        await page.GotoAsync(address.AbsoluteUri);
        return visit;
    }

    public async Task<Visit> OpenAsync()
    {
        await Bubble.ClickAsync();
        await Assertions.Expect(Panel).ToBeVisibleAsync();
        return this;
    }

    /// <summary>Sends a message and waits for its reply to stand there.</summary>
    public async Task<ILocator> AskAsync(string text)
    {
        var before = await Replies.CountAsync();
        await SendAsync(text);
        await Assertions.Expect(Replies).ToHaveCountAsync(before + 1);
        return Replies.Nth(before);
    }

    public async Task SendAsync(string text)
    {
        await Input.FillAsync(text);
        await Widget.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Send", Exact = true }).ClickAsync();
    }

    public ILocator Button(string name) => Widget.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Whether the element is seen whole: on the screen, and in every box around it that cuts off.</summary>
    public static Task<bool> IsInSightAsync(ILocator element) => element.EvaluateAsync<bool>("""
        element => {
          const box = element.getBoundingClientRect();
          const x = Math.round(box.left + box.width / 2), points = [[x, box.top + 3], [x, box.bottom - 3]];
          return box.width > 0 && points.every(([x, y]) => {
            let hit = document.elementFromPoint(x, y);
            while (hit?.shadowRoot) { const inner = hit.shadowRoot.elementFromPoint(x, y); if (!inner || inner === hit) break; hit = inner; }
            return hit && (element.contains(hit) || hit.contains(element));
          });
        }
        """);

    public void ShouldHaveBehaved() => _offences.ShouldBeEmpty();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Judge(string url, HashSet<string> origins)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" or "ws" or "wss" && !origins.Contains(target.Authority))
            _offences.Enqueue("off-origin request: " + url);
        else if (!url.StartsWith("http", StringComparison.Ordinal) && !url.StartsWith("ws", StringComparison.Ordinal) && url != "about:blank")
            _offences.Enqueue("strange request: " + url);
    }
}

using System.Net;
using System.Net.Sockets;
using KneeBot.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace KneeBot.Browser.Tests;

/// <summary>What a visitor notices of a bad line: as little as possible, and the truth.</summary>
public sealed class ConnectionTests(Chromium chromium)
{
    private const string Sends = "**/activities";

    [Fact]
    public async Task SocketsThatAreKilledLoseNothingAndDoubleNothing()
    {
        var sockets = new List<IWebSocketRoute>();
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.RouteWebSocketAsync("**/stream**", socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        }));
        await visit.OpenAsync();
        var random = new Random(6);
        const int messages = 20;
        for (var n = 0; n < messages; n++)
        {
            await visit.SendAsync($"question {n}: what is a Baker's cyst?");
            await Task.Delay(random.Next(0, 120), TestContext.Current.CancellationToken);
            if (sockets.Count > 0)
                await sockets[^1].CloseAsync(new WebSocketRouteCloseOptions { Code = 4000 });
        }

        await Expect(visit.Replies).ToHaveCountAsync(messages);
        await Expect(visit.Questions).ToHaveCountAsync(messages);
        for (var n = 0; n < messages; n++)
            await Expect(visit.Questions.Nth(n)).ToContainTextAsync($"question {n}:");
        await Expect(visit.Widget.Locator(".user.sending, .user.failed")).ToHaveCountAsync(0);
        sockets.Count.ShouldBeGreaterThan(5);
    }

    /// <summary>Any connection of the page may break at any moment, a request's as well as a stream's, and the server is killed half-way and started again.</summary>
    [Fact]
    public async Task AHundredBrokenConnectionsAndARestartLoseNothingAndDoubleNothing()
    {
        const int breaks = 100;
        var random = new Random(9);
        var host = await StartAsync(0);
        using var way = new Way(host.Address);
        await using var visit = await Visit.BeginAsync(chromium.Browser, way.Address);
        await visit.OpenAsync();
        var sent = 0;
        for (var broken = 0; broken < breaks;)
        {
            if (random.Next(2) == 0)
                await visit.SendAsync($"question {sent++}: what is a Baker's cyst?");
            await Task.Delay(random.Next(0, 150), TestContext.Current.CancellationToken);
            if (!way.BreakOne(random))
                continue;
            if (++broken == breaks / 2)
            {
                await host.DisposeAsync();
                host = await StartAsync(0);
                way.Target = host.Address;
            }
        }

        // What could not be sent in time says so, and goes at a tap.
        var retries = visit.Widget.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Try again" });
        var settled = new LocatorAssertionsToHaveCountOptions { Timeout = 90_000 };
        await Expect(visit.Widget.Locator(".user.sending")).ToHaveCountAsync(0, settled);
        while (await retries.CountAsync() > 0)
        {
            await retries.First.ClickAsync();
            await Expect(visit.Widget.Locator(".user.sending")).ToHaveCountAsync(0, settled);
        }

        await Expect(visit.Replies).ToHaveCountAsync(sent, settled);
        await Expect(visit.Questions).ToHaveCountAsync(sent);
        await Task.Delay(2000, TestContext.Current.CancellationToken); // for a reply that should not come
        await Expect(visit.Replies).ToHaveCountAsync(sent);
        for (var n = 0; n < sent; n++)
            await Expect(visit.Questions.Nth(n)).ToContainTextAsync($"question {n}:");
        await Expect(visit.Panel).ToContainTextAsync("A new conversation has begun.");
        await host.DisposeAsync();
    }

    [Fact]
    public async Task WithoutWebSocketsItPolls()
    {
        var polls = 0;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: async page =>
        {
            await page.RouteWebSocketAsync("**/stream**", socket => socket.CloseAsync());
            page.Request += (_, request) => polls += request.Method == "GET" && request.Url.Contains("/activities") ? 1 : 0;
        });
        await visit.OpenAsync();
        await Expect(await visit.AskAsync("what is a Baker's cyst?")).ToContainTextAsync("Baker's cyst");
        polls.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task AMessageWhoseReceiptWasLostOnADeadLineIsSentAgainAndAnsweredOnce()
    {
        var posts = 0;
        var receipts = 0;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: async page =>
        {
            await page.RouteWebSocketAsync("**/stream**", socket =>
            {
                var server = socket.ConnectToServer();
                server.OnMessage(frame =>
                {
                    if (receipts > 0) // until then the line is dead, and nobody was told
                        socket.Send(frame.Text!);
                });
            });
            await page.RouteAsync(Sends, async route =>
            {
                if (route.Request.Method == "POST" && ++posts == 1)
                {
                    await route.FetchAsync(); // the server has it
                    await route.AbortAsync("connectionreset"); // the page does not know
                    return;
                }

                await route.ContinueAsync();
                receipts++;
            });
        });
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        posts.ShouldBe(2);
        await Expect(visit.Widget.Locator(".user.sending")).ToHaveCountAsync(0);
        await visit.AskAsync("what helps?");
        await Expect(visit.Replies).ToHaveCountAsync(2);
        await Expect(visit.Questions).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task AMessageThatCannotBeSentSaysSoAndGoesAtASecondTry()
    {
        var down = true;
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address, before: page => page.RouteAsync(Sends, route =>
            down && route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync()));
        await visit.OpenAsync();
        await visit.SendAsync("what is a Baker's cyst?");
        await Expect(visit.Questions).ToContainTextAsync("Not sent. If it is urgent, do not wait for this chat");
        down = false;
        await visit.Button("Try again").ClickAsync();
        await Expect(visit.Replies).ToHaveCountAsync(1);
        await Expect(visit.Questions).ToHaveCountAsync(1);
        await Expect(visit.Questions).Not.ToContainTextAsync("Not sent");
    }

    /// <summary>Trying again goes on for a while; whoever is in danger should not have to wait for its end.</summary>
    [Fact]
    public async Task AMessageThatIsLongInSendingSaysWhatToDoMeanwhile()
    {
        var host = await StartAsync(0);
        await using var next = await StartAsync(0);
        using var way = new Way(host.Address);
        await using var visit = await Visit.BeginAsync(chromium.Browser, way.Address);
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        await host.DisposeAsync();
        await visit.SendAsync("my calf is swollen and hot");
        await Expect(visit.Questions.Last).ToContainTextAsync("Not sent yet", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await Expect(visit.Questions.Last).ToContainTextAsync("call your local emergency number");
        way.Target = next.Address;
        await Expect(visit.Replies.Last).ToContainTextAsync("emergency department", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(visit.Questions.Last).Not.ToContainTextAsync("Not sent");
    }

    [Fact]
    public async Task WithoutANetworkItSaysSoAndGoesOnWhenThereIsOne()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        await visit.Page.Context.SetOfflineAsync(true);
        await Expect(visit.Status).ToContainTextAsync("You are offline");
        await visit.SendAsync("what helps?");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        await visit.Page.Context.SetOfflineAsync(false);
        await Expect(visit.Replies).ToHaveCountAsync(2);
        await Expect(visit.Status).ToBeHiddenAsync();
    }

    [Fact]
    public async Task AfterTheServerRestartedANewConversationBeginsAndSaysSo()
    {
        var port = FreePort();
        var server = await StartAsync(port);
        await using var visit = await Visit.BeginAsync(chromium.Browser, server.Address);
        await visit.OpenAsync();
        await visit.AskAsync(Visit.RedFlag);
        await server.DisposeAsync();
        await Expect(visit.Status).ToHaveTextAsync("Connection lost. Reconnecting…");
        await using var second = await StartAsync(port);
        await Expect(visit.Panel).ToContainTextAsync("A new conversation has begun.", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(visit.Status).ToBeHiddenAsync();
        await visit.AskAsync("what is a Baker's cyst?");
        await Expect(visit.Questions).ToHaveCountAsync(2);
        await Expect(visit.Pin).ToContainTextAsync("urgent care today");
    }

    [Fact]
    public async Task AnEndingTokenIsRefreshedAndAnEndedOneReplaced()
    {
        await using var visit = await Visit.BeginAsync(chromium.Browser, chromium.Address);
        await visit.OpenAsync();
        await visit.AskAsync("what is a Baker's cyst?");

        // The page's end writes the session; what is changed is what the next page finds.
        await visit.Page.AddInitScriptAsync("for (const key of Object.keys(sessionStorage)) { const kept = JSON.parse(sessionStorage[key]); if (kept.ticket && !kept.ended) { kept.ticket.expires = Date.now() + 5000; sessionStorage[key] = JSON.stringify(kept); } }");
        var refreshed = await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.ReloadAsync(), response => response.Url.EndsWith("/tokens/refresh"));
        refreshed.Status.ShouldBe(200);
        await visit.AskAsync("what helps?");
        await Expect(visit.Panel).Not.ToContainTextAsync("A new conversation has begun.");

        await visit.Page.AddInitScriptAsync("for (const key of Object.keys(sessionStorage)) { const kept = JSON.parse(sessionStorage[key]); if (kept.ticket) { kept.ticket.token = 'nothing'; sessionStorage[key] = JSON.stringify(kept); } }");
        await visit.Page.ReloadAsync();
        await Expect(visit.Panel).ToContainTextAsync("A new conversation has begun.");
        await visit.AskAsync("what helps?");
        await Expect(visit.Replies).ToHaveCountAsync(3);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<HostProcess> StartAsync(int port)
    {
        var host = HostProcess.Start("Development", ["--urls", $"http://127.0.0.1:{port}", "--Guardrails:Semantic=off", .. Chromium.WideLimits]);
        await host.ServingAsync();
        return host;
    }
}

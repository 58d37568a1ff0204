using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static KneeBot.Host.Tests.Support.ChatPage;

namespace KneeBot.Host.Tests.DirectLine;

public sealed class TokenTests : IDisposable
{
    private const string Secret = "sixteen-characters-at-least";
    private const string Site = "https://www.example.org";
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly KneeBotHost _host;

    public TokenTests() => _host = new KneeBotHost
    {
        Time = _time,
        Settings =
        {
            ["Guardrails:Semantic"] = "off",
            ["Channels:DirectLine:Secret"] = Secret,
            ["Channels:DirectLine:AllowedOrigins:0"] = Site,
        },
    };

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task APageOfTheHostGetsATokenAndWhereToGoOn()
    {
        using var page = new ChatPage(_host);

        var token = await page.TokenAsync();

        ((string)token["domain"]!).ShouldBe("http://localhost/v3/directline");
        ((int)token["expires_in"]!).ShouldBe(1_800);
        ((int)token["kneebot"]!["keptMinutes"]!).ShouldBe(30);
        Claims((string)token["token"]!)["user"]!.ToString().ShouldBe(page.UserId); // Microsoft's clients read it there
    }

    [Theory]
    [InlineData("https://evil.example", null, 403, "OriginNotAllowed")]
    [InlineData("https://www.example.org.evil.example", null, 403, "OriginNotAllowed")]
    [InlineData("null", null, 403, "OriginNotAllowed")]
    [InlineData("https://evil.example", Secret, 403, "OriginNotAllowed")]
    [InlineData(null, null, 401, "Unauthorized")]
    [InlineData(null, "some-other-secret-of-length", 401, "Unauthorized")]
    public async Task OthersGetNoToken(string? origin, string? secret, int status, string code)
    {
        using var page = new ChatPage(_host, origin);

        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/tokens/generate", bearer: secret), status, code);
    }

    [Fact]
    public async Task AProgramWithTheSecretTalksWithoutAnOrigin()
    {
        using var program = new ChatPage(_host, null) { Token = Secret };
        await program.TokenAsync();
        await program.StartAsync();
        using var stream = await program.ListenAsync();

        (await program.AskAsync("hello"))["text"].ShouldNotBeNull();
        (await stream.TakeAsync(3)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task ASiteThatIsAllowedMayCallFromItsPages()
    {
        using var page = await OpenAsync(_host, Site);
        using var client = _host.CreateClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"{Root}/conversations");
        preflight.Headers.Add("Origin", Site);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent");

        using var allowed = await client.SendAsync(preflight, TestContext.Current.CancellationToken);
        using var answer = await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}");

        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site]);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").Single().ToLowerInvariant().ShouldContain("x-ms-bot-agent");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site]);
        page.StreamUrl.ShouldStartWith("ws://localhost/");
    }

    [Theory]
    [InlineData("https://www.example.org/")]
    [InlineData("HTTPS://www.example.org")]
    public async Task AnAllowedOriginIsTheSameToTheBrowserHoweverItIsWritten(string written)
    {
        await using var host = new KneeBotHost { Settings = { ["Channels:DirectLine:AllowedOrigins:0"] = written } };
        using var page = new ChatPage(host, Site);

        using var answer = await page.SendAsync(HttpMethod.Post, "/tokens/generate");

        answer.EnsureSuccessStatusCode().Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Site]);
    }

    [Theory]
    [InlineData("bot.example.org", "http://bot.example.org", 200)]
    [InlineData("evil.example", "http://evil.example", 400)]
    [InlineData("localhost", "http://localhost", 400)]
    public async Task AllowedHostsAreTheNamesTheHostAnswersTo(string name, string origin, int status)
    {
        await using var host = new KneeBotHost { Settings = { ["AllowedHosts"] = "bot.example.org;www.example.org", ["PublicBaseUrl"] = "https://www.example.org" } };
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/tokens/generate") { Headers = { Host = name } };
        request.Headers.Add("Origin", origin);

        ((int)(await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task ATokenIsOfNoUseToAPageOfAnotherOrigin()
    {
        using var page = await OpenAsync(_host);
        using var other = new ChatPage(_host, Site) { Token = page.Token };
        using var none = new ChatPage(_host, null) { Token = page.Token };

        await ShouldBeRefused(await other.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}/activities"), 403, "OriginMismatch");
        await ShouldBeRefused(await none.SendAsync(HttpMethod.Post, $"/conversations/{page.Conversation}/activities", Message("hi")), 403, "OriginMismatch");
        (await none.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}/activities")).EnsureSuccessStatusCode(); // a read from the page's own host carries none
    }

    [Fact]
    public async Task ATokenIsForOneConversation()
    {
        using var one = await OpenAsync(_host);
        using var two = await OpenAsync(_host);

        await ShouldBeRefused(await one.SendAsync(HttpMethod.Get, $"/conversations/{two.Conversation}/activities"), 403, "BadToken");
        await ShouldBeRefused(await one.SendAsync(HttpMethod.Delete, $"/conversations/{two.Conversation}"), 403, "BadToken");
    }

    [Fact]
    public async Task ATokenThatWasChangedIsRefused()
    {
        using var page = await OpenAsync(_host);
        var parts = page.Token.Split('.');
        var claims = Claims(page.Token);
        claims["exp"] = 9_999_999_999;
        var longer = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var unsigned = System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);

        foreach (var forged in new[] { $"{parts[0]}.{longer}.{parts[2]}", $"{unsigned}.{longer}.", $"{parts[0]}.{parts[1]}.", "x", "..", page.Token + "x", page.Token[..^1] + "!", page.Token[..^2] + "!!", $"{parts[0]}.{parts[1]}.{new string('=', 43)}", parts[0] + "." + parts[1] })
            await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}", bearer: forged), 403, "BadToken");
    }

    [Fact]
    public async Task ATokenEndsAfterHalfAnHourAndARefreshedOneLater()
    {
        using var page = await OpenAsync(_host);
        _time.Advance(TimeSpan.FromMinutes(20));
        await page.SayAsync("hello"); // keeps the conversation
        var refreshed = (string)(await ReadAsync(await page.SendAsync(HttpMethod.Post, "/tokens/refresh"), 200))["token"]!;
        _time.Advance(TimeSpan.FromMinutes(10));

        await ShouldBeRefused(await page.PostAsync("hello"), 403, "TokenExpired");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/tokens/refresh"), 403, "TokenExpired");
        page.Token = refreshed;
        await page.SayAsync("hello");
    }

    [Fact]
    public async Task AStreamsAddressIsGoodForAMinute()
    {
        using var page = await OpenAsync(_host);
        _time.Advance(TimeSpan.FromSeconds(61));

        (await Should.ThrowAsync<InvalidOperationException>(() => page.ListenAsync())).Message.ShouldContain("403");
        using var stream = await page.ListenAsync(await page.ReconnectAsync(""));
        (await stream.TakeAsync(1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AfterARestartTheConversationIsGoneAndTheTokenStartsNothing()
    {
        using var page = await OpenAsync(_host);
        await using var again = new KneeBotHost { Settings = { ["Guardrails:Semantic"] = "off" } };
        using var back = new ChatPage(again) { Token = page.Token };

        await ShouldBeRefused(await back.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}?watermark=1"), 404, "ConversationNotFound");
        await ShouldBeRefused(await back.SendAsync(HttpMethod.Post, $"/conversations/{page.Conversation}/activities", Message("hi")), 404, "ConversationNotFound");
        await ShouldBeRefused(await back.SendAsync(HttpMethod.Post, "/conversations"), 403, "BadToken");
    }

    [Fact]
    public async Task WithoutATokenNothingIsServed()
    {
        using var page = await OpenAsync(_host);
        page.Token = "";

        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/conversations"), 401, "Unauthorized");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}"), 401, "Unauthorized");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, "/session/getsessionid"), 401, "Unauthorized");
    }

    [Fact]
    public async Task TheSessionIsTheConversation()
    {
        using var page = await OpenAsync(_host);

        ((string)(await ReadAsync(await page.SendAsync(HttpMethod.Get, "/session/getsessionid"), 200))["sessionId"]!).ShouldBe(page.Conversation);
    }

    [Fact]
    public async Task NeitherTicketsNorTokensNorTextAreLogged()
    {
        await using var host = new KneeBotHost { Settings = { ["Guardrails:Semantic"] = "off", ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace", ["Logging:Console:LogLevel:Default"] = "None" } };
        using var page = await OpenAsync(host);
        using var stream = await page.ListenAsync();
        await page.AskAsync("my zebra-striped knee");

        host.Log.Text.ShouldNotContain(page.StreamUrl.Split("t=")[1]);
        host.Log.Text.ShouldNotContain(page.Token.Split('.')[2]);
        host.Log.Text.ShouldNotContain("zebra");
    }

    private static JsonObject Claims(string token) =>
        JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
}

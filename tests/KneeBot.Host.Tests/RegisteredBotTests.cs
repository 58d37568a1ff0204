using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Host.Tests;

/// <summary>A registered bot as a whole, in Production: a channel's token in, the bot's own token out, a connector that is not always there.</summary>
public sealed class RegisteredBotTests : IAsyncLifetime
{
    private OpenIdServer _channel = null!;
    private LoginServer _login = null!;
    private readonly SigningKey _key = new("key-1");

    public async ValueTask InitializeAsync()
    {
        _channel = (await OpenIdServer.StartAsync()).Publish(_key, "msteams", "directline");
        _login = await LoginServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _login.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task AMessageOfAChannelIsAnsweredOverItsConnectorWithTheBotsToken()
    {
        var seen = new ConcurrentQueue<string>();
        await using var connector = await Connector.StartAsync(context =>
        {
            seen.Enqueue(context.Request.Headers.Authorization.ToString());
            return Task.CompletedTask;
        });
        await using var host = Host(connector);
        using var client = host.CreateClient();
        foreach (var id in new[] { "a1", "a2", "a1" })
        {
            using var response = await SendAsync(client, Message(connector, id));
            response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        }

        seen.ShouldBe(["Bearer token-1", "Bearer token-1"]);
        connector.Received.Select(received => received.Target).ShouldBe(["/v3/conversations/c1/activities/a1", "/v3/conversations/c1/activities/a2"]);
        _login.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WithoutATokenTheReplyIsKeptAndTheSenderIsToldWhy()
    {
        _login.Error = 7000215;
        await using var connector = await Connector.StartAsync();
        await using var host = Host(connector);
        using var client = host.CreateClient();
        using var response = await SendAsync(client, Message(connector, "a1"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await response.Content.ReadAsStringAsync(Ct)).ShouldContain("the client secret is wrong");
        connector.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task FeedbackAndUnknownInvokesAreAnsweredInTheResponse()
    {
        await using var connector = await Connector.StartAsync();
        await using var host = Host(connector);
        using var client = host.CreateClient();
        var invoke = Message(connector, "i1");
        (invoke["type"], invoke["name"], invoke["value"]) = ("invoke", "message/submitAction", JsonNode.Parse("""{"actionName": "feedback", "actionValue": {"reaction": "like"}}"""));
        using var feedback = await SendAsync(client, invoke);
        invoke["name"] = "adaptiveCard/action";
        using var unknown = await SendAsync(client, invoke);

        feedback.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await feedback.Content.ReadAsStringAsync(Ct)).ShouldBe("{}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        connector.Received.ShouldBeEmpty();
    }

    /// <summary>A connector that says no, hangs up and reorders; activities sent twice; all at once.</summary>
    [Fact]
    public async Task EveryReplyArrivesOnceThroughAConnectorThatFailsATenthOfTheTime()
    {
        var random = new Random(7);
        var taken = new ConcurrentDictionary<string, int>();
        await using var connector = await Connector.StartAsync(context =>
        {
            int dice;
            lock (random)
                dice = random.Next(40);
            switch (dice)
            {
                case 0:
                    context.Abort();
                    return Task.CompletedTask;
                case 1:
                    context.Response.Headers.RetryAfter = "0";
                    context.Response.StatusCode = 429;
                    return Task.CompletedTask;
                case 2 or 3:
                    context.Response.StatusCode = dice == 2 ? 412 : 503;
                    return Task.CompletedTask;
                default:
                    taken.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
                    return Task.CompletedTask;
            }
        });
        await using var host = Host(connector);
        using var client = host.CreateClient();
        var count = ProofSize.Of(200, 2_000);

        await Parallel.ForAsync(0, count + (count / 5), new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (number, _) =>
        {
            var message = Message(connector, $"a{number % count}", $"c{number % 10}");
            using var response = await SendAsync(client, message);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        });

        taken.Count.ShouldBe(count);
        taken.Values.ShouldAllBe(times => times == 1);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SocketBot Host(Connector connector) => new(new()
    {
        ["MicrosoftAppType"] = "SingleTenant",
        ["MicrosoftAppId"] = Jwt.AppId,
        ["MicrosoftAppPassword"] = "word",
        ["MicrosoftAppTenantId"] = "contoso.example.org",
        ["ToBotFromChannelOpenIdMetadataUrl"] = _channel.Metadata,
        ["ToChannelFromBotLoginUrl"] = _login.Url + "/contoso.example.org",
        ["BotFramework:ServiceUrls:0"] = connector.Url,
        ["Guardrails:Semantic"] = "off",
    }, _login.Trust);

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, JsonObject activity)
    {
        client.DefaultRequestHeaders.Authorization ??= new("Bearer", Jwt.Valid(_key, serviceUrl: (string)activity["serviceUrl"]!).Signed(_key));
        return await client.SendAsync(activity.ToJsonString());
    }

    private static JsonObject Message(Connector connector, string id, string conversation = "c1")
    {
        var message = Sending.MessageVia(connector.Url, "hello", conversation);
        (message["channelId"], message["id"]) = ("msteams", id);
        return message;
    }

    private sealed class SocketBot : WebApplicationFactory<Program>
    {
        private readonly Dictionary<string, string> _settings;
        private readonly Action<IServiceCollection> _services;

        public SocketBot(Dictionary<string, string> settings, Action<IServiceCollection> services) => (_settings, _services) = (settings, services);

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (key, value) in _settings)
                builder.UseSetting(key, value);
            builder.ConfigureTestServices(_services);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Activity = KneeBot.BotFramework.Activity;

namespace KneeBot.Host.Tests;

/// <summary>Replies to a connector that refuses, stalls and hangs up before it takes them.</summary>
public sealed class ScriptedConnectorTests : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<string> _discarded = [];

    public ScriptedConnectorTests()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ITokenSource>(new NumberedTokens(_discarded));
        services.AddHttpClient<ConnectorClient>(http => http.Timeout = TimeSpan.FromSeconds(100))
            .ConfigurePrimaryHttpMessageHandler(() => GuardedHandler.Create(new ServiceUrlPolicy(new BotSettings(), isDevelopment: true)));
        _services = services.BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData("429")]
    [InlineData("412")]
    [InlineData("502")]
    [InlineData("503")]
    [InlineData("504")]
    [InlineData("reset")]
    [InlineData("429 412 reset 503")]
    public async Task AReplyIsSentAgainUntilTheConnectorTakesIt(string script)
    {
        var steps = new Queue<string>(script.Split(' '));
        var taken = new ConcurrentQueue<string>();
        await using var connector = await Connector.StartAsync(context => Play(context, steps, taken));
        var delivery = await Client.SendAsync(Reply(connector.Url), null, Ct);

        delivery.Fault.ShouldBeNull();
        delivery.Id.ShouldBe("given-1");
        taken.Count.ShouldBe(1);
        connector.Received.Count.ShouldBe(1 + script.Split(' ').Length);
    }

    [Fact]
    public async Task TheWaitTheConnectorAsksForIsKept()
    {
        var steps = new Queue<string>(["429 after 1"]);
        await using var connector = await Connector.StartAsync(context => Play(context, steps, new()));
        var started = Stopwatch.GetTimestamp();
        await Client.SendAsync(Reply(connector.Url), null, Ct);

        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.99));
    }

    [Theory]
    [InlineData("429 after 60", 1)]
    [InlineData("400", 1)]
    [InlineData("403", 1)]
    [InlineData("404", 1)]
    [InlineData("500", 1)]
    public async Task WhatWaitingWithinTheTurnCannotMendIsGivenUp(string step, int attempts)
    {
        await using var connector = await Connector.StartAsync(context => Play(context, new Queue<string>([step]), new()));
        var delivery = await Client.SendAsync(Reply(connector.Url), null, Ct);

        delivery.Fault!.Status.ShouldBe(502);
        delivery.Fault.Detail.ShouldContain($"answered with status {step.Split(' ')[0]}");
        connector.Received.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task AConnectorThatKeepsTheReplyWaitingIsGivenUpWhenTheTurnsTimeIsOver()
    {
        await using var connector = await Connector.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var delivery = await Client.SendAsync(Reply(connector.Url), TimeSpan.FromMilliseconds(300), Ct);

        delivery.Fault!.Status.ShouldBe(502);
        delivery.Fault.Detail.ShouldMatch("did not answer within [0-9]{1,2}(\\.[0-9])? s"); // the client itself would wait for 100 s
    }

    [Fact]
    public async Task WhatIsWorthOneAttemptIsNotSentAgain()
    {
        await using var connector = await Connector.StartAsync(context => Play(context, new Queue<string>(["429"]), new()));
        var delivery = await Client.SendOnceAsync(Reply(connector.Url), ConnectorClient.Budget, Ct);

        delivery.Fault!.Detail.ShouldContain("answered with status 429");
        connector.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ARefusedTokenIsReplacedOnce()
    {
        var tokens = new ConcurrentQueue<string>();
        await using var connector = await Connector.StartAsync(context =>
        {
            tokens.Enqueue(context.Request.Headers.Authorization.ToString());
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var delivery = await Client.SendAsync(Reply(connector.Url), null, Ct);

        delivery.Fault!.Detail.ShouldContain("answered with status 401");
        tokens.ShouldBe(["Bearer token-1", "Bearer token-2"]);
        _discarded.ShouldBe(["token-1", "token-2"]);
    }

    [Fact]
    public async Task AnUpdateReplacesAndADeletionTakesBack()
    {
        await using var connector = await Connector.StartAsync();
        await Client.UpdateAsync(Reply(connector.Url) with { Id = "r/1" }, Ct);

        var (method, target, _, body) = connector.Received.ShouldHaveSingleItem();
        method.ShouldBe("PUT");
        target.ShouldBe("/v3/conversations/c1/activities/r%2F1");
        body["text"]!.ToString().ShouldBe("hello");

        (await Client.DeleteAsync(Reply(connector.Url) with { Id = "r/1" }, Ct)).Fault.ShouldBeNull();
        connector.Received.Last().Method.ShouldBe("DELETE");
    }

    [Theory]
    [InlineData("19:abc@thread.tacv2;messageid=1", "19:abc@thread.tacv2;messageid=1")]
    [InlineData("Knie é\r\nX-Evil: 1", "Knie%20%C3%A9%0D%0AX-Evil:%201")]
    [InlineData("100%", "100%25")]
    public async Task TheConversationIsNamedInAHeaderThatCannotBreakOut(string conversation, string header)
    {
        string? seen = null;
        await using var connector = await Connector.StartAsync(context =>
        {
            seen = context.Request.Headers["x-ms-conversation-id"];
            context.Request.Headers.ShouldNotContainKey("X-Evil");
            return Task.CompletedTask;
        });
        await Client.SendAsync(Reply(connector.Url) with { Conversation = new ConversationAccount { Id = conversation } }, null, Ct);

        seen.ShouldBe(header);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"id\": 7}")]
    [InlineData("")]
    public async Task AnAnswerThatCannotBeReadIsADeliveryAllTheSame(string answer)
    {
        await using var connector = await Connector.StartAsync(context => context.Response.WriteAsync(answer));
        var delivery = await Client.SendAsync(Reply(connector.Url), null, Ct);

        delivery.ShouldBe(new Delivery(null));
    }

    [Theory]
    [InlineData("directline", null)]
    [InlineData("webchat", null)]
    [InlineData("msteams", "u1")]
    public void AWelcomeOnDirectLineAnswersNoActivity(string channel, string? replyTo)
    {
        var update = new Activity { Type = "conversationUpdate", Id = "u1", ChannelId = channel };

        update.Reply().ReplyToId.ShouldBe(replyTo);
        (update with { Type = "message" }).Reply().ReplyToId.ShouldBe("u1");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("52.113.194.132", true)]
    [InlineData("2603:1030::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void MicrosoftsHostsAreReachedAtPublicAddressesOnly(string address, bool allowed)
    {
        var policy = new ServiceUrlPolicy(new BotSettings { Credentials = new BotCredentials(BotAppType.MultiTenant, Jwt.AppId), ServiceUrls = [ServiceOrigin.Parse("https://own.example.org")] }, isDevelopment: false);

        policy.MayConnect("smba.trafficmanager.net", 443, IPAddress.Parse(address)).ShouldBe(allowed);
        policy.MayConnect("own.example.org", 443, IPAddress.Parse(address)).ShouldBeTrue("the operator named it");
        policy.MayConnect("own.example.org", 8443, IPAddress.Parse(address)).ShouldBe(allowed, "another port is another service");
    }

    [Fact]
    public async Task ANameThatLeadsToThisMachineIsNotCalledForARegisteredBot()
    {
        await using var connector = await Connector.StartAsync();
        var policy = new ServiceUrlPolicy(new BotSettings { Credentials = new BotCredentials(BotAppType.MultiTenant, Jwt.AppId) }, isDevelopment: false);
        using var http = new HttpClient(GuardedHandler.Create(policy));
        var client = new ConnectorClient(http, new NoTokens(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ConnectorClient>.Instance);
        var delivery = await client.SendAsync(Reply(connector.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), null, Ct);

        delivery.Fault!.Detail.ShouldContain("could not be reached");
        connector.Received.ShouldBeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ConnectorClient Client => _services.GetRequiredService<ConnectorClient>();

    private static Activity Reply(string serviceUrl) => new()
    {
        Type = "message",
        ServiceUrl = serviceUrl,
        Conversation = new ConversationAccount { Id = "c1" },
        ReplyToId = "m1",
        Text = "hello",
    };

    private static async Task Play(HttpContext context, Queue<string> steps, ConcurrentQueue<string> taken)
    {
        var step = steps.TryDequeue(out var next) ? next : "take";
        if (step == "reset")
        {
            context.Abort();
        }
        else if (step == "take")
        {
            taken.Enqueue("");
            await context.Response.WriteAsync("""{"id": "given-1"}""");
        }
        else
        {
            var words = step.Split(' ');
            context.Response.StatusCode = int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
            if (words.Length > 1)
                context.Response.Headers.RetryAfter = words[^1];
        }
    }

    private sealed class NumberedTokens(List<string> discarded) : ITokenSource
    {
        public ValueTask<string?> GetAsync(CancellationToken ct) => new($"token-{discarded.Count + 1}");

        public void Discard(string token) => discarded.Add(token);
    }
}

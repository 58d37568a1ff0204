using System.Net;
using System.Net.Sockets;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static KneeBot.Host.Tests.Support.Sending;

namespace KneeBot.Host.Tests;

/// <summary>The host on a real socket, with a connector on another.</summary>
public sealed class ConnectorDeliveryTests : IDisposable
{
    private const string Undelivered = "The reply could not be delivered.";
    private readonly SocketHost _host = new();
    private readonly HttpClient _client;

    public ConnectorDeliveryTests()
    {
        _host.UseKestrel(0);
        _host.StartServer();
        _client = _host.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task AReplyIsPostedToTheConversationItAnswers()
    {
        await using var connector = await Connector.StartAsync();
        using var response = await _client.SendAsync(MessageVia(connector.Url, "my left calf is swollen and hot since yesterday"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var (method, target, type, body) = connector.Received.ShouldHaveSingleItem();
        method.ShouldBe("POST");
        target.ShouldBe("/v3/conversations/c1/activities/m1");
        type.ShouldBe("application/json; charset=utf-8");
        body["type"]!.ToString().ShouldBe("message");
        body["replyToId"]!.ToString().ShouldBe("m1");
        body["text"]!.ToString().ShouldStartWith("Please go to an emergency department or urgent care today");
    }

    [Theory]
    [InlineData("a/b?c#d e%2F", "/v3/conversations/a%2Fb%3Fc%23d%20e%252F/activities/m1")]
    [InlineData("..", "/v3/conversations/%2E%2E/activities/m1")]
    [InlineData("19:abc@thread.tacv2;messageid=1", "/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1/activities/m1")]
    [InlineData("Knie – é", "/v3/conversations/Knie%20%E2%80%93%20%C3%A9/activities/m1")]
    public async Task IdsAreEscapedInTheAddress(string conversation, string target)
    {
        await using var connector = await Connector.StartAsync();
        using var response = await _client.SendAsync(MessageVia(connector.Url + "/", "hello", conversation));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        connector.Received.ShouldHaveSingleItem().Target.ShouldBe(target);
    }

    [Fact]
    public async Task AMessageWithoutAnIdIsAnsweredInItsConversation()
    {
        await using var connector = await Connector.StartAsync();
        var message = MessageVia(connector.Url + "/channel?x=1#y", "hello");
        message.Remove("id");
        using var response = await _client.SendAsync(message);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        connector.Received.ShouldHaveSingleItem().Target.ShouldBe("/channel/v3/conversations/c1/activities");
    }

    [Fact]
    public async Task AWelcomeIsPostedToo()
    {
        await using var connector = await Connector.StartAsync();
        var update = Joined("bot-1", "user-1");
        update.Remove("deliveryMode");
        update["serviceUrl"] = connector.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        using var response = await _client.SendAsync(update);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        connector.Received.ShouldHaveSingleItem().Body["text"]!.ToString().ShouldStartWith("Hello.");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    public async Task AConnectorThatRefusesIsReported(int status)
    {
        await using var connector = await Connector.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("secret of the connector");
        });
        using var response = await _client.SendAsync(MessageVia(connector.Url, "my zebra-striped knee", "private-id"));

        var problem = await response.ShouldBeRefused(502, Undelivered);
        problem.GetProperty("detail").GetString()!.ShouldStartWith($"The connector at {connector.Url} answered with status {status}.");
        problem.ToString().ShouldNotContain("secret");
        _host.Log.Text.ShouldContain($"A reply could not be delivered: the connector at {connector.Url} answered with status {status}.");
        _host.Log.Text.ShouldNotContain("zebra");
        _host.Log.Text.ShouldNotContain("private-id");
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        await using var target = await Connector.StartAsync();
        await using var connector = await Connector.StartAsync(context =>
        {
            context.Response.Redirect(target.Url, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        using var response = await _client.SendAsync(MessageVia(connector.Url, "hello"));

        await response.ShouldBeRefused(502, Undelivered);
        target.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task AConnectorThatIsNotThereIsReported()
    {
        using var response = await _client.SendAsync(MessageVia($"http://127.0.0.1:{FreePort()}", "hello"));

        var problem = await response.ShouldBeRefused(502, Undelivered);
        problem.GetProperty("detail").GetString()!.ShouldContain("could not be reached");
    }

    [Fact]
    public async Task AConnectorThatHangsUpIsReported()
    {
        await using var connector = await Connector.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var response = await _client.SendAsync(MessageVia(connector.Url, "hello"));

        var problem = await response.ShouldBeRefused(502, Undelivered);
        problem.GetProperty("detail").GetString()!.ShouldContain("broke off without an answer");
    }

    [Fact]
    public async Task AConnectorThatNeverAnswersIsGivenUp()
    {
        await using var connector = await Connector.StartAsync(context => Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted));
        using var impatient = new SocketHost { Patience = TimeSpan.FromMilliseconds(300) };
        impatient.UseKestrel(0);
        impatient.StartServer();
        using var client = impatient.CreateClient();
        using var response = await client.SendAsync(MessageVia(connector.Url, "hello"));

        var problem = await response.ShouldBeRefused(502, Undelivered);
        problem.GetProperty("detail").GetString()!.ShouldContain("did not answer within 0.3 s");
    }

    [Fact]
    public async Task AConnectorThatDoesNotSpeakTlsIsReported()
    {
        await using var connector = await Connector.StartAsync();
        using var response = await _client.SendAsync(MessageVia(connector.Url.Replace("http://", "https://", StringComparison.Ordinal), "hello"));

        var problem = await response.ShouldBeRefused(502, Undelivered);
        problem.GetProperty("detail").GetString()!.ShouldContain("could not be reached securely");
    }

    [Fact]
    public async Task ABodyOver256KilobytesIsRefusedOnTheSocket()
    {
        using var response = await _client.SendAsync(new byte[256 * 1024 + 1]);

        await response.ShouldBeRefused(413, "The activity is too long.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class SocketHost : WebApplicationFactory<Program>
    {
        public LogLines Log { get; } = new();

        public TimeSpan Patience { get; init; } = ConnectorClient.Timeout;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development").UseSetting("Guardrails:Semantic", "off").ConfigureLogging(logging => logging.AddProvider(Log));
            builder.ConfigureTestServices(services => services.AddHttpClient<ConnectorClient>(http => http.Timeout = Patience));
        }
    }
}

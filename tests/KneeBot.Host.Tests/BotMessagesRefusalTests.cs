using System.Net;
using System.Text;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static KneeBot.Host.Tests.Support.Sending;

namespace KneeBot.Host.Tests;

public sealed class BotMessagesRefusalTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    private const int Limit = 256 * 1024;
    private readonly HttpClient _client = host.CreateClient();

    [Theory]
    [InlineData("", "The body is not valid JSON.")]
    [InlineData("{", "The body is not valid JSON.")]
    [InlineData("{\"type\": \"message\"", "The body is not valid JSON.")]
    [InlineData("{\"type\": \"typing\"} {}", "The body is not valid JSON.")]
    [InlineData("{\"type\": \"typing\", }", "The body is not valid JSON.")]
    [InlineData("// hello\n{\"type\": \"typing\"}", "The body is not valid JSON.")]
    [InlineData("[{\"type\": \"typing\"}]", "The body is not a JSON object.")]
    [InlineData("\"message\"", "The body is not a JSON object.")]
    [InlineData("null", "The body is not a JSON object.")]
    [InlineData("{}", "The activity has no type.")]
    [InlineData("{\"type\": null}", "The activity has no type.")]
    [InlineData("{\"type\": \" \"}", "The activity has no type.")]
    [InlineData("{\"Type\": \"message\"}", "The activity has no type.")]
    [InlineData("{\"type\": \"message\", \"text\": \"hi\", \"deliveryMode\": \"expectReplies\"}", "The activity has no conversation.")]
    [InlineData("{\"type\": \"Message\", \"conversation\": null}", "The activity has no conversation.")]
    [InlineData("{\"type\": \"message\", \"conversation\": {}}", "The activity has no conversation.")]
    [InlineData("{\"type\": \"message\", \"conversation\": {\"id\": \"\"}}", "The activity has no conversation.")]
    [InlineData("{\"type\": \"message\", \"conversation\": {\"id\": \"c\"}}", "The activity has no serviceUrl.")]
    [InlineData("{\"type\": \"message\", \"conversation\": {\"id\": \"c\"}, \"serviceUrl\": \"\"}", "The activity has no serviceUrl.")]
    public async Task ABodyThatIsNoActivityIsRefused(string body, string title)
    {
        using var response = await _client.SendAsync(body);

        await response.ShouldBeRefused(400, title);
    }

    [Theory]
    [InlineData("{\"type\": 5}")]
    [InlineData("{\"type\": \"message\", \"text\": 5}")]
    [InlineData("{\"type\": \"message\", \"text\": {}}")]
    [InlineData("{\"type\": \"message\", \"conversation\": \"c\"}")]
    [InlineData("{\"type\": \"message\", \"conversation\": {\"id\": 7}}")]
    [InlineData("{\"type\": \"message\", \"from\": []}")]
    [InlineData("{\"type\": \"message\", \"timestamp\": \"yesterday\"}")]
    [InlineData("{\"type\": \"conversationUpdate\", \"membersAdded\": {}}")]
    [InlineData("{\"type\": \"conversationUpdate\", \"membersAdded\": [\"user\"]}")]
    [InlineData("{\"type\": \"message\", \"conversation\": {\"id\": \"c\", \"isGroup\": \"yes\"}}")]
    public async Task APropertyOfTheWrongTypeIsRefused(string body)
    {
        using var response = await _client.SendAsync(body);

        await response.ShouldBeRefused(400, "A property has the wrong type.");
    }

    [Theory]
    [InlineData("{\"type\": \"typing\", \"type\": \"message\"}")]
    [InlineData("{\"type\": \"typing\", \"text\": \"a\", \"te\\u0078t\": \"b\"}")]
    [InlineData("{\"type\": \"typing\", \"conversation\": {\"id\": \"a\", \"id\": \"b\"}}")]
    [InlineData("{\"type\": \"typing\", \"unheardOf\": 1, \"unheardOf\": 2}")]
    [InlineData("{\"type\": \"typing\", \"channelData\": {\"deep\": [{\"a\": 1, \"a\": 2}]}}")]
    public async Task APropertySentTwiceIsRefused(string body)
    {
        using var response = await _client.SendAsync(body);

        await response.ShouldBeRefused(400, "The JSON has the same property twice.");
    }

    [Theory]
    [InlineData(32, 200)]
    [InlineData(33, 400)]
    [InlineData(20_000, 400)]
    public async Task JsonDeeperThan32LevelsIsRefused(int depth, int status)
    {
        using var response = await _client.SendAsync($$"""{"type": "typing", "channelData": {{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""");

        if (status == 200)
            ((int)response.StatusCode).ShouldBe(200);
        else
            await response.ShouldBeRefused(400, "The JSON is nested too deeply.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABodyOver256KilobytesIsRefused(bool chunked)
    {
        using var full = await SendLongAsync(Limit, chunked);
        full.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var over = await SendLongAsync(Limit + 1, chunked);
        await over.ShouldBeRefused(413, "The activity is too long.");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task ABodyThatIsNotDeclaredAsJsonIsRefused(string type)
    {
        using var response = await _client.SendAsync("{\"type\": \"typing\"}"u8.ToArray(), type);

        await response.ShouldBeRefused(415, "The body is not declared as JSON.");
    }

    [Fact]
    public async Task ACompressedBodyIsRefused()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json") { Headers = { ContentEncoding = { "gzip" } } };
        using var response = await _client.PostAsync(new Uri(Messages, UriKind.Relative), content, TestContext.Current.CancellationToken);

        await response.ShouldBeRefused(415, "The body is compressed.");
    }

    [Fact]
    public async Task ABodyThatIsNotUtf8IsRefused()
    {
        using var response = await _client.SendAsync([.. "{\"type\": \"typing\", \"x\": \""u8, 0xFF, .. "\"}"u8]);

        await response.ShouldBeRefused(400, "The body is not valid UTF-8.");
    }

    [Fact]
    public async Task AByteOrderMarkBeforeTheBodyIsPassedOver()
    {
        using var response = await _client.SendAsync([0xEF, 0xBB, 0xBF, .. "{\"type\": \"typing\"}"u8]);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnEndlessConversationIdIsRefused()
    {
        using var response = await _client.SendAsync(Message("hi", new string('c', 1_025)));

        await response.ShouldBeRefused(400, "An id is too long.");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("X-Original-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task AForwardedRequestIsRefused(string header, string value)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(Message("hi"));

        await response.ShouldBeRefused(403, "Forwarded requests are refused.");
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.0.0.1")]
    [InlineData("::ffff:192.0.2.7")]
    [InlineData("0.0.0.0")]
    [InlineData(null)]
    public async Task ACallerOnAnotherMachineIsRefused(string? address)
    {
        await using var elsewhere = new KneeBotHost { Caller = address is null ? null : IPAddress.Parse(address) };
        using var client = elsewhere.CreateClient();
        using var response = await client.SendAsync(Message("hi"));

        await response.ShouldBeRefused(403, "Only this machine may call.");
    }

    [Theory]
    [InlineData("bot.example.org")]
    [InlineData("localhost.example.org")]
    [InlineData("192.0.2.7:5080")]
    public async Task AWebPageThatPointsItsNameAtThisMachineIsRefused(string name)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Host = name;
        using var response = await client.SendAsync(Message("hi"));

        await response.ShouldBeRefused(403, "The Host header does not name this machine.");
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("http://127.0.0.1.example.org/")]
    [InlineData("http://localhost.example.org/")]
    [InlineData("http://192.0.2.7:3979/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://0.0.0.0:3979/")]
    [InlineData("http://[::]:3979/")]
    [InlineData("http://[::ffff:192.0.2.7]/")]
    public async Task AServiceUrlOnAnotherMachineIsRefusedInEveryMode(string serviceUrl)
    {
        using var response = await _client.SendAsync(MessageVia(serviceUrl, "hi"));
        await response.ShouldBeRefused(403, "The serviceUrl is not on this machine.");

        var expecting = Message("hi");
        expecting["serviceUrl"] = serviceUrl;
        using var other = await _client.SendAsync(expecting);
        await other.ShouldBeRefused(403, "The serviceUrl is not on this machine.");
    }

    [Theory]
    [InlineData("localhost:3979")]
    [InlineData("/v3")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://user:word@127.0.0.1/")]
    [InlineData("http://")]
    public async Task AServiceUrlThatIsNoWebAddressIsRefused(string serviceUrl)
    {
        using var response = await _client.SendAsync(MessageVia(serviceUrl, "hi"));

        await response.ShouldBeRefused(400, "The serviceUrl is not a web address.");
    }

    [Fact]
    public async Task AFaultInFindingAnAnswerStillGetsAReplyWithoutItsDetails()
    {
        await using var broken = new KneeBotHost();
        using var client = broken.CreateClient();
        broken.Services.GetRequiredService<KneeBotEngine>().Dispose();
        using var response = await client.SendAsync(Message("what is a baker's cyst?"));

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.ShouldContain("I could not put together an answer just now.");
        body.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task ATestThatMeetsAConnectorUnexpectedlyFails()
    {
        using var response = await _client.SendAsync(MessageVia("http://localhost:3979", "hi"));

        await response.ShouldBeRefused(500, "Something went wrong in KneeBot.");
    }

    private async Task<HttpResponseMessage> SendLongAsync(int length, bool chunked)
    {
        var start = "{\"type\": \"typing\", \"channelData\": \""u8.ToArray();
        var body = new byte[length];
        Array.Fill(body, (byte)'x');
        start.CopyTo(body, 0);
        "\"}"u8.CopyTo(body.AsSpan(length - 2));
        using var content = chunked ? new StreamContent(new MemoryStream(body)) : (HttpContent)new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = content };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

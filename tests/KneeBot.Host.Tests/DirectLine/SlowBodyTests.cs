using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests.DirectLine;

/// <summary>Bodies that come too slowly, over real sockets.</summary>
public sealed class SlowBodyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task APostThatComesTooSlowlyIsRefusedWithTheSafetyTextAndLogsNoFault()
    {
        await using var host = new KneeBotHost();
        host.UseKestrel(0);
        host.StartServer();
        using var page = new ChatPage(host, host.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority));
        await page.TokenAsync();
        await page.StartAsync();

        var (status, body) = await SendSlowlyAsync(host.ClientOptions.BaseAddress, $"{ChatPage.Root}/conversations/{page.Conversation}/activities", page.Token);

        status.ShouldBe("HTTP/1.1 408 Request Timeout");
        var error = JsonNode.Parse(body)!["error"]!;
        ((string)error["code"]!).ShouldBe("BodyNotRead");
        ((string)error["safety"]!).ShouldContain("emergency department");
        ((string)error["calls"]![0]!["tel"]!).ShouldBe("tel:112");
        host.Log.Text.ShouldNotContain("unhandled exception", Case.Insensitive);
    }

    [Theory]
    [InlineData("/v3/directline/conversations")]
    [InlineData("/api/messages")]
    public async Task ElsewhereItLogsNoFaultEither(string path)
    {
        await using var host = new KneeBotHost();
        host.UseKestrel(0);
        host.StartServer();
        using var page = new ChatPage(host, host.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority));
        await page.TokenAsync();

        var (status, _) = await SendSlowlyAsync(host.ClientOptions.BaseAddress, path, page.Token);

        status.ShouldBe("HTTP/1.1 408 Request Timeout");
        host.Log.Text.ShouldNotContain("unhandled exception", Case.Insensitive);
    }

    /// <summary>Announces 200 bytes, sends one, and waits for what the host says.</summary>
    private static async Task<(string Status, string Body)> SendSlowlyAsync(Uri address, string path, string token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nOrigin: {address.GetLeftPart(UriPartial.Authority)}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 200\r\nConnection: close\r\n\r\n{{"), patience.Token);
        var response = await ReadAsync(stream, patience.Token);
        var body = response[(response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return (response.Split("\r\n")[0], body[body.IndexOf('{', StringComparison.Ordinal)..(body.LastIndexOf('}') + 1)]);
    }

    /// <summary>What the host sends before it breaks off: after its answer it waits for no more of the body.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(length), ct) is var read and > 0)
                length += read;
        }
        catch (IOException) when (length > 0)
        {
            // It reset the connection.
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}

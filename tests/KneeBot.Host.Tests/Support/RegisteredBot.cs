using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KneeBot.Host.Tests.Support;

/// <summary>A bot with a registration, in Production, and the Bot Framework that vouches for its callers.</summary>
internal sealed class RegisteredBot : IAsyncDisposable
{
    private readonly KneeBotHost _host;

    private RegisteredBot(OpenIdServer channel, SigningKey key, KneeBotHost host, bool onSocket)
    {
        Channel = channel;
        Key = key;
        _host = host;
        Client = onSocket ? OverSocket(host) : host.CreateClient();
    }

    public OpenIdServer Channel { get; }

    /// <summary>A published key that speaks for msteams and directline.</summary>
    public SigningKey Key { get; }

    public KneeBotHost Host => _host;

    public HttpClient Client { get; }

    public static async Task<RegisteredBot> StartAsync(Dictionary<string, string>? settings = null, TimeProvider? time = null, string environment = "Production", bool callsConnectors = false, bool emulatorToo = false, bool onSocket = false, Func<OpenIdServer, Func<HttpContext, Task>>? broken = null)
    {
        var channel = await OpenIdServer.StartAsync();
        var key = new SigningKey("key-1");
        channel.Publish(key, "msteams", "directline");
        channel.Instead = broken?.Invoke(channel); // before the host starts and fetches the keys
        var host = new KneeBotHost
        {
            Environment = environment,
            Time = time,
            CallsConnectors = callsConnectors,
            Caller = System.Net.IPAddress.Parse("20.33.0.1"),
            Settings = new(settings ?? [])
            {
                ["MicrosoftAppId"] = Jwt.AppId,
                ["MicrosoftAppPassword"] = "a-secret-nobody-uses",
                ["ToBotFromChannelOpenIdMetadataUrl"] = channel.Metadata,
                ["Guardrails:Semantic"] = "off",
            },
        };
        if (emulatorToo)
            host.Settings["ToBotFromEmulatorOpenIdMetadataUrl"] = channel.Metadata;
        return new RegisteredBot(channel, key, host, onSocket);
    }

    /// <summary>A message as the connector of a channel sends it.</summary>
    public static JsonObject Message(string text = "hello", string conversation = "c1", string channel = "msteams")
    {
        var message = Sending.Message(text, conversation);
        message["channelId"] = channel;
        message["serviceUrl"] = Jwt.ServiceUrl;
        return message;
    }

    /// <summary>A client whose headers arrive as they were written: the host in memory gets them parsed and written anew.</summary>
    private static HttpClient OverSocket(KneeBotHost host)
    {
        host.UseKestrel(0);
        host.StartServer();
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = host.ClientOptions.BaseAddress };
    }

    public Task<HttpResponseMessage> SendAsync(string? authorization, JsonNode? activity = null) => SendAsync(authorization, (activity ?? Message()).ToJsonString());

    public async Task<HttpResponseMessage> SendAsync(string? authorization, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, Sending.Messages) { Content = content };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        await Channel.DisposeAsync();
        Key.Dispose();
    }
}

/// <summary>A registered bot that the tests of a class share.</summary>
public class SharedBot : IAsyncLifetime
{
    internal RegisteredBot Bot { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bot = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Bot.DisposeAsync();
    }

    private protected virtual Task<RegisteredBot> StartAsync() => RegisteredBot.StartAsync();
}

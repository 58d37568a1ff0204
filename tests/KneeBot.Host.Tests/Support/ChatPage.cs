using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace KneeBot.Host.Tests.Support;

/// <summary>A page of a site, talking Direct Line to the host in memory.</summary>
internal sealed class ChatPage(KneeBotHost host, string? origin = ChatPage.Own) : IDisposable
{
    /// <summary>The origin of the host's own pages.</summary>
    public const string Own = "http://localhost";

    public const string Root = "/v3/directline";

    private readonly HttpClient _http = host.CreateClient();

    public string Token { get; set; } = "";

    public string Conversation { get; private set; } = "";

    public string UserId { get; private set; } = "";

    public string StreamUrl { get; private set; } = "";

    /// <summary>Gets a token and starts the conversation.</summary>
    public static async Task<ChatPage> OpenAsync(KneeBotHost host, string? origin = Own)
    {
        var page = new ChatPage(host, origin);
        await page.TokenAsync();
        await page.StartAsync();
        return page;
    }

    public async Task<JsonNode> TokenAsync()
    {
        var token = await ReadAsync(await SendAsync(HttpMethod.Post, "/tokens/generate"), 200);
        (Token, Conversation, UserId) = ((string)token["token"]!, (string)token["conversationId"]!, (string)token["userId"]!);
        return token;
    }

    public async Task<JsonNode> StartAsync(int status = 201)
    {
        var started = await ReadAsync(await SendAsync(HttpMethod.Post, "/conversations"), status);
        StreamUrl = (string)started["streamUrl"]!;
        return started;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, Root + path);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if ((bearer ?? Token) is { Length: > 0 } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PostAsync(JsonNode activity) => SendAsync(HttpMethod.Post, $"/conversations/{Conversation}/activities", activity);

    public Task<HttpResponseMessage> PostAsync(string text, string? clientId = null) => PostAsync(Message(text, clientId));

    /// <summary>Says something and gets the id it was given.</summary>
    public async Task<string> SayAsync(string text, string? clientId = null) =>
        (string)(await ReadAsync(await PostAsync(text, clientId), 200))["id"]!;

    /// <summary>Says something and waits for the reply.</summary>
    public async Task<JsonNode> AskAsync(string text) => await ReplyAsync(await SayAsync(text));

    public async Task<JsonNode> ReplyAsync(string id)
    {
        for (var i = 0; i < 1_500; i++)
        {
            if ((await PollAsync()).FirstOrDefault(activity => (string?)activity["replyToId"] == id) is { } reply)
                return reply;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No reply came.");
    }

    /// <summary>The activities after a watermark.</summary>
    public async Task<List<JsonNode>> PollAsync(string watermark = "") =>
        [.. (await ReadAsync(await SendAsync(HttpMethod.Get, $"/conversations/{Conversation}/activities?watermark={watermark}"), 200))["activities"]!.AsArray().Select(activity => activity!)];

    public async Task<string> ReconnectAsync(string watermark) =>
        (string)(await ReadAsync(await SendAsync(HttpMethod.Get, $"/conversations/{Conversation}?watermark={watermark}"), 200))["streamUrl"]!;

    public async Task<WebSocket> ListenAsync(string? streamUrl = null, string? from = null)
    {
        var sockets = host.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            if ((from ?? origin) is { Length: > 0 } page)
                request.Headers.Origin = page;
        };
        return await sockets.ConnectAsync(new Uri(streamUrl ?? StreamUrl), TestContext.Current.CancellationToken);
    }

    public static JsonObject Message(string text, string? clientId = null)
    {
        var message = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = "mallory" }, ["text"] = text };
        if (clientId is not null)
            message["channelData"] = new JsonObject { ["clientActivityID"] = clientId };
        return message;
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        response.Dispose();
        return JsonNode.Parse(body)!;
    }

    /// <summary>Checks that a request was refused in Direct Line's way.</summary>
    public static async Task<JsonNode> ShouldBeRefused(HttpResponseMessage response, int status, string code)
    {
        var error = (await ReadAsync(response, status))["error"]!;
        ((string)error["code"]!).ShouldBe(code);
        ((string)error["message"]!).ShouldNotBeNullOrWhiteSpace();
        return error;
    }

    public Task<HttpResponseMessage> UploadAsync() => SendAsync(HttpMethod.Post, $"/conversations/{Conversation}/upload?userId=me");

    public void Dispose() => _http.Dispose();
}

/// <summary>Reads a stream's frames.</summary>
internal static class Frames
{
    /// <summary>The next frame; null when the stream was closed.</summary>
    public static async Task<JsonNode?> NextAsync(this WebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var buffer = new byte[64 * 1024];
        using var whole = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, patience.Token);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(whole.ToArray());
    }

    /// <summary>Reads until so many activities came, and gives their texts.</summary>
    public static async Task<List<JsonNode>> TakeAsync(this WebSocket socket, int count)
    {
        var activities = new List<JsonNode>();
        while (activities.Count < count && await socket.NextAsync() is { } frame)
            activities.AddRange(frame["activities"]!.AsArray().Select(activity => activity!));
        return activities;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace KneeBot.Benchmarks.DirectLine;

/// <summary>One visitor's page: a stream that is read, and a message now and then.</summary>
internal sealed class Visitor : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Questions =
        ["what is the lump behind my knee full of", "what causes pain behind the knee", "does a baker's cyst come back after it is drained", "how is a meniscus tear treated", "can I run with hamstring tendinitis"];

    private readonly HttpClient _http;
    private readonly int _number;
    private readonly ConcurrentQueue<double> _times;
    private readonly ClientWebSocket _socket = new();
    private string _conversation = "";
    private string _token = "";
    private TaskCompletionSource? _awaited;

    private Visitor(HttpClient http, int number, ConcurrentQueue<double> times) => (_http, _number, _times) = (http, number, times);

    public int Sent { get; private set; }

    /// <summary>Replies nobody waited for.</summary>
    public int Strays { get; private set; }

    /// <summary>Begins a conversation and opens its stream.</summary>
    public static async Task<Visitor> JoinAsync(HttpClient http, int number, ConcurrentQueue<double> times)
    {
        var visitor = new Visitor(http, number, times);
        using var response = await http.PostAsync(new Uri("/v3/directline/conversations", UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
        var begun = await response.Content.ReadFromJsonAsync<JsonElement>();
        visitor._conversation = begun.GetProperty("conversationId").GetString()!;
        visitor._token = begun.GetProperty("token").GetString()!;
        await visitor._socket.ConnectAsync(new Uri(begun.GetProperty("streamUrl").GetString()!), CancellationToken.None);
        _ = visitor.ReadAsync();
        return visitor;
    }

    /// <summary>Writes once a minute, beginning anywhere within the first.</summary>
    public async Task TalkAsync(CancellationToken over)
    {
#pragma warning disable CA5394 // Spreads the load; guards nothing.
        var wait = Pause * new Random(_number).NextDouble();
#pragma warning restore CA5394
        try
        {
            while (true)
            {
                await Task.Delay(wait, over);
                var began = Stopwatch.GetTimestamp();
                if (await AskAsync())
                    _times.Enqueue(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                wait = Pause - Stopwatch.GetElapsedTime(began);
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<bool> AskAsync()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Questions[(_number + Sent) % Questions.Length]} for {_number} days, time {Sent++}?");
        var awaited = _awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{_conversation}/activities")
        {
            Content = JsonContent.Create(new { type = "message", text, from = new { id = "u" }, channelData = new { clientActivityID = $"m{Sent}" } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await Task.WhenAny(awaited.Task, Task.Delay(Patience)) == awaited.Task;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4 * 1024];
        using var frame = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                frame.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(frame.GetBuffer().AsMemory(0, (int)frame.Length));
                frame.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The benchmark is over; a stream that ended before leaves messages without a reply, which are counted.
        }
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        foreach (var activity in json.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (activity.GetProperty("type").GetString() != "message" || !activity.TryGetProperty("replyToId", out _))
                continue;
            if (_awaited?.TrySetResult() != true)
                Strays++;
        }
    }
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KneeBot.SemanticKernel.Tests;

/// <summary>How the server behaves in one answer.</summary>
public enum Fault
{
    None, Down, Unauthorized, TooMany, ServerError, Slow, Hung, HungMidway, Cut, Endless, NoJson, WrongSchema, MadeUpCitations,
    TrueButForeign, Altered, Unsupported, Diagnosis, Dose, OtherLanguage, LinksAndImages, PromptEchoed, PoisonObeyed, Empty, NotCovered, Redirect, Reassurance, Mixed,
}

/// <summary>What a request to the server asks for.</summary>
public enum Asked { Answer, Rewrite, Judgement }

/// <summary>A server that speaks the OpenAI protocol over HTTP and misbehaves as a script says.</summary>
public sealed partial class HostileModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Script _script;

    private HostileModel(WebApplication app, Script script) => (_app, _script) = (app, script);

    /// <summary>Base address, up to the version.</summary>
    public Uri Address => new(_app.Urls.First() + "/v1");

    /// <summary>Requests by what they asked for.</summary>
    public ConcurrentDictionary<Asked, int> Requests { get; } = new();

    /// <summary>Authorization headers seen.</summary>
    public ConcurrentBag<string> Keys { get; } = [];

    /// <summary>Bodies of requests seen, newest last; only when asked for.</summary>
    public ConcurrentQueue<string> Bodies { get; } = [];

    public bool KeepsBodies { get; set; }

    public static async Task<HostileModel> StartAsync(Script script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseSetting("suppressStatusMessages", "true");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var model = new HostileModel(app, script);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await app.StartAsync();
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var messages = body.RootElement.GetProperty("messages").EnumerateArray().Select(Content).ToArray();
        var system = messages[0];
        var asked = system.Contains("How urgent", StringComparison.Ordinal) ? Asked.Judgement : system.Contains("follow-up", StringComparison.Ordinal) ? Asked.Rewrite : Asked.Answer;
        Requests.AddOrUpdate(asked, 1, (_, count) => count + 1);
        Keys.Add(http.Request.Headers.Authorization.ToString() + http.Request.Headers["api-key"]);
        if (KeepsBodies)
            Bodies.Enqueue(string.Join("\n", messages));
        var data = messages[^1];
        var (fault, text) = _script.Next(asked, data, Passages(data), system);
        await ActAsync(http, fault, text);
    }

    private static string Content(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
        ? string.Concat(parts.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
        : message.GetProperty("content").GetString()!;

    /// <summary>The passages of a prompt, by number from 1.</summary>
    private static IReadOnlyList<string> Passages(string data) =>
        [.. PassagePattern().Matches(data).Select(match => match.Groups[1].Value.Trim())];

    [GeneratedRegex(@"=====[0-9a-f]+===== passage \d+: [^\n]*\n(.*?)(?=\n=====)", RegexOptions.Singleline)]
    private static partial Regex PassagePattern();

    private static async Task ActAsync(HttpContext http, Fault fault, string text)
    {
        var gone = http.RequestAborted;
        switch (fault)
        {
            case Fault.Down: http.Abort(); return;
            case Fault.Unauthorized: await RefuseAsync(http, 401); return;
            case Fault.TooMany: http.Response.Headers.RetryAfter = "30"; await RefuseAsync(http, 429); return;
            case Fault.ServerError: await RefuseAsync(http, 503); return;
            case Fault.Redirect: http.Response.Redirect("http://127.0.0.1:9/elsewhere"); return;
            case Fault.Hung: await WaitAsync(Timeout.InfiniteTimeSpan, gone); return;
        }

        http.Response.ContentType = "text/event-stream";
        try
        {
            var sent = 0;
            foreach (var piece in fault == Fault.Endless ? Forever() : text.Chunk(17).Select(chars => new string(chars)))
            {
                await http.Response.WriteAsync(Event(piece, finish: null), gone);
                await http.Response.Body.FlushAsync(gone);
                sent += piece.Length;
                if (fault == Fault.Slow)
                    await Task.Delay(40, gone);
                if (fault == Fault.Cut && sent > text.Length / 2)
                {
                    http.Abort();
                    return;
                }

                if (fault == Fault.HungMidway && sent > text.Length / 2)
                    await WaitAsync(Timeout.InfiniteTimeSpan, gone);
            }

            await http.Response.WriteAsync(Event("", "stop") + "data: [DONE]\n\n", gone);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the client had enough
        }
    }

    private static IEnumerable<string> Forever()
    {
        yield return "{\"sentences\":[";
        while (true)
            yield return "{\"text\":\"Nothing here ends and nothing here is in any article.\",\"passages\":[1]},";
    }

    private static async Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        // What real servers do: they repeat part of the key in their message.
        await http.Response.WriteAsJsonAsync(new { error = new { message = "Incorrect API key provided: " + http.Request.Headers.Authorization, type = "invalid_request_error", code = "x" } });
    }

    private static async Task WaitAsync(TimeSpan time, CancellationToken gone)
    {
        try
        {
            await Task.Delay(time, gone);
        }
        catch (OperationCanceledException)
        {
            // the client had enough
        }
    }

    private static string Event(string content, string? finish)
    {
        var chunk = new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1, model = "hostile", choices = new[] { new { index = 0, delta = new { role = "assistant", content }, finish_reason = finish } } };
        return new StringBuilder("data: ").Append(JsonSerializer.Serialize(chunk)).Append("\n\n").ToString();
    }
}

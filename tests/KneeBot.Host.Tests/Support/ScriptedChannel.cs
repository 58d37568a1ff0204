using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KneeBot.Host.Tests.Support;

/// <summary>
/// A channel's connector that takes what the channel takes and nothing else, and that is busy, restarts or hangs up for a part of the
/// requests before it takes them.
/// </summary>
internal sealed class ScriptedChannel : IAsyncDisposable
{
    private readonly string _channel;
    private readonly Random _random = new(5);
    private Connector _connector = null!;
    private int _faults;

    private ScriptedChannel(string channel) => _channel = channel;

    public string Url => _connector.Url;

    /// <summary>Messages taken, by conversation and the activity they answer.</summary>
    public ConcurrentDictionary<(string Conversation, string Answers), ConcurrentQueue<string>> Taken { get; } = new();

    /// <summary>What was refused because the channel could not show it.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Requests that were turned away by the script.</summary>
    public int Faults => Volatile.Read(ref _faults);

    public static async Task<ScriptedChannel> StartAsync(string channel)
    {
        var scripted = new ScriptedChannel(channel);
        scripted._connector = await Connector.StartAsync(scripted.AnswerAsync);
        return scripted;
    }

    public ValueTask DisposeAsync() => _connector.DisposeAsync();

    /// <summary>The limits of a channel; null: the message fits.</summary>
    public static string? Fault(string channel, JsonNode activity) => channel switch
    {
        _ when (string?)activity["type"] == "typing" => null,
        _ when string.IsNullOrEmpty((string?)activity["text"]) => "no text",
        _ when Buttons(activity).Count > 3 => "more than three buttons",
        "msteams" => Teams(activity),
        "telegram" => Telegram(activity),
        _ => Cards(activity).Any(card => (string?)card!["content"]?["version"] != "1.5") ? "a card that is not 1.5" : null,
    };

    private static string? Teams(JsonNode activity)
    {
        var messages = (activity["entities"]?.AsArray() ?? []).Where(entity => (string?)entity!["type"] == "https://schema.org/Message").ToArray();
        var citations = messages.SelectMany(message => message!["citation"]?.AsArray() ?? []).ToArray();
        return Encoding.UTF8.GetByteCount(activity.ToJsonString()) > 100 * 1024 ? "over 100 KB"
            : messages.Length > 1 ? "two root entities"
            : citations.Length > 10 ? "more than ten citations"
            : citations.Any(claim => claim!["appearance"]!["name"]!.ToString().Length > 80 || claim["appearance"]!["abstract"]!.ToString().Length > 160) ? "a citation that is too long"
            : Cards(activity).Count > 0 && Buttons(activity).Count > 0 ? "buttons under a card"
            : activity["conversation"]?["isGroup"]?.GetValue<bool>() == true && Buttons(activity).Count > 0 ? "buttons in a group" : null;
    }

    private static string? Telegram(JsonNode activity) =>
        ((string)activity["text"]!).Length > 4_096 ? "over 4,096 characters"
        : (string?)activity["textFormat"] != "plain" ? "not plain"
        : Cards(activity).Count > 0 ? "a card"
        : Buttons(activity).Any(button => Encoding.UTF8.GetByteCount(button!["value"]!.ToString()) > 64) ? "a button over 64 bytes" : null;

    private static JsonArray Buttons(JsonNode activity) => activity["suggestedActions"]?["actions"]?.AsArray() ?? [];

    private static JsonArray Cards(JsonNode activity) => activity["attachments"]?.AsArray() ?? [];

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsTurnedAway(context))
            return;
        var activity = (JsonNode)context.Items[Connector.Body]!;
        if (Fault(_channel, activity) is { } fault)
        {
            Refused.Enqueue($"{fault}: {activity.ToJsonString()[..Math.Min(300, activity.ToJsonString().Length)]}");
            context.Response.StatusCode = 400;
            return;
        }

        if ((string?)activity["type"] == "message")
            Taken.GetOrAdd(((string)activity["conversation"]!["id"]!, (string?)activity["replyToId"] ?? ""), _ => new()).Enqueue((string)activity["text"]!);
        await context.Response.WriteAsync("""{"id": "1"}""");
    }

    /// <summary>One request of ten: Teams and Telegram are busy, restart, or the line breaks.</summary>
    private bool IsTurnedAway(HttpContext context)
    {
        int dice;
        lock (_random)
            dice = _random.Next(50);
        if (dice > 4)
            return false;
        Interlocked.Increment(ref _faults);
        if (dice == 0)
            context.Abort();
        else
            context.Response.StatusCode = dice switch { 1 => 429, 2 => 412, 3 => 502, _ => 503 };
        if (dice == 1)
            context.Response.Headers.RetryAfter = "0";
        return true;
    }
}

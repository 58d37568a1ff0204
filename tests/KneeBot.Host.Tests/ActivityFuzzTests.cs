using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Activity = KneeBot.BotFramework.Activity;

namespace KneeBot.Host.Tests;

/// <summary>Generated bodies: a million with <c>KNEEBOT_PROOF=full</c>, and a thousandth of them through the whole host.</summary>
public sealed class ActivityFuzzTests
{
    [Fact]
    public void NoBodyBreaksTheReader()
    {
        var slowest = 0L;
        var read = 0;
        Parallel.For(0, ProofSize.Of(20_000, 1_000_000), number =>
        {
            var body = ActivityNoise.Body(new Random(number));
            var took = Measured(body, out var refusal, out var activity);
            (refusal is null).ShouldBe(activity is not null);
            if (activity is not null)
            {
                Interlocked.Increment(ref read);
                ActivityReader.Read(ActivityWriter.Write(activity), out var again).ShouldBeNull($"body {number} was read and written, so it can be read again");
                ActivityWriter.Write(again!).ShouldBe(ActivityWriter.Write(activity));
            }

            InterlockedMax(ref slowest, took);
        });

        read.ShouldBeGreaterThan(0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} bodies were activities; the slowest took {TimeSpan.FromTicks(slowest).TotalMilliseconds:0.00} ms to read.");
    }

    /// <summary>The time one body takes. One that seems slow is read again: a pause of the machine does not come back with the body.</summary>
    private static long Measured(byte[] body, out Refusal? refusal, out Activity? activity)
    {
        var best = long.MaxValue;
        var tries = 0;
        do
        {
            var started = Stopwatch.GetTimestamp();
            refusal = ActivityReader.Read(body, out activity);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).Ticks);
        }
        while (best > TimeSpan.TicksPerMillisecond && ++tries < 10);
        return best;
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    [Fact]
    public async Task NoBodyBreaksTheHost()
    {
        await using var host = new KneeBotHost { Settings = { ["Guardrails:Semantic"] = "off" } };
        using var client = host.CreateClient();
        await Parallel.ForAsync(0, ProofSize.Of(1_000, 20_000), async (number, _) =>
        {
            using var response = await client.SendAsync(ActivityNoise.Body(new Random(number), expectsReplies: true));
            ((int)response.StatusCode).ShouldBeOneOf(200, 400, 403, 413, 501);
        });

        host.Log.Text.ShouldNotContain("Exception");
    }
}

/// <summary>Bodies near and far from an activity.</summary>
internal static class ActivityNoise
{
    private static readonly string[] Properties =
    [
        "type", "id", "timestamp", "serviceUrl", "channelId", "from", "recipient", "conversation", "replyToId", "deliveryMode", "text", "textFormat", "locale",
        "membersAdded", "membersRemoved", "suggestedActions", "attachments", "entities", "channelData", "name", "value", "action", "reactionsAdded", "x",
    ];

    private static readonly string[] Words =
    [
        "message", "conversationUpdate", "invoke", "event", "messageUpdate", "message/submitAction", "webchat/join", "expectReplies", "msteams", "directline",
        "hello", "what is a baker's cyst?", "my calf is swollen and hot", "2026-01-02T03:04:05Z", "2026-13-45", "9999-12-31T23:59:59+14:00", "", " ", "\0", "\ud83e\uddb5", "é\u0301\u202E", "http://127.0.0.1:9/", "'; DROP TABLE",
        "{}", "[]", "null", "\"", "\\", "../..", "%00",
    ];

    public static byte[] Body(Random random, bool expectsReplies = false)
    {
        var activity = Activity(random);
        if (expectsReplies)
        {
            activity["deliveryMode"] = "expectReplies";
            activity.Remove("serviceUrl");
        }

        var json = Encoding.UTF8.GetBytes(activity.ToJsonString());
        return random.Next(4) == 0 ? Damaged(json, random) : json;
    }

    private static JsonObject Activity(Random random)
    {
        var activity = new JsonObject();
        if (random.Next(8) != 0)
        {
            activity["type"] = Words[random.Next(6)];
            activity["conversation"] = new JsonObject { ["id"] = $"c{random.Next(100)}" };
        }

        for (var number = random.Next(12); number > 0; number--)
            Add(activity, Properties[random.Next(Properties.Length)], random);
        return activity;
    }

    /// <summary>Most often of the property's own type, so that many bodies get as far as a turn.</summary>
    private static void Add(JsonObject activity, string name, Random random) => activity[name] = random.Next(8) == 0 ? Value(random, depth: 0) : name switch
    {
        "type" => Words[random.Next(6)],
        "conversation" => new JsonObject { ["id"] = $"c{random.Next(100)}", ["isGroup"] = random.Next(4) == 0, ["x"] = Value(random, depth: 1) },
        "from" or "recipient" => Account(random),
        "timestamp" => "2026-01-02T03:04:05Z",
        "membersAdded" or "membersRemoved" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Account(random))]),
        "suggestedActions" => new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["title"] = Words[random.Next(Words.Length)], ["value"] = Value(random, depth: 1) }) },
        "attachments" => new JsonArray(new JsonObject { ["contentType"] = Words[random.Next(Words.Length)], ["content"] = Value(random, depth: 1) }),
        "entities" => new JsonArray(Value(random, depth: 1)),
        "channelData" or "value" or "x" or "reactionsAdded" => Value(random, depth: 0),
        _ => Words[random.Next(Words.Length)],
    };

    private static JsonObject Account(Random random) => new() { ["id"] = Words[random.Next(Words.Length)], ["role"] = random.Next(2) == 0 ? "bot" : "user", ["x"] = Value(random, depth: 1) };

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 5 ? 5 : 8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => JsonNode.Parse(random.Next(3) switch { 0 => "1e308", 1 => "-0", _ => random.NextInt64().ToString(System.Globalization.CultureInfo.InvariantCulture) }),
        3 or 4 => Words[random.Next(Words.Length)],
        5 => new string((char)random.Next(0x20, 0xD7FF), random.Next(200)),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Value(random, depth + 1))]),
        _ => Object(random, depth),
    };

    private static JsonObject Object(Random random, int depth)
    {
        var made = new JsonObject();
        string[] names = ["id", "name", "role", "contentType", "content", "actions", "title", "actionValue", "reaction", "feedback", "clientActivityID", "a"];
        for (var number = random.Next(5); number > 0; number--)
            made[names[random.Next(names.Length)]] = Value(random, depth + 1);
        return made;
    }

    private static byte[] Damaged(byte[] json, Random random)
    {
        for (var number = random.Next(1, 6); number > 0 && json.Length > 1; number--)
        {
            var at = random.Next(json.Length);
            switch (random.Next(4))
            {
                case 0:
                    json[at] = (byte)random.Next(256);
                    break;
                case 1:
                    json = json[..at];
                    break;
                case 2:
                    json = [.. json[..at], .. json[random.Next(at + 1)..at], .. json[at..]];
                    break;
                default:
                    json = [.. json[..at], .. json[Math.Min(json.Length, at + random.Next(8))..]];
                    break;
            }
        }

        return json;
    }
}

#if BOTBUILDER
using System.Globalization;
using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

/// <summary>
/// KneeBot in Microsoft's SDK beside KneeBot's own endpoint: the same conversations through both, and what comes out is the same. Built and
/// run with <c>-p:BotBuilder=true</c> only, where the package feed has the SDK.
/// </summary>
public sealed class BotBuilderTests
{
    private static readonly string[] Conversation =
    [
        "hello", "what is a baker's cyst?", "does it come back?", "do I have arthritis?", "who won the world cup?", "my left calf is swollen and hot since yesterday", "thanks", "I want to die",
    ];

    /// <summary>Given anew by each host, or by the SDK alone.</summary>
    private static readonly string[] Varying = ["id", "timestamp", "localTimestamp", "localTimezone", "callerId", "serviceUrl"];

    [Theory]
    [InlineData("test", true)]
    [InlineData("test", false)]
    [InlineData("msteams", true)]
    [InlineData("msteams", false)]
    [InlineData("telegram", true)]
    [InlineData("telegram", false)]
    [InlineData("webchat", true)]
    [InlineData("webchat", false)]
    [InlineData("directline", false)]
    public async Task AConversationIsTheSameThroughBothHosts(string channel, bool inResponse)
    {
        var own = await RunAsync("--BotBuilder=false", channel, inResponse);
        var sdk = await RunAsync("--BotBuilder=true", channel, inResponse);

        own.Count.ShouldBeGreaterThan(Conversation.Length);
        sdk.ShouldBe(own);
    }

    [Theory]
    [InlineData("""{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{}"}}}""", 200)]
    [InlineData("""{"type":"invoke","name":"signin/verifyState","value":{}}""", 501)]
    [InlineData("""{"type":"typing"}""", 200)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""", 200)]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", 200)]
    [InlineData("""{"type":"endOfConversation"}""", 200)]
    [InlineData("""{"type":"somethingNew"}""", 200)]
    public async Task OtherActivitiesAreAnsweredWithTheSameStatus(string activity, int status)
    {
        foreach (var host in new[] { "--BotBuilder=false", "--BotBuilder=true" })
        {
            await using var connector = await Connector.StartAsync();
            await using var process = await StartAsync(host);
            using var client = new HttpClient { BaseAddress = process.Address };
            var whole = Sending.MessageVia(connector.Url, "");
            whole.Remove("text");
            foreach (var (name, value) in JsonNode.Parse(activity)!.AsObject())
                whole[name] = value?.DeepClone();
            using var response = await client.SendAsync(whole);

            ((int)response.StatusCode).ShouldBe(status, host);
            connector.Received.ShouldBeEmpty(host);
        }
    }

    [Fact]
    public async Task WithoutARegistrationTheSdkServesThisMachineOnlyToo()
    {
        await using var process = await StartAsync("--BotBuilder=true");
        using var client = new HttpClient { BaseAddress = process.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "20.33.0.1");
        using var response = await client.SendAsync(Sending.Message("hello"));

        ((int)response.StatusCode).ShouldBe(403);
    }

    /// <summary>What each message brings, in order, as JSON with its properties sorted.</summary>
    private static async Task<List<string>> RunAsync(string host, string channel, bool inResponse)
    {
        await using var connector = await Connector.StartAsync();
        await using var process = await StartAsync(host);
        using var client = new HttpClient { BaseAddress = process.Address };
        var said = new List<string>();
        var arrival = Activity("j", "", inResponse);
        (arrival["type"], arrival["membersAdded"]) = ("conversationUpdate", new JsonArray(new JsonObject { ["id"] = "user-1" }, new JsonObject { ["id"] = "bot-1" }));
        arrival.Remove("text");
        await SendAsync(arrival);
        foreach (var (number, text) in Conversation.Append(Conversation[^1]).Index())
            await SendAsync(Activity(Math.Min(number, Conversation.Length - 1).ToString(CultureInfo.InvariantCulture), text, inResponse));
        return said;

        JsonObject Activity(string id, string text, bool expecting)
        {
            var activity = expecting ? Sending.Message(text) : Sending.MessageVia(connector.Url, text);
            (activity["id"], activity["channelId"], activity["locale"]) = (id, channel, "en-GB");
            activity["serviceUrl"] = connector.Url;
            return activity;
        }

        async Task SendAsync(JsonObject activity)
        {
            connector.Received.Clear();
            using var response = await client.SendAsync(activity);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            ((int)response.StatusCode).ShouldBe(200, $"{host}: {body}");
            var replies = body.Length > 0 && JsonNode.Parse(body)!["activities"] is JsonArray inBody ? inBody.ToArray() : [];
            said.Add($"{activity["id"]}: {string.Concat(replies.Concat(connector.Received.Select(received => (JsonNode?)received.Body)).Select(reply => Sorted(reply, isTop: true)))} {string.Join(' ', connector.Received.Select(received => received.Target))}");
        }
    }

    private static async Task<HostProcess> StartAsync(string host)
    {
        var process = HostProcess.Start("Development", host, "--Guardrails:Semantic=off");
        await process.ServingAsync();
        return process;
    }

    /// <summary>The SDK sorts otherwise and leaves out what is empty.</summary>
    private static string Sorted(JsonNode? node, bool isTop = false) => node switch
    {
        JsonObject o => "{" + string.Join(',', o.Where(one => !(isTop && Varying.Contains(one.Key)) && one.Value is not (null or JsonArray { Count: 0 })).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"\"{one.Key}\":{Sorted(one.Value)}")) + "}",
        JsonArray a => "[" + string.Join(',', a.Select(one => Sorted(one))) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
#endif

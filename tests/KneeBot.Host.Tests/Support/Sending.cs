using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KneeBot.Host.Tests.Support;

/// <summary>Activities as a channel sends them.</summary>
internal static class Sending
{
    public const string Messages = "/api/messages";

    /// <summary>A message of a dialogue that takes its replies from the response.</summary>
    public static JsonObject Message(string text, string conversation = "c1") => new()
    {
        ["type"] = "message",
        ["id"] = "m1",
        ["channelId"] = "test",
        ["deliveryMode"] = "expectReplies",
        ["from"] = new JsonObject { ["id"] = "user-1", ["name"] = "Ann" },
        ["recipient"] = new JsonObject { ["id"] = "bot-1", ["name"] = "KneeBot" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["text"] = text,
    };

    /// <summary>The same, with the replies going to a connector.</summary>
    public static JsonObject MessageVia(string serviceUrl, string text, string conversation = "c1")
    {
        var message = Message(text, conversation);
        message.Remove("deliveryMode");
        message["serviceUrl"] = serviceUrl;
        return message;
    }

    public static JsonObject Joined(params string[] members)
    {
        var update = Message("");
        update["type"] = "conversationUpdate";
        update.Remove("text");
        update["membersAdded"] = new JsonArray([.. members.Select(id => new JsonObject { ["id"] = id })]);
        return update;
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, JsonNode activity) => client.SendAsync(activity.ToJsonString());

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string body) => client.SendAsync(Encoding.UTF8.GetBytes(body));

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return client.PostAsync(new Uri(Messages, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>The texts of the replies in the response.</summary>
    public static async Task<string[]> RepliesAsync(this HttpClient client, JsonNode activity) =>
        [.. (await client.ActivitiesAsync(activity)).Select(reply => (string)reply!["text"]!)];

    public static async Task<JsonArray> ActivitiesAsync(this HttpClient client, JsonNode activity)
    {
        using var response = await client.SendAsync(activity);
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["activities"]!.AsArray();
    }

    /// <summary>Checks that a request was refused with this status, in a short problem document.</summary>
    public static async Task<JsonElement> ShouldBeRefused(this HttpResponseMessage response, int status, string title)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("title").GetString().ShouldBe(title);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        body.Length.ShouldBeLessThan(600);
        body.ShouldNotContain("   at ");
        body.ShouldNotContain("Exception");
        return problem;
    }
}

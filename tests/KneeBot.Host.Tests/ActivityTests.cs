using System.Text;
using System.Text.Json.Nodes;
using KneeBot.BotFramework;

namespace KneeBot.Host.Tests;

public sealed class ActivityTests
{
    [Fact]
    public void UnknownPropertiesSurviveARoundTrip()
    {
        const string Json = """
            {
              "type": "message",
              "id": "m1",
              "timestamp": "2026-01-02T03:04:05+00:00",
              "from": { "id": "u", "role": "user", "properties": { "a": [1, 2.50, null] } },
              "conversation": { "id": "c", "isGroup": true, "topic": "knees" },
              "text": "it's “sore”",
              "suggestedActions": { "actions": [ { "type": "imBack", "title": "Go", "value": { "x": 1 }, "image": "i" } ], "more": 1 },
              "membersAdded": [ { "id": "u", "surname": "A" } ],
              "attachments": [ { "contentType": "text/html", "content": "<p>é</p>" } ],
              "entities": [ { "type": "clientInfo", "platform": "Web" } ],
              "channelData": { "clientActivityID": "42", "nested": { "empty": {} } },
              "callerId": "urn:x"
            }
            """;
        ActivityReader.Read(Encoding.UTF8.GetBytes(Json), out var activity).ShouldBeNull();

        JsonNode.DeepEquals(JsonNode.Parse(ActivityWriter.Write(activity!)), JsonNode.Parse(Json)).ShouldBeTrue(Encoding.UTF8.GetString(ActivityWriter.Write(activity!)));
    }

    [Fact]
    public void AReplyLeavesTheChannelsOwnPropertiesBehind()
    {
        ActivityReader.Read("""
            {"type": "message", "conversation": {"id": "c", "odd": "\ud800"}, "from": {"id": "u", "odd": 1}, "channelData": {"a": 1}}
            """u8, out var activity).ShouldBeNull();

        Encoding.UTF8.GetString(ActivityWriter.Write(activity!.Reply())).ShouldBe(
            """{"type":"message","from":{"id":"kneebot","name":"KneeBot","role":"bot"},"recipient":{"id":"u"},"conversation":{"id":"c"},"inputHint":"acceptingInput"}""");
    }

    [Fact]
    public void TheOldestWelcomeIsForgottenFirst()
    {
        var ledger = new WelcomeLedger(capacity: 2);

        ledger.IsFirst("a").ShouldBeTrue();
        ledger.IsFirst("b").ShouldBeTrue();
        ledger.IsFirst("a").ShouldBeFalse();
        ledger.IsFirst("c").ShouldBeTrue();
        ledger.IsFirst("b").ShouldBeFalse();
        ledger.IsFirst("a").ShouldBeTrue();
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("::1", true)]
    [InlineData("[::1]", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("128.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("localhost.", false)]
    [InlineData("my-localhost", false)]
    [InlineData("", false)]
    public void ThisMachineIsLocalhostOrALoopbackAddress(string host, bool loopback) => LoopbackPolicy.IsLoopback(host).ShouldBe(loopback);
}

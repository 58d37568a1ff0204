using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;
using static KneeBot.Host.Tests.Support.Sending;

namespace KneeBot.Host.Tests;

/// <summary>"Forget me" on the Bot Framework's channels, which end no conversation: the dialogue is erased and can go on from nothing.</summary>
public sealed class ForgetMeTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    private const string RedFlag = "my left calf is swollen and hot since yesterday";
    private readonly HttpClient _client = host.CreateClient();
    private int _sent;

    [Theory]
    [InlineData("msteams", "<at>KneeBot</at> forget me")]
    [InlineData("telegram", "/forget_me")]
    [InlineData("directline", "Forget me!")]
    [InlineData("slack", "please delete my data")]
    public async Task TheMessageErasesTheDialogueAndSaysWhatStays(string channel, string text)
    {
        await SayAsync(channel, RedFlag);
        (await SayAsync(channel, "thanks"))["text"]!.ToString().ShouldContain("urgent care");

        var reply = await SayAsync(channel, text);

        reply["text"]!.ToString().ShouldStartWith("Done: I have forgotten what you told me in this conversation. The messages themselves still stand in this app");
        if (channel == "directline")
            reply["channelData"]!["kneebot"]!["kind"]!.ToString().ShouldBe("forgotten");
        (await SayAsync(channel, "thanks"))["text"]!.ToString().ShouldNotContain("urgent care");
    }

    [Fact]
    public async Task TheWidgetsButtonErasesTheDialogueBehindAzureToo()
    {
        await SayAsync("directline", RedFlag, "button");

        (await _client.ActivitiesAsync(Event("kneebot/forget", "button"))).ShouldBeEmpty();

        (await SayAsync("directline", "thanks", "button"))["text"]!.ToString().ShouldNotContain("urgent care");
    }

    [Fact]
    public async Task WhatSaysMoreIsAnsweredAndNothingIsForgotten()
    {
        await SayAsync("slack", RedFlag, "more");

        (await SayAsync("slack", "forget me, I want to die", "more"))["text"]!.ToString().ShouldStartWith("Please talk to someone now");
        (await SayAsync("slack", "thanks", "more"))["text"]!.ToString().ShouldContain("What you told me earlier");
    }

    [Fact]
    public async Task AnOpinionFromTheWidgetCountsBehindAzureToo()
    {
        var opinion = Event("kneebot/feedback", "opinion");
        opinion["value"] = new JsonObject { ["replyToId"] = "r1", ["vote"] = "down", ["reason"] = "too zebra" };

        (await _client.ActivitiesAsync(opinion)).ShouldBeEmpty();

        host.Log.Text.ShouldContain("Feedback on a reply: dislike, with a reason.");
        host.Log.Text.ShouldNotContain("zebra");
    }

    private static JsonObject Event(string name, string conversation)
    {
        var activity = Message("", conversation);
        activity.Remove("text");
        (activity["type"], activity["name"], activity["channelId"]) = ("event", name, "directline");
        return activity;
    }

    private async Task<JsonNode> SayAsync(string channel, string text, string conversation = "c1")
    {
        var message = Message(text, conversation);
        (message["channelId"], message["id"]) = (channel, $"m{++_sent}");
        return (await _client.ActivitiesAsync(message)).ShouldHaveSingleItem()!;
    }
}

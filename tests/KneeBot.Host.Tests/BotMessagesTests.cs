using System.Net;
using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;
using static KneeBot.Host.Tests.Support.Sending;

namespace KneeBot.Host.Tests;

public sealed class BotMessagesTests(WholeHost host) : IClassFixture<WholeHost>
{
    private readonly HttpClient _client = host.CreateClient();

    [Fact]
    public async Task AQuestionIsAnsweredInTheResponseWithItsSources()
    {
        var reply = (await _client.RepliesAsync(Message("what is the lump behind my knee full of?", "lump"))).ShouldHaveSingleItem();

        reply.ShouldContain("A Baker's cyst is a lump, or pocket of fluid, behind the knee.");
        reply.ShouldContain("\n\nSources:\n[1] Pain in the Back of the Knee, “");
        reply.ShouldContain("“What a Baker's cyst is”");
    }

    [Fact]
    public async Task ASwollenHotCalfIsSentToUrgentCareAndNotAnswered()
    {
        var reply = (await _client.RepliesAsync(Message("my left calf is swollen and hot since yesterday", "calf"))).ShouldHaveSingleItem();

        reply.ShouldStartWith("Please go to an emergency department or urgent care today");
        reply.ShouldNotContain("Sources:");
    }

    [Fact]
    public async Task ARedFlagIsRememberedWithinTheConversationOnly()
    {
        await _client.RepliesAsync(Message("my left calf is swollen and hot since yesterday", "flagged"));

        (await _client.RepliesAsync(Message("thanks", "flagged")))[0].ShouldContain("emergency department or urgent care today");
        (await _client.RepliesAsync(Message("thanks", "another")))[0].ShouldNotContain("urgent care");
    }

    [Fact]
    public async Task TheSameConversationIdOnAnotherChannelIsAnotherDialogue()
    {
        await _client.RepliesAsync(Message("my left calf is swollen and hot since yesterday", "same-id"));
        var elsewhere = Message("thanks", "same-id");
        elsewhere["channelId"] = "other";

        (await _client.RepliesAsync(elsewhere))[0].ShouldNotContain("urgent care");
    }

    [Fact]
    public async Task AReplyGoesBackToTheSenderInTheSameConversation()
    {
        var reply = (await _client.ActivitiesAsync(Message("hello", "addressed")))[0]!;

        reply["type"]!.ToString().ShouldBe("message");
        reply["replyToId"]!.ToString().ShouldBe("m1");
        reply["channelId"]!.ToString().ShouldBe("test");
        reply["conversation"]!["id"]!.ToString().ShouldBe("addressed");
        reply["from"]!["id"]!.ToString().ShouldBe("bot-1");
        reply["recipient"]!["id"]!.ToString().ShouldBe("user-1");
        reply["textFormat"]!.ToString().ShouldBe("plain");
    }

    [Fact]
    public async Task AMessageWithoutTextStillGetsAReply()
    {
        var message = Message("", "no-text");
        message.Remove("text");

        (await _client.RepliesAsync(message)).ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task TheUserWhoJoinsIsWelcomedOnce()
    {
        var update = Joined("bot-1", "user-1", "user-2");
        update["conversation"]!["id"] = "joined";

        (await _client.RepliesAsync(update)).ShouldHaveSingleItem().ShouldStartWith("Hello. I answer questions from this site's articles");
        (await _client.RepliesAsync(update.DeepClone())).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheBotsOwnArrivalIsNotWelcomed()
    {
        var update = Joined("bot-1");
        update["conversation"]!["id"] = "bot-only";

        (await _client.RepliesAsync(update)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AUserWhoJoinsAfterTheBotIsWelcomed()
    {
        var bot = Joined("bot-1");
        bot["conversation"]!["id"] = "late";
        var user = Joined("user-1");
        user["conversation"]!["id"] = "late";

        (await _client.RepliesAsync(bot)).ShouldBeEmpty();
        (await _client.RepliesAsync(user)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NobodyIsWelcomedWhenSomebodyLeaves()
    {
        var update = Joined();
        update["conversation"]!["id"] = "left";
        update["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = "user-1" }, null);
        update["membersAdded"] = new JsonArray((JsonNode?)null);

        (await _client.RepliesAsync(update)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("messageReaction")]
    [InlineData("somethingNew")]
    public async Task AnUnknownTypeIsAcceptedAndIgnored(string type)
    {
        using var response = await _client.SendAsync($$"""{"type": "{{type}}"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnUnknownTypeThatExpectsRepliesGetsNone() =>
        (await _client.ActivitiesAsync(new JsonObject { ["type"] = "event", ["deliveryMode"] = "expectReplies" })).ShouldBeEmpty();

    [Fact]
    public async Task OnlyPostIsServed()
    {
        using var response = await _client.GetAsync(new Uri(Messages, UriKind.Relative), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task WhatAUserWritesIsNotLogged()
    {
        await _client.RepliesAsync(Message("my zebra-striped knee hurts", "quiet"));

        host.Log.Text.ShouldNotContain("zebra");
    }
}

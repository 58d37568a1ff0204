using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;
using static KneeBot.Host.Tests.Support.ChatPage;

namespace KneeBot.Host.Tests.DirectLine;

public sealed class ConversationTests(ConversationTests.RulesOnly fixture) : IClassFixture<ConversationTests.RulesOnly>
{
    private const string Question = "what is the lump behind my knee full of?";
    private const string RedFlag = "my left calf is swollen and hot since yesterday";
    private readonly KneeBotHost _host = fixture.Host;

    [Fact]
    public async Task StartingTwiceWithOneTokenIsOneConversation()
    {
        using var page = new ChatPage(_host);
        await page.TokenAsync();

        var first = await page.StartAsync(201);
        var second = await page.StartAsync(200);

        ((string)second["conversationId"]!).ShouldBe((string)first["conversationId"]!);
        (await page.PollAsync()).ShouldHaveSingleItem()["channelData"]!["kneebot"]!["kind"]!.ToString().ShouldBe("welcome");
    }

    [Fact]
    public async Task AMessageIsEchoedFromTheServersUserAndAnswered()
    {
        using var page = await OpenAsync(_host);
        using var stream = await page.ListenAsync();

        var id = await page.SayAsync(Question, "mine-1");

        var activities = await stream.TakeAsync(3);
        var (echo, reply) = (activities[1], activities[2]);
        ((string)echo["id"]!).ShouldBe(id);
        ((string)echo["from"]!["id"]!).ShouldBe(page.UserId);
        page.UserId.ShouldStartWith("dl_");
        ((string)echo["channelData"]!["clientActivityID"]!).ShouldBe("mine-1");
        ((string)reply["replyToId"]!).ShouldBe(id);
        ((string)reply["text"]!).ShouldContain("Baker's cyst");
        ((string)reply["from"]!["role"]!).ShouldBe("bot");
        reply["serviceUrl"].ShouldBeNull();
        activities.Select(activity => (string)activity["id"]!).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task AStreamSendsWhatCameAfterItsWatermarkAndNothingElse()
    {
        using var page = await OpenAsync(_host);
        await page.AskAsync(Question); // welcome, question, reply: watermark 3

        using var stream = await page.ListenAsync(await page.ReconnectAsync("2"));
        var frame = (await stream.NextAsync()).ShouldNotBeNull();

        frame["activities"]!.AsArray().ShouldHaveSingleItem()!["replyToId"].ShouldNotBeNull();
        ((string)frame["watermark"]!).ShouldBe("3");
        await page.SayAsync("thanks");
        ((string)(await stream.TakeAsync(2))[0]["text"]!).ShouldBe("thanks");
    }

    [Fact]
    public async Task ALongConversationIsReplayedAsItWasShown()
    {
        using var page = await OpenAsync(_host);
        using var live = await page.ListenAsync();
        foreach (var question in new[] { Question, "what causes pain behind the knee?", "thanks", RedFlag, "does it come back?" })
            await page.AskAsync(question);
        var shown = (await live.TakeAsync(11)).Select(activity => activity.ToJsonString()).ToArray();

        using var again = await page.ListenAsync(await page.ReconnectAsync("0"));
        (await again.TakeAsync(11)).Select(activity => activity.ToJsonString()).ShouldBe(shown);
        (await page.PollAsync("3")).Select(activity => activity.ToJsonString()).ShouldBe(shown[3..]);
    }

    [Fact]
    public async Task EmptyPingsAreTolerated()
    {
        using var page = await OpenAsync(_host);
        using var stream = await page.ListenAsync();
        await stream.TakeAsync(1);

        for (var i = 0; i < 5; i++)
            await stream.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        await page.SayAsync("hello");

        (await stream.TakeAsync(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task AMessageSentAgainKeepsItsIdAndIsAnsweredOnce()
    {
        using var page = await OpenAsync(_host);

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => page.SayAsync(Question, "same")));
        await page.ReplyAsync(ids[0]);
        await page.AskAsync("thanks"); // turns run in order: nothing of the first is left

        ids.Distinct().ShouldHaveSingleItem();
        (await page.PollAsync()).Count(activity => (string?)activity["replyToId"] == ids[0]).ShouldBe(1);
    }

    [Fact]
    public async Task ARedFlagUnderAnIdThatWasUsedBeforeIsHeard()
    {
        using var page = await OpenAsync(_host);
        await page.SayAsync("hello", "1");

        var reply = await page.ReplyAsync(await page.SayAsync(RedFlag, "1"));

        ((string)reply["channelData"]!["kneebot"]!["kind"]!).ShouldBe("urgentCare");
    }

    [Fact]
    public async Task RepliesComeInTheOrderOfTheMessages()
    {
        using var page = await OpenAsync(_host);
        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
            ids.Add(await page.SayAsync(i % 2 == 0 ? Question : "hello"));
        await page.ReplyAsync(ids[^1]);

        (await page.PollAsync()).Select(activity => (string?)activity["replyToId"]).OfType<string>().ShouldBe(ids);
    }

    [Fact]
    public async Task TheNewestFiveStreamsStay()
    {
        using var page = await OpenAsync(_host);
        using var oldest = await page.ListenAsync();
        for (var i = 0; i < 5; i++)
            await page.ListenAsync(await page.ReconnectAsync("1"));

        while (await oldest.NextAsync() is not null) { }

        oldest.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task AStreamsAddressOpensOneStreamOnly()
    {
        using var page = await OpenAsync(_host);
        using var stream = await page.ListenAsync();

        (await Should.ThrowAsync<InvalidOperationException>(() => page.ListenAsync())).Message.ShouldContain("403");
    }

    [Fact]
    public async Task AStreamIsForThePagesOriginOnly()
    {
        using var page = await OpenAsync(_host);

        (await Should.ThrowAsync<InvalidOperationException>(() => page.ListenAsync(from: "https://evil.example"))).Message.ShouldContain("403");
    }

    [Fact]
    public async Task ForgettingErasesTheConversationAtOnce()
    {
        using var page = await OpenAsync(_host);
        using var stream = await page.ListenAsync();
        await page.AskAsync(RedFlag);

        using var gone = await page.SendAsync(HttpMethod.Delete, $"/conversations/{page.Conversation}");

        ((int)gone.StatusCode).ShouldBe(204);
        while (await stream.NextAsync() is not null) { }
        stream.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}"), 404, "ConversationNotFound");
        await ShouldBeRefused(await page.PostAsync("hello"), 404, "ConversationNotFound");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/conversations"), 403, "TokenExpired");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/tokens/refresh"), 403, "TokenExpired");
    }

    [Theory]
    [InlineData("Forget me", null)]
    [InlineData("please forget me!", null)]
    [InlineData("for\u200Bget  me please", null)]
    [InlineData(null, "kneebot/forget")]
    public async Task AskingToBeForgottenIsAnsweredAndErasesTheConversation(string? text, string? eventName)
    {
        using var page = await OpenAsync(_host);
        using var stream = await page.ListenAsync();
        await page.AskAsync(RedFlag);
        await stream.TakeAsync(3);

        await ReadAsync(await page.PostAsync(text is null ? new JsonObject { ["type"] = "event", ["name"] = eventName } : Message(text)), 200);

        var last = await stream.TakeAsync(text is null ? 1 : 2);
        ((string)last[^1]["type"]!).ShouldBe("endOfConversation");
        if (text is not null)
            ((string)last[0]["channelData"]!["kneebot"]!["kind"]!).ShouldBe("forgotten");
        (await stream.NextAsync()).ShouldBeNull();
        await ShouldBeRefused(await page.PostAsync("hello"), 404, "ConversationNotFound");
    }

    [Fact]
    public async Task WhoPollsGetsTheConfirmationOfBeingForgottenOnceAndNobodyElse()
    {
        using var page = await OpenAsync(_host);
        using var other = await OpenAsync(_host);
        await page.AskAsync(RedFlag);
        await ReadAsync(await page.PostAsync("forget me"), 200);

        await ShouldBeRefused(await other.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}/activities"), 404, "ConversationNotFound");
        var last = await page.PollAsync("3");
        last.Count.ShouldBe(2);
        ((string)last[0]["channelData"]!["kneebot"]!["kind"]!).ShouldBe("forgotten");
        ((string)last[1]["type"]!).ShouldBe("endOfConversation");
        string.Concat(last).ShouldNotContain("calf");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}/activities"), 404, "ConversationNotFound");
    }

    [Fact]
    public async Task AskingAboutForgettingIsNotForgetting()
    {
        using var page = await OpenAsync(_host);

        await page.AskAsync("can you forget me if my knee hurts");

        (await page.PollAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task ARedFlagBesideTheRequestToBeForgottenIsAnswered()
    {
        using var page = await OpenAsync(_host);

        ((string)(await page.AskAsync("forget me, I want to die"))["channelData"]!["kneebot"]!["kind"]!).ShouldBe("crisis");
        ((string)(await page.AskAsync("forget me and my swollen hot calf?"))["channelData"]!["kneebot"]!["kind"]!).ShouldNotBe("forgotten");
    }

    [Theory]
    [InlineData("crushing chest pain \\ud83d")]
    [InlineData("\\udc94 crushing chest pain")]
    public async Task HalfAnEmojiDoesNotKeepAMessageFromBeingRead(string text)
    {
        using var page = await OpenAsync(_host);

        var taken = await ReadAsync(await SendRawAsync(page, $$"""{"type":"message","locale":"en-\ud83d","channelData":{"clientActivityID":"\ud83d"},"text":"{{text}}"}"""), 200);

        ((string)(await page.ReplyAsync((string)taken["id"]!))["channelData"]!["kneebot"]!["kind"]!).ShouldBe("emergency");
    }

    [Fact]
    public async Task AConversationStartsWhateverItsBodyHolds()
    {
        foreach (var body in new[] { "{\"locale\":\"\\ud83d\"}"u8.ToArray(), "{\"locale\":\""u8.ToArray(), [.. "{\"locale\":\""u8, 0xFF, .. "\"}"u8], [.. "{\""u8, 0xED, 0xA0, 0x80, .. "\":1}"u8], "{\"\\ud83d\":1}"u8.ToArray() })
        {
            using var page = new ChatPage(_host);
            await page.TokenAsync();
            using var client = _host.CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/conversations") { Content = new ByteArrayContent(body) };
            request.Headers.Add("Origin", Own);
            request.Headers.Add("Authorization", "Bearer " + page.Token);

            await ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken), 201);
        }
    }

    [Fact]
    public async Task FilesAreRefused() =>
        await ShouldBeRefused(await (await OpenAsync(_host)).UploadAsync(), 400, "FilesNotAccepted");

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("invoke")]
    [InlineData("somethingNew")]
    public async Task OtherActivitiesAreTakenAndNotShown(string type)
    {
        using var page = await OpenAsync(_host);

        await ReadAsync(await page.PostAsync(new JsonObject { ["type"] = type, ["name"] = "x" }), 200);
        await page.AskAsync("hello");

        (await page.PollAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("{", "BadArgument")]
    [InlineData("[]", "BadArgument")]
    [InlineData("""{"text":"x"}""", "BadArgument")]
    public async Task WhatIsNoActivityIsRefused(string body, string code)
    {
        using var page = await OpenAsync(_host);

        var error = await ShouldBeRefused(await SendRawAsync(page, body), 400, code);

        ((string)error["safety"]!).ShouldContain("emergency department"); // nobody knows what the visitor wanted to say
    }

    private async Task<HttpResponseMessage> SendRawAsync(ChatPage page, string body)
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/conversations/{page.Conversation}/activities") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", Own);
        request.Headers.Add("Authorization", "Bearer " + page.Token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AMessageOver32KilobytesIsRefusedWithTheSafetyText()
    {
        using var page = await OpenAsync(_host);

        var error = await ShouldBeRefused(await page.PostAsync(new string('a', 33 * 1024)), 413, "MessageTooLong");

        ((string)error["safety"]!).ShouldContain("emergency department");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    public async Task AWatermarkThatIsNoneIsRefused(string watermark)
    {
        using var page = await OpenAsync(_host);

        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}/activities?watermark={watermark}"), 400, "BadArgument");
    }

    [Fact]
    public async Task AnOpinionIsCountedAndNotShown()
    {
        using var page = await OpenAsync(_host);
        var reply = await page.AskAsync(Question);
        var opinion = new JsonObject
        {
            ["type"] = "event",
            ["name"] = "kneebot/feedback",
            ["value"] = new JsonObject { ["replyToId"] = (string)reply["id"]!, ["vote"] = "down", ["reason"] = "too zebra" },
        };

        await ReadAsync(await page.PostAsync(opinion), 200);
        await page.AskAsync("hello");

        (await page.PollAsync()).Count.ShouldBe(5);
        _host.Log.Text.ShouldNotContain("zebra");
    }

    public sealed class RulesOnly : IDisposable
    {
        internal KneeBotHost Host { get; } = new()
        {
            Settings =
            {
                ["Guardrails:Semantic"] = "off",
                ["Channels:DirectLine:StartsPerMinutePerAddress"] = "10000",
                ["Channels:DirectLine:MessagesPerMinutePerAddress"] = "10000",
            },
        };

        public void Dispose() => Host.Dispose();
    }
}

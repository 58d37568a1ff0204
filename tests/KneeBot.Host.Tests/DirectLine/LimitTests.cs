using KneeBot.BotFramework.DirectLine;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static KneeBot.Host.Tests.Support.ChatPage;

namespace KneeBot.Host.Tests.DirectLine;

public sealed class LimitTests
{
    private const string RedFlag = "my left calf is swollen and hot since yesterday";
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task TooManyMessagesAMinuteAreRefusedWithTheSafetyText()
    {
        await using var host = Host("MessagesPerMinute", "3");
        using var page = await OpenAsync(host);
        for (var i = 0; i < 3; i++)
            await page.SayAsync("hello");

        using var refused = await page.PostAsync("hello");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(20);
        var error = await ShouldBeRefused(refused, 429, "TooManyRequests");

        ((string)error["safety"]!).ShouldContain("emergency department");
        ((string)error["calls"]![0]!["tel"]!).ShouldBe("tel:112");
        _time.Advance(TimeSpan.FromSeconds(20));
        await page.SayAsync("hello");
    }

    [Fact]
    public async Task ARedFlagIsAnsweredWhateverTheLimit()
    {
        await using var host = Host("MessagesPerMinute", "1");
        using var page = await OpenAsync(host);
        await page.SayAsync("hello");
        await ShouldBeRefused(await page.PostAsync("hello"), 429, "TooManyRequests");

        var reply = await page.AskAsync(RedFlag);

        ((string)reply["text"]!).ShouldStartWith("Please go to an emergency department or urgent care today");
    }

    [Fact]
    public async Task EvenRedFlagsHaveALimitAndItsRefusalCarriesTheSafetyText()
    {
        await using var host = Host("MessagesPerMinutePerAddress", "1");
        using var page = await OpenAsync(host);
        for (var i = 0; i < 11; i++)
            await page.SayAsync(RedFlag);

        var error = await ShouldBeRefused(await page.PostAsync(RedFlag), 429, "TooManyRequests");

        ((string)error["safety"]!).ShouldContain("do not wait");
    }

    [Fact]
    public async Task AMessageSentAgainIsNotCounted()
    {
        await using var host = Host("MessagesPerMinute", "1");
        using var page = await OpenAsync(host);
        var id = await page.SayAsync("hello", "same");

        (await page.SayAsync("hello", "same")).ShouldBe(id);
    }

    [Fact]
    public async Task OneAddressHasALimitOverAllItsConversations()
    {
        await using var host = Host("MessagesPerMinutePerAddress", "2");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var page = await OpenAsync(host);
            await page.SayAsync("hello");
        }

        using var third = await OpenAsync(host);
        await ShouldBeRefused(await third.PostAsync("hello"), 429, "TooManyRequests");
    }

    [Fact]
    public async Task TokensAreLimitedByAddress()
    {
        await using var host = Host("StartsPerMinutePerAddress", "2");
        using var page = new ChatPage(host);
        await page.TokenAsync();
        await page.TokenAsync();

        using var refused = await page.SendAsync(HttpMethod.Post, "/tokens/generate");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(30);
        ((string)(await ShouldBeRefused(refused, 429, "TooManyRequests"))["safety"]!).ShouldContain("emergency department");
    }

    [Fact]
    public async Task ConversationsAreLimitedByAddressWithTheSafetyText()
    {
        await using var host = Host("StartsPerMinutePerAddress", "1");
        using var page = await OpenAsync(host);
        using var program = new ChatPage(host, null) { Token = host.Services.GetRequiredService<DirectLineOptions>().Secret! };

        ((string)(await ShouldBeRefused(await program.SendAsync(HttpMethod.Post, "/conversations"), 429, "TooManyRequests"))["safety"]!).ShouldContain("emergency department");
    }

    [Fact]
    public async Task EventsOverTheLimitAreRefusedWithTheSafetyText()
    {
        await using var host = Host("MessagesPerMinute", "1");
        using var page = await OpenAsync(host);
        await page.SayAsync("hello");

        ((string)(await ShouldBeRefused(await page.PostAsync(new System.Text.Json.Nodes.JsonObject { ["type"] = "event", ["name"] = "x" }), 429, "TooManyRequests"))["safety"]!).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AFullConversationIsRefusedWithTheSafetyTextAndStillHearsARedFlag()
    {
        await using var host = Host("MaxMessages", "2");
        using var page = await OpenAsync(host);
        await page.SayAsync("hello");
        await page.SayAsync("thanks");

        ((string)(await ShouldBeRefused(await page.PostAsync("hello"), 409, "ConversationFull"))["safety"]!).ShouldNotBeEmpty();
        ((string)(await page.AskAsync(RedFlag))["channelData"]!["kneebot"]!["kind"]!).ShouldBe("urgentCare");
    }

    [Fact]
    public async Task RedFlagsWithoutEndDoNotFillTheMemoryAndAreRefusedWithTheSafetyText()
    {
        await using var host = Host("MaxMessages", "2");
        using var page = await OpenAsync(host);
        for (var i = 0; i < 4; i++)
            await page.SayAsync($"{RedFlag} {i}");

        ((string)(await ShouldBeRefused(await page.PostAsync(RedFlag), 409, "ConversationFull"))["safety"]!).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AConversationIsFullByLengthToo()
    {
        await using var host = Host("MessagesPerMinute", "1000");
        using var page = await OpenAsync(host);
        // 17 messages are more than it keeps; 16 are not, with 1,700 bytes each for the rest of them and the reply.
        for (var i = 0; i < 17; i++)
            await page.SayAsync(new string('x', 31_000));

        await ShouldBeRefused(await page.PostAsync("hello"), 409, "ConversationFull");
        ((string)(await page.AskAsync(RedFlag))["channelData"]!["kneebot"]!["kind"]!).ShouldBe("urgentCare");
    }

    [Fact]
    public async Task AnIdleConversationIsErasedAndItsStreamEnds()
    {
        await using var host = Host("TokenMinutes", "120");
        using var page = await OpenAsync(host);
        using var stream = await page.ListenAsync();
        await stream.TakeAsync(1);
        _time.Advance(TimeSpan.FromMinutes(29));
        await page.SayAsync("hello");
        _time.Advance(TimeSpan.FromMinutes(29));
        await page.PollAsync();

        _time.Advance(TimeSpan.FromMinutes(1));

        while (await stream.NextAsync() is not null) { }
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}"), 404, "ConversationNotFound");
    }

    [Fact]
    public async Task TheConversationIdleLongestGoesWhenThereAreTooMany()
    {
        await using var host = Host("MaxConversations", "2");
        using var first = await OpenAsync(host);
        using var second = await OpenAsync(host);
        _time.Advance(TimeSpan.FromSeconds(1));
        await first.SayAsync("hello");

        using var third = await OpenAsync(host);

        await ShouldBeRefused(await second.PostAsync("hello"), 404, "ConversationNotFound");
        await first.SayAsync("hello");
        host.Services.GetRequiredService<ConversationRegistry>().Count.ShouldBe(2);
    }

    [Fact]
    public void ABucketFillsEvenlyAndHoldsAMinutesWorth()
    {
        var buckets = new TokenBuckets(_time, 6);
        for (var i = 0; i < 6; i++)
            buckets.Take("a").ShouldBeNull();

        buckets.Take("a").ShouldBe(TimeSpan.FromSeconds(10));
        buckets.Take("b").ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(10));
        buckets.Take("a").ShouldBeNull();
        buckets.Take("a").ShouldNotBeNull();
        _time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 6; i++)
            buckets.Take("a").ShouldBeNull();
        buckets.Take("a").ShouldNotBeNull();
    }

    private KneeBotHost Host(string setting, string value) => new()
    {
        Time = _time,
        Settings = { ["Guardrails:Semantic"] = "off", [$"Channels:DirectLine:{setting}"] = value },
    };
}

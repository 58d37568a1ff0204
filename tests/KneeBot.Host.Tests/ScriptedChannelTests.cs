using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

/// <summary>
/// Teams, Telegram and Direct Line as they are on a bad day, over real sockets both ways: activities come 50 at once, a fifth of them twice, a
/// tenth out of order; the connector turns one reply of ten away. 100,000 activities with <c>KNEEBOT_PROOF=full</c>.
/// </summary>
public sealed class ScriptedChannelTests
{
    private const int AtOnce = 50;
    private const string RedFlag = "my left calf is swollen and hot since yesterday";

    private static readonly string[] Texts = ["hello", "what is a baker's cyst?", "what causes pain behind the knee?", "do I have arthritis?", "does it come back?", "who won the world cup?"];

    [Theory]
    [InlineData("msteams")]
    [InlineData("telegram")]
    [InlineData("directline")]
    public async Task EveryActivityIsAnsweredOnceWithWhatTheChannelTakes(string channel)
    {
        await using var connector = await ScriptedChannel.StartAsync(channel);
        await using var host = new KneeBotHost { CallsConnectors = true };
        host.UseKestrel(0);
        host.StartServer();
        using var client = new HttpClient { BaseAddress = host.ClientOptions.BaseAddress };
        var conversations = Math.Max(2, ProofSize.Of(600, 100_000) / 3 / AtOnce);

        await Parallel.ForAsync(0, conversations, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (number, _) =>
        {
            var conversation = $"{channel}-{number}";
            var storm = Storm(new Random(number));
            await Task.WhenAll(storm.Select(message => SendAsync(client, connector, channel, conversation, message.Id, message.Text)));
            // As a channel does with what got no reply in time, which a busy machine may leave.
            foreach (var (id, text) in storm.Where(message => !connector.Taken.ContainsKey((conversation, message.Id))).Distinct())
                await SendAsync(client, connector, channel, conversation, id, text);
            // The red flag among them was not lost in the storm.
            await SendAsync(client, connector, channel, conversation, "after", "thanks");
        });

        connector.Refused.ShouldBeEmpty();
        connector.Faults.ShouldBeGreaterThan(0);
        connector.Taken.Count.ShouldBe(conversations * (AtOnce + 1));
        connector.Taken.Where(taken => taken.Value.Count != 1).ShouldBeEmpty();
        connector.Taken.Where(taken => taken.Key.Answers == "after").ShouldAllBe(taken => taken.Value.Single().Contains("urgent care"));
        host.Log.Text.ShouldNotContain("Exception");
    }

    [Theory]
    [InlineData("msteams", """{"type":"message","text":""}""")]
    [InlineData("msteams", """{"type":"message","text":"x","entities":[{"type":"https://schema.org/Message"},{"type":"https://schema.org/Message"}]}""")]
    [InlineData("msteams", """{"type":"message","text":"x","conversation":{"isGroup":true},"suggestedActions":{"actions":[{"value":"y"}]}}""")]
    [InlineData("telegram", """{"type":"message","text":"x","textFormat":"markdown"}""")]
    [InlineData("telegram", """{"type":"message","text":"x","textFormat":"plain","attachments":[{}]}""")]
    [InlineData("directline", """{"type":"message","text":"x","attachments":[{"content":{"version":"1.6"}}]}""")]
    public void AChannelRefusesWhatItCannotShow(string channel, string activity) => ScriptedChannel.Fault(channel, JsonNode.Parse(activity)!).ShouldNotBeNull();

    private static async Task SendAsync(HttpClient client, ScriptedChannel connector, string channel, string conversation, string id, string text)
    {
        var message = Sending.MessageVia(connector.Url, text, conversation);
        (message["channelId"], message["id"]) = (channel, id);
        using var response = await client.SendAsync(message);
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>One conversation's messages as they arrive.</summary>
    private static List<(string Id, string Text)> Storm(Random random)
    {
        var sent = Enumerable.Range(0, AtOnce).Select(number => ($"s{number}", number == AtOnce / 2 ? RedFlag : Texts[random.Next(Texts.Length)])).ToList();
        for (var number = 0; number < AtOnce / 10; number++)
        {
            var (from, to) = (random.Next(sent.Count), random.Next(sent.Count));
            (sent[from], sent[to]) = (sent[to], sent[from]);
        }

        for (var number = 0; number < AtOnce / 5; number++)
            sent.Insert(random.Next(sent.Count + 1), sent[random.Next(sent.Count)]);
        return sent;
    }
}

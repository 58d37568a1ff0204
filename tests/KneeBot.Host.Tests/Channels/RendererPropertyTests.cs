using System.Text;
using CsCheck;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Host.Tests.Channels;

/// <summary>What holds for every reply on every channel, and each channel's limits.</summary>
public sealed class RendererPropertyTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    private const int Samples = 2_000;
    private readonly ChannelDirectory _channels = host.Services.GetRequiredService<ChannelDirectory>();

    [Theory]
    [InlineData("msteams")]
    [InlineData("telegram")]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("sms")]
    public void ARedFlagsTextComesFirstWholeAndPlain(string channel) => SomeReplies.All.Where(SomeReplies.IsFlag).Sample(
        reply =>
        {
            var first = Render(reply, channel)[0];
            return first.TextFormat == "plain" && first.Text!.StartsWith(reply.Notice, StringComparison.Ordinal);
        },
        iter: Samples);

    [Theory]
    [InlineData("msteams", true)]
    [InlineData("telegram", true)]
    [InlineData("webchat", false)]
    [InlineData("sms", false)]
    public void ThereAreAtMostThreeButtonsAndNoneInGroupsThatCannotShowThem(string channel, bool noneInGroups) => SomeReplies.All.Sample(
        reply => Render(reply, channel).All(activity => (activity.SuggestedActions?.Actions?.Count ?? 0) <= 3)
            && (!noneInGroups || Render(reply, channel, isGroup: true).All(activity => activity.SuggestedActions is null)),
        iter: Samples);

    [Fact]
    public void TelegramGetsPlainMessagesItTakesWithEveryWordInOrder() => SomeReplies.All.Sample(
        reply =>
        {
            var messages = Render(reply, "telegram");
            messages.ShouldAllBe(message => message.Text!.Length > 0 && message.Text.Length <= 4_096 && message.TextFormat == "plain" && message.Attachments == null);
            messages.ShouldAllBe(message => !char.IsLowSurrogate(message.Text!.First()) && !char.IsHighSurrogate(message.Text!.Last()));
            messages.SelectMany(message => message.SuggestedActions?.Actions ?? []).ShouldAllBe(action => Encoding.UTF8.GetByteCount(action!.Value!.Value.GetString()!) <= 64);
            Words(string.Concat(messages.Select(message => message.Text))).ShouldStartWith(Words(reply.Text));
        },
        iter: Samples);

    [Fact]
    public void TeamsGetsMessagesItTakes() => SomeReplies.All.Sample(
        reply =>
        {
            foreach (var message in Render(reply, "msteams"))
            {
                ActivityWriter.Write(message).Length.ShouldBeLessThanOrEqualTo(100 * 1_024);
                (message.Attachments is not null && message.SuggestedActions is not null).ShouldBeFalse("Teams shows no buttons with a card");
                CheckEntity(message, reply);
            }
        },
        iter: Samples);

    private static void CheckEntity(Activity message, Reply reply)
    {
        var entities = message.Entities ?? [];
        entities.Count.ShouldBeLessThanOrEqualTo(1);
        entities.Any(entity => entity.TryGetProperty("additionalType", out var type) && type[0].GetString() == "AIGeneratedContent").ShouldBe(entities.Count == 1 && reply.IsGenerated);
        if (entities.Count == 0 || !entities[0].TryGetProperty("citation", out var citations))
            return;
        citations.GetArrayLength().ShouldBeInRange(1, 10);
        foreach (var claim in citations.EnumerateArray())
        {
            message.Text!.ShouldContain($"[{claim.GetProperty("position").GetInt32()}]");
            var appearance = claim.GetProperty("appearance");
            appearance.GetProperty("name").GetString()!.Length.ShouldBeInRange(1, 80);
            appearance.GetProperty("abstract").GetString()!.Length.ShouldBeInRange(1, 160);
        }
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private IReadOnlyList<Activity> Render(Reply reply, string channel, bool isGroup = false) => _channels.Renderer(channel).Render(reply, new Activity
    {
        Type = "message", Id = "m1", ChannelId = channel, From = new ChannelAccount { Id = "u" },
        Conversation = new ConversationAccount { Id = "c", IsGroup = isGroup },
    });
}

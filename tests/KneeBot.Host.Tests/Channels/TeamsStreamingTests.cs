using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using Microsoft.Extensions.Time.Testing;

namespace KneeBot.Host.Tests.Channels;

public sealed class TeamsStreamingTests
{
    private static readonly Activity Incoming = new() { Type = "message", Id = "m1", ChannelId = "msteams", Conversation = new ConversationAccount { Id = "c", ConversationType = "personal" } };
    private readonly FakeTimeProvider _time = new();
    private readonly Teams _teams = new();

    [Fact]
    public async Task UpdatesAreNumberedGrowAndEndWithTheMessage()
    {
        var streaming = new TeamsStreaming(_teams, Incoming, _time);
        var ct = TestContext.Current.CancellationToken;
        await streaming.InformAsync("Reading the articles", ct);
        _time.Advance(TimeSpan.FromSeconds(2));
        await streaming.ShowAsync("One.", ct);
        await streaming.ShowAsync("One. Two.", ct);
        _time.Advance(TimeSpan.FromSeconds(2));
        await streaming.ShowAsync("One. Two. Three.", ct);
        var end = streaming.Close(Incoming.Reply() with { Text = "One. Two. Three. Four." });

        _teams.Sent.Select(update => (update.Type, update.Text)).ShouldBe([("typing", "Reading the articles"), ("typing", "One."), ("typing", "One. Two. Three.")]);
        _teams.Sent.Append(end).Select(update => update.Entities!.ShouldHaveSingleItem().GetRawText()).ShouldBe(
        [
            """{"type":"streaminfo","streamType":"informative","streamSequence":1}""",
            """{"type":"streaminfo","streamType":"streaming","streamId":"a-1","streamSequence":2}""",
            """{"type":"streaminfo","streamType":"streaming","streamId":"a-1","streamSequence":3}""",
            """{"type":"streaminfo","streamType":"final","streamId":"a-1"}""",
        ]);
    }

    [Fact]
    public async Task WhenTeamsTakesNoMoreTheReplyIsAnOrdinaryMessage()
    {
        _teams.Fault = new Refusal(403, "No.", "Content stream is not allowed.");
        var streaming = new TeamsStreaming(_teams, Incoming, _time);
        await streaming.ShowAsync("One.", TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));
        await streaming.ShowAsync("One. Two.", TestContext.Current.CancellationToken);

        _teams.Sent.ShouldHaveSingleItem();
        streaming.Close(Incoming.Reply() with { Text = "One. Two." }).Entities.ShouldBeNull();
    }

    [Fact]
    public async Task AfterTwoMinutesOrWithAnotherTextTheReplyIsAnOrdinaryMessage()
    {
        var streaming = new TeamsStreaming(_teams, Incoming, _time);
        await streaming.ShowAsync("One.", TestContext.Current.CancellationToken);
        streaming.Close(Incoming.Reply() with { Text = "Something else." }).Entities.ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(115));
        await streaming.ShowAsync("One. Two.", TestContext.Current.CancellationToken);

        _teams.Sent.ShouldHaveSingleItem();
        streaming.Close(Incoming.Reply() with { Text = "One. Two." }).Entities.ShouldBeNull();
    }

    [Fact]
    public void OnlyAChatWithOnePersonIsStreamedTo()
    {
        TeamsStreaming.Suits(_teams, Incoming).ShouldBeTrue();
        TeamsStreaming.Suits(_teams, Incoming with { Conversation = new ConversationAccount { Id = "c", ConversationType = "groupChat" } }).ShouldBeFalse();
        TeamsStreaming.Suits(_teams, Incoming with { ChannelId = "telegram" }).ShouldBeFalse();
    }

    /// <summary>Names the stream with the first update, as Teams does; later ones have no id.</summary>
    private sealed class Teams : IActivitySink
    {
        public List<Activity> Sent { get; } = [];

        public Refusal? Fault { get; set; }

        public bool ArrivesAtOnce => true;

        public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
        {
            Sent.Add(activity);
            return Task.FromResult(new Delivery(Sent.Count == 1 && Fault is null ? "a-1" : null, Fault));
        }
    }
}

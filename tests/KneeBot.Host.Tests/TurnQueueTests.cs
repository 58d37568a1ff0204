using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Host.Tests;

/// <summary>One reply to an activity, the turns of a conversation in order: for connectors and for channels in this process alike.</summary>
public sealed class TurnQueueTests : IClassFixture<TurnQueueTests.RulesOnlyHost>
{
    private readonly TurnQueue _queue;

    public TurnQueueTests(RulesOnlyHost host) => _queue = host.Services.GetRequiredService<TurnQueue>();

    [Fact]
    public async Task AnActivitySentAgainGetsNoSecondReply()
    {
        var sink = new KeepingSink();
        await RunAsync(Message("hello", "again", "a1"), sink);
        var second = await RunAsync(Message("hello", "again", "a1"), sink);

        sink.Sent.Count.ShouldBe(1);
        second.Status.ShouldBe(200);
    }

    [Fact]
    public async Task TheClientsOwnIdMarksADuplicateToo()
    {
        var sink = new KeepingSink();
        var first = Message("hello", "client", "a1");
        first["channelData"] = new JsonObject { ["clientActivityID"] = "x7" };
        var second = Message("hello", "client", "a2");
        second["channelData"] = new JsonObject { ["clientActivityID"] = "x7" };
        await RunAsync(first, sink);
        await RunAsync(second, sink);

        sink.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheSameIdInAnotherConversationIsAnotherActivity()
    {
        var sink = new KeepingSink();
        await RunAsync(Message("hello", "one", "a1"), sink);
        await RunAsync(Message("hello", "other", "a1"), sink);

        sink.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ARedFlagIsHeardEvenWhenACarelessClientNumbersEveryMessageTheSame()
    {
        var sink = new KeepingSink();
        await RunAsync(Message("hello", "careless", "1"), sink);
        await RunAsync(Message("my left calf is swollen and hot since yesterday", "careless", "1"), sink);

        sink.Sent.Last().Text!.ShouldStartWith("Please go to an emergency department or urgent care today");
    }

    [Fact]
    public async Task AReplyThatDidNotArriveIsDeliveredWhenTheActivityComesAgain()
    {
        var sink = new KeepingSink { Fault = new Refusal(502, "Down.", "Try again.") };
        var lost = await RunAsync(Message("what is a baker's cyst?", "lost", "a1"), sink);
        sink.Fault = null;
        var found = await RunAsync(Message("what is a baker's cyst?", "lost", "a1"), sink);
        await RunAsync(Message("what is a baker's cyst?", "lost", "a1"), sink);

        lost.Status.ShouldBe(502);
        found.Status.ShouldBe(200);
        sink.Sent.Count.ShouldBe(1);
        sink.Tried.ShouldBe(2);
        sink.Sent.Single().Text!.ShouldContain("Baker's cyst");
    }

    [Fact]
    public async Task TurnsOfAConversationWaitForOneAnotherAndConversationsDoNot()
    {
        var slow = new KeepingSink { Gate = new TaskCompletionSource() };
        var first = RunAsync(Message("hello", "busy", "a1"), slow);
        var second = RunAsync(Message("thanks", "busy", "a2"), slow);
        var elsewhere = await RunAsync(Message("hello", "free", "a1"), new KeepingSink());

        elsewhere.Status.ShouldBe(200);
        slow.Tried.ShouldBe(1);
        slow.Gate.SetResult();
        await Task.WhenAll(first, second);
        slow.Sent.Select(reply => reply.ReplyToId).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task TooManyWaitingTurnsAreSentBack()
    {
        var slow = new KeepingSink { Gate = new TaskCompletionSource() };
        var taken = Enumerable.Range(0, 257).Select(number => RunAsync(Message("hello", "flood", $"a{number}"), slow)).ToArray();
        var over = await RunAsync(Message("hello", "flood", "over"), slow);

        over.Status.ShouldBe(503);
        slow.Gate.SetResult();
        (await Task.WhenAll(taken)).ShouldAllBe(outcome => outcome.Status == 200);
    }

    [Fact]
    public async Task ATurnThatBreaksOffDoesNotHoldUpTheNext()
    {
        var broken = new KeepingSink { Break = true };
        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(Message("hello", "broken", "a1"), broken));
        var sink = new KeepingSink();
        await RunAsync(Message("hello", "broken", "a1"), sink);

        sink.Sent.Count.ShouldBe(1, "the reply that broke off is delivered when the activity comes again");
    }

    [Fact]
    public async Task AnEditedMessageIsAnsweredOnlyWhenItTellsOfDanger()
    {
        var sink = new KeepingSink();
        var edit = Message("what is a baker's cyst?", "edited", "a1");
        edit["type"] = "messageUpdate";
        await RunAsync(edit, sink);
        sink.Sent.ShouldBeEmpty();

        edit["text"] = "my left calf is swollen and hot since yesterday";
        await RunAsync(edit, sink);
        sink.Sent.ShouldHaveSingleItem().Text!.ShouldStartWith("Please go to an emergency department");
    }

    [Theory]
    [InlineData("endOfConversation", null)]
    [InlineData("installationUpdate", "remove")]
    public async Task AConversationThatEndsIsForgotten(string type, string? action)
    {
        var sink = new KeepingSink();
        await RunAsync(Message("my left calf is swollen and hot since yesterday", type, "a1"), sink);
        await RunAsync(new JsonObject { ["type"] = type, ["action"] = action, ["channelId"] = "test", ["conversation"] = new JsonObject { ["id"] = type } }, sink);
        await RunAsync(Message("thanks", type, "a2"), sink);

        sink.Sent.Count.ShouldBe(2);
        sink.Sent.Last().Text!.ShouldNotContain("urgent care");
    }

    [Fact]
    public async Task AWebChatPageThatConnectsIsWelcomedOnceThoughTheUserArrivesLater()
    {
        var sink = new KeepingSink();
        var join = new JsonObject { ["type"] = "event", ["name"] = "webchat/join", ["id"] = "j1", ["channelId"] = "directline", ["conversation"] = new JsonObject { ["id"] = "late" } };
        var arrival = Sending.Joined("user-1");
        (arrival["channelId"], arrival["conversation"]!["id"], arrival["id"]) = ("directline", "late", "j2");
        await RunAsync(join, sink);
        await RunAsync(arrival, sink);

        sink.Sent.ShouldHaveSingleItem().Text!.ShouldStartWith("Hello.");
    }

    [Fact]
    public async Task WhoHasBeenAnsweredIsNotGreetedAfterwards()
    {
        var sink = new KeepingSink();
        await RunAsync(Message("what is a baker's cyst?", "answered-first", "a1"), sink);
        var arrival = Sending.Joined("user-1");
        arrival["conversation"]!["id"] = "answered-first";
        await RunAsync(arrival, sink);

        sink.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"actionName": "feedback", "actionValue": {"reaction": "dislike", "feedback": "{\"feedbackText\":\"my zebra knee\"}"}}""")]
    [InlineData("""{"actionName": "feedback", "actionValue": {"reaction": "like"}}""")]
    [InlineData("""{"actionName": "somethingElse"}""")]
    [InlineData("null")]
    public async Task FeedbackIsTakenWithAnEmptyAnswer(string value)
    {
        var outcome = await RunAsync(Invoke("message/submitAction", value), new KeepingSink());

        outcome.Status.ShouldBe(200);
        outcome.Body!.Value.GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task AnInvokeThatIsNotKnownIsSaidNotToBe() =>
        (await RunAsync(Invoke("signin/verifyState", "{}"), new KeepingSink())).Status.ShouldBe(501);

    /// <summary>100,000 activities with <c>KNEEBOT_PROOF=full</c>: a fifth sent twice, a tenth out of order, 50 of a conversation at once.</summary>
    [Fact]
    public async Task EveryActivityGetsExactlyOneReplyAndNoStateIsLost()
    {
        const int AtOnce = 50;
        var conversations = ProofSize.Of(2_000, 100_000) / AtOnce;
        await Parallel.ForAsync(0, conversations, async (number, _) =>
        {
            var conversation = $"proof-{number}";
            var sink = new KeepingSink();
            var sent = Storm(conversation, AtOnce, new Random(number));
            await Task.WhenAll(sent.Select(message => RunAsync(message, sink)));

            sink.Sent.Select(reply => reply.ReplyToId).ShouldBe(sent.Select(message => (string?)message["id"]).Distinct(), "one reply each, in the order of arrival");
            // The red flag among them was not lost in the storm.
            await RunAsync(Message("thanks", conversation, "after"), sink);
            sink.Sent.Last().Text!.ShouldContain("urgent care");
        });
    }

    /// <summary>Messages of one conversation as they arrive.</summary>
    private static List<JsonObject> Storm(string conversation, int count, Random random)
    {
        string[] texts = ["hello", "what is a baker's cyst?", "does it come back?", "thanks", "ok"];
        var sent = Enumerable.Range(0, count)
            .Select(number => Message(number == count / 2 ? "my left calf is swollen and hot since yesterday" : texts[random.Next(texts.Length)], conversation, $"s{number}"))
            .ToList();
        for (var number = 0; number < count / 10; number++)
        {
            var (from, to) = (random.Next(sent.Count), random.Next(sent.Count));
            (sent[from], sent[to]) = (sent[to], sent[from]);
        }

        for (var number = 0; number < count / 5; number++)
            sent.Insert(random.Next(sent.Count + 1), sent[random.Next(sent.Count)].DeepClone().AsObject());
        return sent;
    }

    private Task<TurnOutcome> RunAsync(JsonObject activity, IActivitySink sink)
    {
        ActivityReader.Read(JsonSerializer.SerializeToUtf8Bytes(activity), out var read).ShouldBeNull();
        return _queue.RunAsync(read!, sink, TestContext.Current.CancellationToken);
    }

    private static JsonObject Message(string text, string conversation, string id)
    {
        var message = Sending.Message(text, conversation);
        message["id"] = id;
        return message;
    }

    private static JsonObject Invoke(string name, string value) => new()
    {
        ["type"] = "invoke",
        ["name"] = name,
        ["channelId"] = "msteams",
        ["conversation"] = new JsonObject { ["id"] = "feedback" },
        ["value"] = JsonNode.Parse(value),
    };

    /// <summary>The host without the sentence encoder: these tests are about the protocol.</summary>
    public sealed class RulesOnlyHost : IDisposable
    {
        private readonly KneeBotHost _host = new() { Settings = { ["Guardrails:Semantic"] = "off" } };

        public IServiceProvider Services => _host.Services;

        public void Dispose() => _host.Dispose();
    }

    private sealed class KeepingSink : IActivitySink
    {
        private int _tried;

        public ConcurrentQueue<Activity> Sent { get; } = new();

        public int Tried => Volatile.Read(ref _tried);

        public Refusal? Fault { get; set; }

        public bool Break { get; init; }

        /// <summary>Holds every delivery up until it is opened.</summary>
        public TaskCompletionSource? Gate { get; init; }

        public bool ArrivesAtOnce => true;

        public async Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
        {
            Interlocked.Increment(ref _tried);
            if (Break)
                throw new InvalidOperationException("The channel broke.");
            if (Gate is not null)
                await Gate.Task;
            if (Fault is null)
                Sent.Enqueue(activity);
            return new Delivery(null, Fault);
        }
    }
}

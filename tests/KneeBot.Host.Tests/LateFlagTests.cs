using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KneeBot.Answering;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Guardrails;
using KneeBot.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Host.Tests;

/// <summary>A red flag that a language model raises after the reply has gone out.</summary>
public sealed class LateFlagTests
{
    private static readonly Activity Question = new() { Type = "message", Id = "m1", Text = "Can a Baker's cyst be drained?", ChannelId = "directline", From = new ChannelAccount { Id = "u" }, Recipient = new ChannelAccount { Id = "b" }, Conversation = new ConversationAccount { Id = "c" } };

    /// <summary>Limits that a busy machine does not reach: an opinion that comes after them is not heard.</summary>
    internal static readonly GenerationLimits Patient = new(TimeSpan.FromMinutes(2), 5, TimeSpan.Zero, SecondOpinion: true);

    [Theory]
    [InlineData(Severity.UrgentCare, true, 2)]
    [InlineData(Severity.Allow, true, 1)]
    [InlineData(Severity.UrgentCare, false, 1)] // a response that carries all replies cannot push: the next turn says it
    public async Task ItIsPushedAsAMessageOfItsOwnWhereTheChannelCan(Severity raised, bool canPush, int messages)
    {
        var model = new LateModel();
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), generation: new GenerationSetup(model, Patient, Encoder: null));
        await using var services = new ServiceCollection().AddChannels().BuildServiceProvider();
        var queue = new TurnQueue(new TurnHandler(engine, services.GetRequiredService<ChannelDirectory>(), new WelcomeLedger(), new NoFeedback(), services.GetRequiredService<TextCatalog>(), TimeProvider.System));
        var sink = new Sink(canPush);
        var ct = TestContext.Current.CancellationToken;
        await queue.RunAsync(Question, sink, ct);
        sink.Sent.Count.ShouldBe(1);

        model.Opinion.SetResult(raised);
        for (var tries = 0; sink.Sent.Count < messages && tries < 2_000; tries++)
            await Task.Delay(50, ct);
        await Task.Delay(200, ct); // nor more than expected
        sink.Sent.Count.ShouldBe(messages);
        if (messages == 2)
            sink.Sent.Last().Text!.ShouldStartWith("Please go to an emergency department or urgent care today");

        await queue.RunAsync(Question with { Id = "m2", Text = "What is a meniscus root?" }, sink, ct);
        sink.Sent.Last().Text!.Contains("urgent care", StringComparison.Ordinal).ShouldBe(raised == Severity.UrgentCare);
    }

    [Fact]
    public async Task ItIsForgottenWithTheDialogue()
    {
        var model = new LateModel();
        using var engine = KneeBotEngine.Start(new KneeBotOptions(), generation: new GenerationSetup(model, Patient, Encoder: null));
        var ct = TestContext.Current.CancellationToken;
        var result = await engine.Pipeline.ReplyAsync(new UserTurn("c", Question.Text!), ct);
        model.Opinion.SetResult(Severity.UrgentCare);
        (await result.Late!).ShouldNotBeNull();

        await engine.ForgetAsync("c", ct);

        (await engine.Pipeline.ReplyAsync(new UserTurn("c", "thanks"), ct)).Reply.ShouldBeOfType<Reply.SmallTalk>();
    }

    internal sealed class LateModel : IAnswerGenerator
    {
        public TaskCompletionSource<Severity> Opinion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async IAsyncEnumerable<ProposedSentence> ProposeAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task<string?> RewriteAsync(string conversation, string message, string about, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<Severity> JudgeAsync(string conversation, string message, CancellationToken ct) => Opinion.Task;
    }

    private sealed class Sink(bool canPush) : IActivitySink
    {
        public ConcurrentQueue<Activity> Sent { get; } = [];

        public bool ArrivesAtOnce => canPush;

        public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
        {
            if (activity.Type == "message")
                Sent.Enqueue(activity);
            return Task.FromResult(new Delivery("id"));
        }
    }

    internal sealed class NoFeedback : IFeedbackSink
    {
        public Task TakeAsync(Feedback feedback, CancellationToken ct) => Task.CompletedTask;
    }
}

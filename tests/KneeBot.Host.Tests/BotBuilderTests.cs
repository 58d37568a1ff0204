#if BOTBUILDER
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Principal;
using System.Text.Json.Nodes;
using KneeBot.Answering;
using KneeBot.BotBuilder;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Host.Tests.Support;
using KneeBot.Texts;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sdk = Microsoft.Bot.Schema;
using Severity = KneeBot.Guardrails.Severity;

namespace KneeBot.Host.Tests;

/// <summary>
/// KneeBot in Microsoft's SDK beside KneeBot's own endpoint: the same conversations through both, and what comes out is the same. Built and
/// run with <c>-p:BotBuilder=true</c> only, where the package feed has the SDK.
/// </summary>
public sealed class BotBuilderTests
{
    private static readonly string[] Conversation =
    [
        "hello", "what is a baker's cyst?", "does it come back?", "do I have arthritis?", "who won the world cup?", "my left calf is swollen and hot since yesterday", "thanks", "I want to die",
    ];

    /// <summary>Given anew by each host, or by the SDK alone.</summary>
    private static readonly string[] Varying = ["id", "timestamp", "localTimestamp", "localTimezone", "callerId", "serviceUrl"];

    [Theory]
    [InlineData("test", true)]
    [InlineData("test", false)]
    [InlineData("msteams", true)]
    [InlineData("msteams", false)]
    [InlineData("telegram", true)]
    [InlineData("telegram", false)]
    [InlineData("webchat", true)]
    [InlineData("webchat", false)]
    [InlineData("directline", false)]
    public async Task AConversationIsTheSameThroughBothHosts(string channel, bool inResponse)
    {
        var own = await RunAsync("--BotBuilder=false", channel, inResponse);
        var sdk = await RunAsync("--BotBuilder=true", channel, inResponse);

        own.Count.ShouldBeGreaterThan(Conversation.Length);
        sdk.ShouldBe(own);
    }

    [Theory]
    [InlineData("""{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{}"}}}""", 200)]
    [InlineData("""{"type":"invoke","name":"signin/verifyState","value":{}}""", 501)]
    [InlineData("""{"type":"typing"}""", 200)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""", 200)]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", 200)]
    [InlineData("""{"type":"endOfConversation"}""", 200)]
    [InlineData("""{"type":"somethingNew"}""", 200)]
    public async Task OtherActivitiesAreAnsweredWithTheSameStatus(string activity, int status)
    {
        foreach (var host in new[] { "--BotBuilder=false", "--BotBuilder=true" })
        {
            await using var connector = await Connector.StartAsync();
            await using var process = await StartAsync(host);
            using var client = new HttpClient { BaseAddress = process.Address };
            var whole = Sending.MessageVia(connector.Url, "");
            whole.Remove("text");
            foreach (var (name, value) in JsonNode.Parse(activity)!.AsObject())
                whole[name] = value?.DeepClone();
            using var response = await client.SendAsync(whole);

            ((int)response.StatusCode).ShouldBe(status, host);
            connector.Received.ShouldBeEmpty(host);
        }
    }

    [Fact]
    public async Task WithoutARegistrationTheSdkServesThisMachineOnlyToo()
    {
        await using var process = await StartAsync("--BotBuilder=true");
        using var client = new HttpClient { BaseAddress = process.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "20.33.0.1");
        using var response = await client.SendAsync(Sending.Message("hello"));

        ((int)response.StatusCode).ShouldBe(403);
    }

    [Theory]
    [InlineData("--MicrosoftAppId=11111111-2222-3333-4444-555555555555", "--MicrosoftAppPassword=s")]
    [InlineData("--Connections:C:Settings:ClientId=11111111-2222-3333-4444-555555555555", "--Connections:C:Settings:ClientSecret=s", "--Connections:C:Settings:TenantId=99999999-2222-3333-4444-555555555555")]
    public async Task WithARegistrationInEitherFamilyOfKeysACallerWithoutATokenIsRefused(params string[] registration)
    {
        await using var connector = await Connector.StartAsync();
        await using var process = HostProcess.Start("Production", ["--BotBuilder=true", "--Guardrails:Semantic=off", .. registration]);
        await process.ServingAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        using var response = await client.SendAsync(Sending.MessageVia(connector.Url, "hello"));

        ((int)response.StatusCode).ShouldBe(401);
        connector.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task ABodyThatIsTooLongIsNotRead()
    {
        await using var process = await StartAsync("--BotBuilder=true");
        using var client = new HttpClient { BaseAddress = process.Address };
        using var response = await client.SendAsync(Sending.Message(new string('a', ActivityReader.MaxBytes)));

        ((int)response.StatusCode).ShouldBe(413);
    }

    [Fact]
    public async Task ASenderThatHangsUpLosesNoReply()
    {
        using var turns = new Turns();
        var gone = new CancellationToken(canceled: true);

        await turns.RunAsync(Message("m1", "my left calf is swollen and hot since yesterday"), gone);
        turns.Sent.ShouldHaveSingleItem().ShouldStartWith("Please go to an emergency department or urgent care today");

        var expecting = Message("m2", "my left calf is swollen and hot since yesterday");
        expecting.DeliveryMode = "expectReplies";
        await Should.ThrowAsync<InvalidOperationException>(turns.RunAsync(expecting, gone)); // nobody reads the response
        (await turns.RunAsync(expecting, CancellationToken.None)).ShouldHaveSingleItem(); // sent again
    }

    [Fact]
    public async Task ARedFlagThatIsRaisedAfterTheTurnIsPushed()
    {
        var model = new LateFlagTests.LateModel();
        using var turns = new Turns(model);
        await turns.RunAsync(Message("m1", "Can a Baker's cyst be drained?"), CancellationToken.None);
        turns.Sent.Count.ShouldBe(1);

        model.Opinion.SetResult(Severity.UrgentCare);
        for (var tries = 0; turns.Sent.Count < 2 && tries < 2_000; tries++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        turns.Sent.Count.ShouldBe(2);
        turns.Sent.Last().ShouldStartWith("Please go to an emergency department or urgent care today");
    }

    private static Sdk.Activity Message(string id, string text) => new()
    {
        Type = "message", Id = id, Text = text, ChannelId = "directline", ServiceUrl = "http://localhost:1",
        From = new Sdk.ChannelAccount("u"), Recipient = new Sdk.ChannelAccount("b"), Conversation = new Sdk.ConversationAccount(id: "c"),
    };

    /// <summary>KneeBot as a bot in an adapter that keeps what it is to send.</summary>
    private sealed class Turns : BotAdapter, IDisposable
    {
        private readonly KneeBotEngine _engine;
        private readonly ServiceProvider _services = new ServiceCollection().AddChannels().BuildServiceProvider();
        private readonly KneeBotBot _bot;

        public Turns(IAnswerGenerator? model = null)
        {
            _engine = KneeBotEngine.Start(new KneeBotOptions(), generation: model is null ? null : new GenerationSetup(model, LateFlagTests.Patient, Encoder: null));
            var handler = new TurnHandler(_engine, _services.GetRequiredService<ChannelDirectory>(), new WelcomeLedger(), new LateFlagTests.NoFeedback(), _services.GetRequiredService<TextCatalog>(), TimeProvider.System);
            _bot = new KneeBotBot(new TurnQueue(handler), new BotSettings());
        }

        public ConcurrentQueue<string> Sent { get; } = [];

        /// <summary>Runs one turn; what it leaves for the response.</summary>
        public async Task<IReadOnlyList<Sdk.Activity>> RunAsync(Sdk.Activity activity, CancellationToken ct)
        {
            using var context = new TurnContext(this, activity);
            context.TurnState.Add<IIdentity>(BotIdentityKey, new ClaimsIdentity());
            await _bot.OnTurnAsync(context, ct);
            return context.BufferedReplyActivities;
        }

        public override Task<Sdk.ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Sdk.Activity[] activities, CancellationToken cancellationToken)
        {
            foreach (var message in activities.Where(one => one.Type == "message"))
                Sent.Enqueue(message.Text);
            return Task.FromResult(activities.Select(_ => new Sdk.ResourceResponse("id")).ToArray());
        }

        public override async Task ContinueConversationAsync(ClaimsIdentity claimsIdentity, Sdk.ConversationReference reference, string audience, BotCallbackHandler callback, CancellationToken cancellationToken)
        {
            using var context = new TurnContext(this, reference.GetContinuationActivity());
            await callback(context, cancellationToken);
        }

        public override Task<Sdk.ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Sdk.Activity activity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task DeleteActivityAsync(ITurnContext turnContext, Sdk.ConversationReference reference, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
            _engine.Dispose();
            _services.Dispose();
        }
    }

    /// <summary>What each message brings, in order, as JSON with its properties sorted.</summary>
    private static async Task<List<string>> RunAsync(string host, string channel, bool inResponse)
    {
        await using var connector = await Connector.StartAsync();
        await using var process = await StartAsync(host);
        using var client = new HttpClient { BaseAddress = process.Address };
        var said = new List<string>();
        var arrival = Activity("j", "", inResponse);
        (arrival["type"], arrival["membersAdded"]) = ("conversationUpdate", new JsonArray(new JsonObject { ["id"] = "user-1" }, new JsonObject { ["id"] = "bot-1" }));
        arrival.Remove("text");
        await SendAsync(arrival);
        foreach (var (number, text) in Conversation.Append(Conversation[^1]).Index())
            await SendAsync(Activity(Math.Min(number, Conversation.Length - 1).ToString(CultureInfo.InvariantCulture), text, inResponse));
        return said;

        JsonObject Activity(string id, string text, bool expecting)
        {
            var activity = expecting ? Sending.Message(text) : Sending.MessageVia(connector.Url, text);
            (activity["id"], activity["channelId"], activity["locale"]) = (id, channel, "en-GB");
            activity["serviceUrl"] = connector.Url;
            return activity;
        }

        async Task SendAsync(JsonObject activity)
        {
            connector.Received.Clear();
            using var response = await client.SendAsync(activity);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            ((int)response.StatusCode).ShouldBe(200, $"{host}: {body}");
            var replies = body.Length > 0 && JsonNode.Parse(body)!["activities"] is JsonArray inBody ? inBody.ToArray() : [];
            said.Add($"{activity["id"]}: {string.Concat(replies.Concat(connector.Received.Select(received => (JsonNode?)received.Body)).Select(reply => Sorted(reply, isTop: true)))} {string.Join(' ', connector.Received.Select(received => received.Target))}");
        }
    }

    private static async Task<HostProcess> StartAsync(string host)
    {
        var process = HostProcess.Start("Development", host, "--Guardrails:Semantic=off");
        await process.ServingAsync();
        return process;
    }

    /// <summary>The SDK sorts otherwise and leaves out what is empty.</summary>
    private static string Sorted(JsonNode? node, bool isTop = false) => node switch
    {
        JsonObject o => "{" + string.Join(',', o.Where(one => !(isTop && Varying.Contains(one.Key)) && one.Value is not (null or JsonArray { Count: 0 })).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"\"{one.Key}\":{Sorted(one.Value)}")) + "}",
        JsonArray a => "[" + string.Join(',', a.Select(one => Sorted(one))) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
#endif

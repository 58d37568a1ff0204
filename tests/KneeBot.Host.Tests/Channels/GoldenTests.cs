using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Corpus;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Host.Tests.Channels;

/// <summary>
/// What each channel gets for one reply of every kind, letter by letter: <c>Channels/Golden</c>. After a change that is meant,
/// <c>KNEEBOT_UPDATE_GOLDEN</c> names the folder to write anew.
/// </summary>
public sealed class GoldenTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly Citation[] Cited =
    [
        Cite("Causes", "A cyst is a *lump* of fluid."),
        Cite("Causes", "It may go away by itself."),
        Cite("Treatment", "Rest helps; 5-10 minutes of ice help, too."),
    ];

    private static readonly Reply[] Replies =
    [
        new Reply.Answered { Body = string.Join(' ', Cited.Select(cited => cited.Quote)), Citations = Cited, Suggestions = ["Tell me about swelling", "How long does it last?"] },
        new Reply.Answered { Body = "A cyst is fluid and may go.", Citations = [Cited[0] with { Phrased = "A cyst is fluid and may go." }], IsGenerated = true },
        new Reply.NotCovered { Notice = "The articles do not say. Near: Causes; Treatment.", Suggestions = ["Tell me about causes", "Tell me about treatment", "Tell me about swelling", "Tell me more"] },
        new Reply.DiagnosisDeclined { Notice = "I cannot say what you have.", Body = Cited[0].Quote, Citations = [Cited[0]] },
        new Reply.SeeDoctor { Notice = "Please see a doctor soon.\n\nYou wrote: “it locks”." },
        new Reply.UrgentCare { Notice = "Please go to urgent care today.\n\nYou wrote: “calf is swollen”.", Body = Cited[2].Quote, Citations = [Cited[2]] },
        new Reply.UrgentCare { Notice = "As I said: urgent care today.", IsReminder = true },
        new Reply.Emergency { Notice = "Call 999 now." },
        new Reply.Crisis { Notice = "You matter. Call 116 123." },
        new Reply.SmallTalk { Notice = "You are welcome." },
    ];

    [Theory]
    [InlineData("msteams")]
    [InlineData("telegram")]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("sms")]
    public void EachChannelGetsWhatItAlwaysGot(string channel)
    {
        var renderer = host.Services.GetRequiredService<ChannelDirectory>().Renderer(channel);
        var incoming = new Activity
        {
            Type = "message", Id = "m1", ChannelId = channel, ServiceUrl = "https://connector.example.org", Locale = "en-GB",
            From = new ChannelAccount { Id = "ann" }, Recipient = new ChannelAccount { Id = "bot", Name = "KneeBot" }, Conversation = new ConversationAccount { Id = "c1" },
        };
        var all = new JsonObject { ["welcome"] = Json(renderer.RenderWelcome("Hello.", incoming)) };
        foreach (var (number, reply) in Replies.Index())
            all[$"{number + 1} {reply.Outcome}"] = Json(renderer.Render(reply, incoming));
        var rendered = all.ToJsonString(Indented) + "\n";

        if (Environment.GetEnvironmentVariable("KNEEBOT_UPDATE_GOLDEN") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, channel + ".json"), rendered);
        else
            rendered.ShouldBe(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Channels", "Golden", channel + ".json")).ReplaceLineEndings("\n"));
    }

    private static JsonArray Json(IReadOnlyList<Activity> activities) => new([.. activities.Select(activity => JsonNode.Parse(ActivityWriter.Write(activity)))]);

    /// <summary>With a link as the engine makes it, which opens at the quote already.</summary>
    private static Citation Cite(string section, string quote) =>
        new(new PassageId("knees", 0), "Knees", section, new Uri($"https://site.example/knees#{section.ToLowerInvariant()}:~:text={Uri.EscapeDataString(quote)}"), quote);
}

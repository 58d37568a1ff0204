using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;
using static KneeBot.Host.Tests.Support.Sending;

namespace KneeBot.Host.Tests;

/// <summary>A site whose articles are about something else: nothing that is fixed speaks of knees, and what names the articles names these.</summary>
public sealed class OtherCorpusTests : IDisposable
{
    private readonly CorpusFolder _corpus = new CorpusFolder()
        .With("elbow.md", """
            ---
            id: elbow
            title: Tennis Elbow
            ---
            # Tennis Elbow
            ## What tennis elbow is
            Tennis elbow is a soreness of the tendons on the outer side of the elbow. It comes from gripping again and again.
            ## Exercises for the forearm
            Among the exercises that help, stretching the forearm slowly helps many people with tennis elbow.
            """)
        .With("heel.md", """
            ---
            id: heel
            title: Heel Spurs
            ---
            # Heel Spurs
            ## How a heel spur forms
            A heel spur forms where a ligament pulls at the heel bone for years. Many heel spurs do not hurt.
            ## Shoes for a | heel spur
            A soft sole takes pressure from a heel spur.
            """);

    private readonly KneeBotHost _host;

    public OtherCorpusTests() => _host = new KneeBotHost { Settings = { ["Corpus"] = _corpus.Path } };

    public void Dispose()
    {
        _host.Dispose();
        _corpus.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/widget")]
    public async Task ThePagesSpeakOfNoKnee(string path)
    {
        using var client = _host.CreateClient();
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        SpeaksOfKnees(page).ShouldBeFalse(page);
        page.ShouldContain("What is tennis elbow?");
    }

    [Fact]
    public async Task TheHomePagesCommandAsksTheseArticles()
    {
        using var client = _host.CreateClient();
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        page.ShouldContain($"-- ask &quot;What is tennis elbow?&quot; --corpus &quot;{_corpus.Path}&quot;<");
    }

    [Theory]
    [InlineData("hello", "Hello. Ask me about this site's articles (“Tennis Elbow”, “Heel Spurs”).")]
    [InlineData("who are you?", "I am a program that answers from this site's articles (“Tennis Elbow”, “Heel Spurs”)")]
    [InlineData("thanks", "You're welcome.")]
    [InlineData("should I take ibuprofen for it?", "A doctor or physiotherapist who examines you can.")]
    [InlineData("what is the capital of France?", "Tennis Elbow; Heel Spurs")]
    public async Task TheFixedRepliesSpeakOfNoKnee(string message, string said)
    {
        using var client = _host.CreateClient();
        var reply = (await client.RepliesAsync(Message(message, message))).ShouldHaveSingleItem();

        reply.ShouldContain(said);
        SpeaksOfKnees(reply).ShouldBeFalse(reply);
    }

    [Fact]
    public async Task TheWelcomeNamesTheArticles()
    {
        using var client = _host.CreateClient();

        (await client.RepliesAsync(Joined("user-1"))).ShouldHaveSingleItem().ShouldStartWith("Hello. I answer questions from this site's articles (“Tennis Elbow”, “Heel Spurs”) and show");
    }

    [Fact]
    public async Task TheTokenNamesTheArticlesAndAQuestionOfEachInTurn()
    {
        using var page = new ChatPage(_host);

        var facts = (await page.TokenAsync())["kneebot"]!;

        ((int)facts["articles"]!).ShouldBe(2);
        Texts(facts["titles"]!).ShouldBe(["Tennis Elbow", "Heel Spurs"]);
        Texts(facts["starters"]!).ShouldBe(["What is tennis elbow?", "How does a heel spur form?", "Tell me about exercises for the forearm (tennis elbow)"]);
        await page.StartAsync();
        foreach (var starter in Texts(facts["starters"]!))
            ((string)(await page.AskAsync(starter))["channelData"]!["kneebot"]!["kind"]!).ShouldBe("answered");
    }

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(text => (string)text!)];

    private static bool SpeaksOfKnees(string text) => text.Replace("KneeBot", "", StringComparison.OrdinalIgnoreCase).Contains("knee", StringComparison.OrdinalIgnoreCase);
}

using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

public sealed class HomePageTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    [Fact]
    public async Task TheHomePageListsTheArticlesAndSaysHowToTryIt()
    {
        var page = await GetAsync(host, "/");

        page.ShouldContain("<a href=\"/articles/back-of-knee-pain\">Pain in the Back of the Knee</a>");
        page.ShouldContain("dotnet run --project src/KneeBot.Cli -- ask &quot;How does a blood clot (DVT) feel?&quot;<");
        page.ShouldContain("curl http://localhost/api/messages");
    }

    [Fact]
    public async Task HealthTellsHowMuchIsIndexed() =>
        (await GetAsync(host, "/healthz")).ShouldMatch("""^\{"status":"ok","articles":1,"passages":[1-9][0-9]+\}$""");

    [Fact]
    public async Task ACorpusWithoutArticlesIsServedAllTheSame()
    {
        using var corpus = new CorpusFolder();
        await using var empty = new KneeBotHost { Settings = { ["Corpus"] = corpus.Path } };

        (await GetAsync(empty, "/")).ShouldContain("There are no articles yet.");
        (await GetAsync(empty, "/healthz")).ShouldBe("""{"status":"ok","articles":0,"passages":0}""");
    }

    private static async Task<string> GetAsync(KneeBotHost from, string path)
    {
        using var client = from.CreateClient();
        return await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }
}

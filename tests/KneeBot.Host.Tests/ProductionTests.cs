using System.Net;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

public sealed class ProductionTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task OutsideDevelopmentTheBotEndpointIsNotThereAndTheLogSaysWhy(string environment)
    {
        await using var host = new KneeBotHost { Environment = environment };
        using var client = host.CreateClient();
        using var response = await client.SendAsync(Sending.Message("hi"));
        using var home = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        using var webChat = await client.GetAsync(new Uri("/webchat", UriKind.Relative), TestContext.Current.CancellationToken);
        (response.StatusCode, webChat.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        await host.Log.ShouldSoonContainAsync($"Information KneeBot.Host: The website's chat, articles and health are served. For Teams and other channels there is nothing: POST /api/messages is off, since the bot has no registration (MicrosoftAppId or Connections), so that callers cannot be authenticated, and this is {environment}, not Development.");
        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await home.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldNotContain("curl");
        page.ShouldNotContain("dotnet run");
    }

    [Fact]
    public async Task WithoutAChatTheLogDoesNotClaimOne()
    {
        await using var host = new KneeBotHost { Environment = "Production", Settings = { ["Channels:DirectLine:Mode"] = "Off" } };
        using var client = host.CreateClient();

        await host.Log.ShouldSoonContainAsync("Information KneeBot.Host: Articles and health are served.");
    }
}

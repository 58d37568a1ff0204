using System.ComponentModel.DataAnnotations;
using KneeBot.BotFramework.DirectLine;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static KneeBot.Host.Tests.Support.ChatPage;

namespace KneeBot.Host.Tests.DirectLine;

/// <summary>Mode Azure, against a listener that answers as Azure's token endpoint does.</summary>
public sealed class AzureTokenTests
{
    private const string Secret = "the-secret-of-the-azure-channel";

    [Fact]
    public async Task TheSecretIsExchangedHereAndThePageGetsAzuresToken()
    {
        string? authorization = null;
        await using var azure = await Connector.StartAsync(context =>
        {
            authorization = context.Request.Headers.Authorization;
            return context.Response.WriteAsJsonAsync(new { conversationId = "azure-1", token = "azure-token", expires_in = 1800 });
        });
        await using var host = Host(azure.Url);
        using var page = new ChatPage(host);

        var token = await page.TokenAsync();

        authorization.ShouldBe("Bearer " + Secret);
        var (method, target, _, asked) = azure.Received.ShouldHaveSingleItem();
        (method, target).ShouldBe(("POST", "/v3/directline/tokens/generate"));
        ((string)asked["user"]!["id"]!).ShouldBe(page.UserId);
        page.UserId.ShouldStartWith("dl_");
        asked["trustedOrigins"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe(Own);
        ((string)token["token"]!, (string)token["conversationId"]!, (string)token["domain"]!).ShouldBe(("azure-token", "azure-1", azure.Url + "/v3/directline"));
        ((string)token["kneebot"]!["mode"]!, token["kneebot"]!["keptMinutes"], (int)token["kneebot"]!["articles"]!).ShouldBe(("azure", null, 1));
        token.ToJsonString().ShouldNotContain(Secret);
        host.Log.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task NothingElseIsServed()
    {
        await using var azure = await Connector.StartAsync();
        await using var host = Host(azure.Url);
        using var page = new ChatPage(host) { Token = "x" };

        using var start = await page.SendAsync(HttpMethod.Post, "/conversations");

        ((int)start.StatusCode).ShouldBe(404);
        await ShouldBeRefused(await new ChatPage(host, "https://evil.example").SendAsync(HttpMethod.Post, "/tokens/generate"), 403, "OriginNotAllowed");
        azure.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401, "{}", "refused the secret (status 401): check Channels:DirectLine:Secret")]
    [InlineData(403, "{}", "refused the secret (status 403)")]
    [InlineData(500, "{}", "answered with status 500")]
    [InlineData(200, "{}", "answered without a token")]
    [InlineData(200, "<html>", "did not answer in JSON")]
    public async Task WhenAzureGivesNoTokenTheLogSaysWhyAndThePageThatItIsNotIts(int status, string body, string why)
    {
        await using var azure = await Connector.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/html";
            return context.Response.WriteAsync(body);
        });
        await using var host = Host(azure.Url);
        using var page = new ChatPage(host);

        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/tokens/generate"), 502, "TokenNotGiven");

        host.Log.Text.ShouldContain(why);
        host.Log.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task WhenAzureIsNotThereTheLogSaysSo()
    {
        string gone;
        await using (var azure = await Connector.StartAsync())
            gone = azure.Url;
        await using var host = Host(gone);
        using var page = new ChatPage(host);

        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/tokens/generate"), 502, "TokenNotGiven");

        host.Log.Text.ShouldContain("could not be reached");
    }

    [Theory]
    [InlineData("Mode", "Azure", "Channels:DirectLine:Secret is not set")]
    [InlineData("Secret", "short", "shorter than 16 characters")]
    [InlineData("AzureEndpoint", "http://directline.example.org", "must be an https address")]
    [InlineData("AllowedOrigins:0", "https://www.example.org/chat", "without a path; 'https://www.example.org/chat' is none")]
    [InlineData("AllowedOrigins:0", "*", "must hold origins")]
    [InlineData("MaxMessages", "0", "MaxMessages")]
    public void AWrongSettingIsNamed(string key, string value, string message)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        var options = new DirectLineOptions();
        configuration.Bind(options);

        Should.Throw<ValidationException>(() => new ServiceCollection().AddDirectLine(options)).Message.ShouldContain(message);
    }

    [Fact]
    public async Task OffIsOff()
    {
        await using var host = new KneeBotHost { Settings = { ["Guardrails:Semantic"] = "off", ["Channels:DirectLine:Mode"] = "Off" } };
        using var page = new ChatPage(host);

        using var response = await page.SendAsync(HttpMethod.Post, "/tokens/generate");

        ((int)response.StatusCode).ShouldBe(404);
    }

    private static KneeBotHost Host(string azure) => new()
    {
        Environment = "Production",
        Settings =
        {
            ["Guardrails:Semantic"] = "off",
            ["Channels:DirectLine:Mode"] = "Azure",
            ["Channels:DirectLine:Secret"] = Secret,
            ["Channels:DirectLine:AzureEndpoint"] = azure,
        },
    };
}

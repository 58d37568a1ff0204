using System.Net;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

/// <summary>Tokens that the Bot Framework Emulator gets with the bot's own secret.</summary>
public sealed class EmulatorTokenTests(EmulatorTokenTests.SwitchedOn shared) : IClassFixture<EmulatorTokenTests.SwitchedOn>
{
    private const string Tenant = "11111111-aaaa-bbbb-cccc-222222222222";
    private const string Local = "http://localhost:51000/";

    [Theory]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", "appid", 200)]
    [InlineData("https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", null, "appid", 200)]
    [InlineData("https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", "2.0", "azp", 200)]
    [InlineData("https://login.microsoftonline.com/" + Tenant + "/v2.0", "2.0", "azp", 200)]
    [InlineData("https://login.microsoftonline.com/" + Tenant + "/v2.0", "2.0", "appid", 401)]
    [InlineData("https://login.microsoftonline.com/" + Tenant + "/v2.0", "3.0", "azp", 401)]
    [InlineData("https://sts.windows.net/99999999-aaaa-bbbb-cccc-222222222222/", "1.0", "appid", 401)]
    public async Task TheyAreAcceptedFromTheKnownTenantsOnceSwitchedOn(string issuer, string? version, string party, int status)
    {
        var bot = shared.Bot;
        var token = Jwt.Emulator(bot.Key, issuer).Without("appid").With(party, Jwt.AppId);
        token = version is null ? token.Without("ver") : token.With("ver", version);
        using var response = await bot.SendAsync("Bearer " + token.Signed(bot.Key), Message());

        ((int)response.StatusCode).ShouldBe(status, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TheyAreRefusedUnlessSwitchedOn()
    {
        await using var bot = await Bot(on: false);
        using var response = await bot.SendAsync("Bearer " + Jwt.Emulator(bot.Key).Signed(bot.Key), Message());

        await response.ShouldBeRefused(401, "The token's issuer is not trusted.");
    }

    [Theory]
    [InlineData("appid", "99999999-1111-2222-3333-444444444444")]
    [InlineData("aud", "https://api.botframework.com")] // the bot's own token for connectors, sent back by one of them
    [InlineData("aud", "99999999-1111-2222-3333-444444444444")]
    public async Task ATokenForOrOfSomebodyElseIsRefused(string claim, string value)
    {
        var bot = shared.Bot;
        using var response = await bot.SendAsync("Bearer " + Jwt.Emulator(bot.Key).With(claim, value).Signed(bot.Key), Message());

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task OutsideDevelopmentRepliesStillGoToKnownConnectorsOnly()
    {
        await using var bot = await Bot(on: true, environment: "Production");
        using var response = await bot.SendAsync("Bearer " + Jwt.Emulator(bot.Key).Signed(bot.Key), Message());

        await response.ShouldBeRefused(403, "The serviceUrl is not https.");
    }

    /// <summary>A bot that accepts them.</summary>
    public sealed class SwitchedOn : SharedBot
    {
        private protected override Task<RegisteredBot> StartAsync() => EmulatorTokenTests.Bot(on: true);
    }

    private static Task<RegisteredBot> Bot(bool on, string environment = "Development")
    {
        var settings = new Dictionary<string, string>
        {
            ["BotFramework:EmulatorTokens"] = on ? "true" : "false",
            ["MicrosoftAppType"] = "SingleTenant",
            ["MicrosoftAppTenantId"] = Tenant,
        };
        return RegisteredBot.StartAsync(settings, environment: environment, emulatorToo: true);
    }

    private static System.Text.Json.Nodes.JsonObject Message()
    {
        var message = RegisteredBot.Message(channel: "emulator");
        message["serviceUrl"] = Local;
        return message;
    }
}

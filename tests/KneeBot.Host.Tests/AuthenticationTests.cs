using System.Net;
using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KneeBot.Host.Tests;

/// <summary>Who may send activities to a registered bot.</summary>
public sealed class AuthenticationTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private readonly RegisteredBot _bot = shared.Bot;

    [Theory]
    [InlineData("Bearer ", "RS256")]
    [InlineData("bearer ", "RS384")]
    [InlineData("BEARER ", "RS512")]
    public async Task AChannelWithATokenForThisBotIsAnswered(string scheme, string algorithm)
    {
        using var response = await _bot.SendAsync(scheme + Jwt.Valid(_bot.Key).WithHeader("alg", algorithm).Signed(_bot.Key));

        await ShouldBeAnswered(response);
    }

    [Theory]
    [InlineData("exp", -240, true)]
    [InlineData("exp", -360, false)]
    [InlineData("nbf", 240, true)]
    [InlineData("nbf", 360, false)]
    public async Task ClocksMayDifferByFiveMinutes(string claim, int seconds, bool accepted)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;
        using var response = await _bot.SendAsync("Bearer " + Jwt.Valid(_bot.Key).With("nbf", at - 3600).With(claim, at).Signed(_bot.Key));

        response.StatusCode.ShouldBe(accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ARefusalSaysWhyAndAsksForAToken()
    {
        using var response = await _bot.SendAsync(authorization: null);

        await response.ShouldBeRefused(401, "The request carries no token.");
        response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task TheBodyIsNotLookedAtBeforeTheCallerIsKnown(string body)
    {
        using var unknown = await _bot.SendAsync("Bearer x", body);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var known = await _bot.SendAsync(Token(), body);
        known.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("channelId", "The activity has no channelId.")]
    [InlineData("serviceUrl", "The activity has no serviceUrl.")]
    public async Task TheChannelAndTheServiceUrlAreRequired(string property, string title)
    {
        var message = RegisteredBot.Message();
        message.Remove(property);
        using var response = await _bot.SendAsync(Token(), message);

        await response.ShouldBeRefused(403, title);
    }

    [Fact]
    public async Task ATokenForAnotherServiceUrlIsRefused()
    {
        var message = RegisteredBot.Message();
        message["serviceUrl"] = "https://smba.trafficmanager.net/amer/";
        using var response = await _bot.SendAsync(Token(), message);

        await response.ShouldBeRefused(403, "The token is for another serviceUrl.");
    }

    [Fact]
    public async Task AKeyThatDoesNotSpeakForTheChannelIsRefused()
    {
        using var response = await _bot.SendAsync(Token(), RegisteredBot.Message(channel: "telegram"));

        await response.ShouldBeRefused(403, "The token's key does not speak for this channel.");
    }

    [Theory]
    [InlineData("https://connector.example.org/", "The serviceUrl is not a known connector.")]
    [InlineData("https://smba.trafficmanager.net.example.org/", "The serviceUrl is not a known connector.")]
    [InlineData("https://evil-botframework.com/", "The serviceUrl is not a known connector.")]
    [InlineData("https://attacker.trafficmanager.net/", "The serviceUrl is not a known connector.")]
    [InlineData("http://smba.trafficmanager.net/emea/", "The serviceUrl is not https.")]
    [InlineData("https://smba.trafficmanager.net:8443/", "The serviceUrl is not https.")]
    [InlineData("https://127.0.0.1/", "The serviceUrl is not a known connector.")]
    [InlineData("https://user:word@smba.trafficmanager.net/", "The serviceUrl is not a web address.")]
    [InlineData("smba.trafficmanager.net", "The serviceUrl is not a web address.")]
    public async Task EvenAChannelCannotHaveRepliesSentAnywhere(string serviceUrl, string title)
    {
        var message = RegisteredBot.Message();
        message["serviceUrl"] = serviceUrl;
        using var response = await _bot.SendAsync("Bearer " + Jwt.Valid(_bot.Key, serviceUrl: serviceUrl).Signed(_bot.Key), message);

        await response.ShouldBeRefused(403, title);
    }

    [Fact]
    public async Task ANewKeyIsFetchedOnceWhenATokenNamesIt()
    {
        await ShouldBeAnswered(await _bot.SendAsync(Token()));
        var before = _bot.Channel.Requests;
        using var rotated = new SigningKey("key-2");
        _bot.Channel.Publish(rotated, "msteams");

        // The keys were fetched moments ago, so nothing is fetched for a key that might be made up.
        using var early = await _bot.SendAsync("Bearer " + Jwt.Valid(rotated).Signed(rotated));
        await early.ShouldBeRefused(401, "The token's key is not known.");
        _bot.Channel.Requests.ShouldBe(before);
    }

    [Fact]
    public async Task AfterAWhileANewKeyIsFetched()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await RegisteredBot.StartAsync(time: time);
        await ShouldBeAnswered(await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key).Signed(bot.Key)));
        using var rotated = new SigningKey("key-2");
        bot.Channel.Publish(rotated, "msteams");
        time.Advance(TimeSpan.FromMinutes(6));
        var before = bot.Channel.Requests;

        await ShouldBeAnswered(await bot.SendAsync("Bearer " + Jwt.Valid(rotated, time.GetUtcNow()).Signed(rotated)));
        using var forged = await bot.SendAsync("Bearer " + Jwt.Valid(rotated, time.GetUtcNow()).WithHeader("kid", "made-up").Signed(rotated));
        forged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        bot.Channel.Requests.ShouldBe(before + 2);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("garbage")]
    [InlineData("no keys")]
    [InlineData("hang up")]
    [InlineData("redirect")]
    [InlineData("keys without tls")]
    public async Task WhileTheKeysCannotBeFetchedNobodyIsLetIn(string fault)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var other = await OpenIdServer.StartAsync();
        await using var bot = await RegisteredBot.StartAsync(time: time, broken: _ => Fail(fault, other));
        other.Publish(bot.Key, "msteams");
        using var down = await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key).Signed(bot.Key));
        await down.ShouldBeRefused(503, "Tokens cannot be checked at the moment.");
        down.Headers.RetryAfter.ShouldNotBeNull();

        bot.Channel.Instead = null;
        time.Advance(TimeSpan.FromSeconds(11));
        await ShouldBeAnswered(await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key).Signed(bot.Key)));
    }

    [Fact]
    public async Task KnownKeysServeForThreeDaysWhileTheyCannotBeFetched()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await RegisteredBot.StartAsync(time: time);
        await ShouldBeAnswered(await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key).Signed(bot.Key)));
        bot.Channel.Instead = Fail("status", bot.Channel);

        time.Advance(TimeSpan.FromHours(71));
        await ShouldBeAnswered(await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key, time.GetUtcNow()).Signed(bot.Key)));
        time.Advance(TimeSpan.FromHours(2));
        using var stale = await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key, time.GetUtcNow()).Signed(bot.Key));
        await stale.ShouldBeRefused(503, "Tokens cannot be checked at the moment.");
    }

    [Fact]
    public async Task TheGovernmentCloudHasAnIssuerOfItsOwn()
    {
        await using var bot = await RegisteredBot.StartAsync(new() { ["ChannelService"] = "https://botframework.azure.us" });
        const string Service = "https://smba.infra.gov.teams.microsoft.us/";
        var message = RegisteredBot.Message();
        message["serviceUrl"] = Service;
        var token = Jwt.Valid(bot.Key, serviceUrl: Service);

        using var commercial = await bot.SendAsync("Bearer " + token.Signed(bot.Key), message);
        await commercial.ShouldBeRefused(401, "The token's issuer is not trusted.");
        await ShouldBeAnswered(await bot.SendAsync("Bearer " + token.With("iss", "https://api.botframework.us").Signed(bot.Key), message));
    }

    [Fact]
    public async Task OnlyPostIsServed()
    {
        using var response = await _bot.Client.GetAsync(new Uri(Sending.Messages, UriKind.Relative), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private string Token() => "Bearer " + Jwt.Valid(_bot.Key).Signed(_bot.Key);

    private static async Task ShouldBeAnswered(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
            JsonNode.Parse(body)!["activities"].ShouldNotBeNull();
        }
    }

    private static Func<HttpContext, Task> Fail(string fault, OpenIdServer other) => fault switch
    {
        "status" => context => Results.StatusCode(500).ExecuteAsync(context),
        "garbage" => context => context.Response.WriteAsync("<html>"),
        "no keys" => context => context.Response.WriteAsync($$"""{"jwks_uri": "{{context.Request.Scheme}}://{{context.Request.Host}}/x", "keys": []}"""),
        "hang up" => context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        "redirect" => context => Results.Redirect(other.Metadata).ExecuteAsync(context),
        "keys without tls" => context => context.Response.WriteAsync("""{"jwks_uri": "http://login.example.org/keys"}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}

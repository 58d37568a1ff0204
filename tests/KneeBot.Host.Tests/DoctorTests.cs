using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KneeBot.Host.Tests;

/// <summary><c>kneebot doctor</c> against issuers that are as they should be, and others.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly SigningKey _key = new("key-1");
    private OpenIdServer _channel = null!;
    private LoginServer _login = null!;

    public async ValueTask InitializeAsync()
    {
        _channel = (await OpenIdServer.StartAsync()).Publish(_key, "msteams");
        _login = await LoginServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _login.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task AllIsWell()
    {
        var found = await ExamineAsync();

        found.ShouldAllBe(finding => finding.Health == Health.Fine);
        found.Select(finding => finding.Point).ShouldBe(["registration", "clock", "keys", "token"]);
    }

    [Fact]
    public async Task WithoutARegistrationItSaysWhatToSet()
    {
        var finding = (await ExamineAsync(keys: [])).ShouldHaveSingleItem();

        finding.Health.ShouldBe(Health.Warning);
        finding.Text.ShouldContain("set MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId");
    }

    [Fact]
    public async Task AWrongSecretIsSaid()
    {
        _login.Error = 7000215;

        Point(await ExamineAsync(), "token").ShouldBe((Health.Wrong, "the client secret is wrong. Set the secret's value, not its id."));
    }

    [Theory]
    [InlineData(7, Health.Wrong)]
    [InlineData(-7, Health.Wrong)]
    [InlineData(2, Health.Warning)]
    public async Task AClockThatIsWrongIsSaid(int minutes, Health health)
    {
        _time.AdjustTime(DateTimeOffset.UtcNow.AddMinutes(minutes));

        Point(await ExamineAsync(), "clock").Health.ShouldBe(health);
    }

    [Fact]
    public async Task KeysThatCannotBeFetchedAreSaid()
    {
        _channel.Instead = context => Results.StatusCode(500).ExecuteAsync(context);

        Point(await ExamineAsync(), "keys").Health.ShouldBe(Health.Wrong);
    }

    [Fact]
    public async Task OfflineNobodyIsCalled()
    {
        (await ExamineAsync(offline: true)).ShouldHaveSingleItem().Point.ShouldBe("registration");

        _channel.Requests.ShouldBe(0);
        _login.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401, "Bearer", Health.Fine, "answers and asks for a token")]
    [InlineData(401, "Basic", Health.Wrong, "asks for a login of its own")]
    [InlineData(200, null, Health.Wrong, "answers callers without a token (status 200)")]
    [InlineData(403, null, Health.Wrong, "refuses callers from elsewhere")]
    [InlineData(404, null, Health.Wrong, "is not there")]
    [InlineData(302, null, Health.Wrong, "redirects to")]
    [InlineData(503, null, Health.Wrong, "cannot check tokens")]
    [InlineData(500, null, Health.Wrong, "answers with status 500")]
    public async Task AnEndpointIsJudgedByWhatItAnswersWithoutAToken(int status, string? scheme, Health health, string text)
    {
        await using var endpoint = await Connector.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (scheme is not null)
                context.Response.Headers.WWWAuthenticate = scheme;
            if (status == 302)
                context.Response.Headers.Location = "https://elsewhere.example.org/";
            return Task.CompletedTask;
        });
        var found = Point(await ExamineAsync(endpoint: endpoint.Url + "/api/messages"), "endpoint");

        found.Health.ShouldBe(health);
        found.Text.ShouldContain(text);
    }

    [Theory]
    [InlineData(401, Health.Fine, "answers and asks for a token")]
    [InlineData(404, Health.Wrong, "is not there")]
    [InlineData(400, Health.Warning, "answers callers without a token (status 400). KneeBot does so in Development without a registration")]
    public async Task WithoutARegistrationTheEndpointIsCalledAllTheSame(int status, Health health, string text)
    {
        await using var endpoint = await Connector.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        });
        var found = await ExamineAsync(keys: [], endpoint: endpoint.Url + "/api/messages");

        found.Select(finding => finding.Point).ShouldBe(["registration", "endpoint"]);
        Point(found, "endpoint").Health.ShouldBe(health);
        Point(found, "endpoint").Text.ShouldContain(text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnEndpointThatIsNotCalledIsSaid(bool isRegistered) =>
        Point(await ExamineAsync(isRegistered ? null : [], "https://bot.example.org/api/messages", offline: true), "endpoint")
            .ShouldBe((Health.Warning, "https://bot.example.org/api/messages was not called: offline, nobody is."));

    [Theory]
    [InlineData("http://bot.example.org/api/messages", "is not https")]
    [InlineData("https://127.0.0.1:9/api/messages", "takes no connections")]
    [InlineData("https://no-such-host.invalid/api/messages", "has no address in DNS")]
    public async Task AnEndpointThatCannotBeCalledIsSaid(string endpoint, string text) =>
        Point(await ExamineAsync(endpoint: endpoint), "endpoint").Text.ShouldContain(text);

    [Fact]
    public async Task ACertificateThatEndsSoonIsSaid()
    {
        using var folder = new CorpusFolder();
        using var certificate = LoginServer.SelfSigned("bot", days: 20);
        var path = Path.Combine(folder.Path, "bot.pfx");
        await File.WriteAllBytesAsync(path, certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx), TestContext.Current.CancellationToken);
        Dictionary<string, string?> keys = new() { ["MicrosoftAppId"] = Jwt.AppId, ["MicrosoftAppCertificate:Path"] = path };
        Point(await ExamineAsync(keys, offline: true), "certificate").Health.ShouldBe(Health.Warning);

        _time.Advance(TimeSpan.FromDays(31));
        Point(await ExamineAsync(keys, offline: true), "certificate").Health.ShouldBe(Health.Wrong);
    }

    private static (Health Health, string Text) Point(IEnumerable<Finding> found, string point)
    {
        var finding = found.Single(one => one.Point == point);
        return (finding.Health, finding.Text);
    }

    private async Task<List<Finding>> ExamineAsync(Dictionary<string, string?>? keys = null, string? endpoint = null, bool offline = false)
    {
        keys = new(keys ?? new() { ["MicrosoftAppId"] = Jwt.AppId, ["MicrosoftAppPassword"] = "word" })
        {
            ["ToBotFromChannelOpenIdMetadataUrl"] = _channel.Metadata,
            ["ToChannelFromBotLoginUrl"] = _login.Url + "/botframework.com",
        };
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddBotDoctor(new ConfigurationBuilder().AddInMemoryCollection(keys).Build());
        _login.Trust(services);
        await using var provider = services.BuildServiceProvider();
        var found = new List<Finding>();
        await foreach (var finding in provider.GetRequiredService<BotDoctor>().ExamineAsync(endpoint is null ? null : new Uri(endpoint), offline, TestContext.Current.CancellationToken))
            found.Add(finding);
        return found;
    }
}

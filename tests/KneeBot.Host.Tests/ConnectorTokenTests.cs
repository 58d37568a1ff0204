using System.Security.Cryptography.X509Certificates;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KneeBot.Host.Tests;

/// <summary>How the bot gets its token for connectors: MSAL, against an issuer over TLS on this machine.</summary>
public sealed class ConnectorTokenTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private LoginServer _login = null!;

    public async ValueTask InitializeAsync() => _login = await LoginServer.StartAsync();

    public ValueTask DisposeAsync() => _login.DisposeAsync();

    [Fact]
    public async Task ATokenIsForTheConnectorsScopeAndThisBot()
    {
        (await Tokens().GetAsync(Ct)).ShouldBe("token-1");

        var (path, form) = _login.Received.ShouldHaveSingleItem();
        path.ShouldBe("/botframework.com/oauth2/v2.0/token");
        form["grant_type"].ShouldBe("client_credentials");
        form["scope"].ShouldBe("https://api.botframework.com/.default");
        form["client_id"].ShouldBe(Jwt.AppId);
        form["client_secret"].ShouldBe("word");
    }

    [Fact]
    public async Task HoweverManyTurnsWaitOneTokenIsAskedFor()
    {
        _login.Gate = new TaskCompletionSource();
        var tokens = Tokens();
        var waiting = Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(Ct).AsTask()).ToArray();
        _login.Gate.SetResult();

        (await Task.WhenAll(waiting)).ShouldAllBe(token => token == "token-1");
        _login.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ATokenIsRenewedAheadWhileTheOldOneStillServes()
    {
        var tokens = Tokens();
        await tokens.GetAsync(Ct);
        _time.Advance(TimeSpan.FromMinutes(44));
        (await tokens.GetAsync(Ct)).ShouldBe("token-1");
        _login.Received.Count.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(2));
        (await tokens.GetAsync(Ct)).ShouldBe("token-1");
        await Eventually(async () => await tokens.GetAsync(Ct) == "token-2");
    }

    [Fact]
    public async Task ATokenNearItsEndIsNotUsed()
    {
        var tokens = Tokens();
        await tokens.GetAsync(Ct);
        _time.Advance(TimeSpan.FromMinutes(59));

        (await tokens.GetAsync(Ct)).ShouldBe("token-2");
    }

    [Fact]
    public async Task WhileRenewingFailsTheOldTokenServes()
    {
        var tokens = Tokens();
        await tokens.GetAsync(Ct);
        _login.Error = 90033;
        _time.Advance(TimeSpan.FromMinutes(50));

        (await tokens.GetAsync(Ct)).ShouldBe("token-1");
        await Eventually(() => Task.FromResult(_login.Received.Count == 2));
        (await tokens.GetAsync(Ct)).ShouldBe("token-1");
    }

    [Fact]
    public async Task ATokenThatAConnectorRefusedIsNotGivenAgain()
    {
        var tokens = Tokens();
        tokens.Discard((await tokens.GetAsync(Ct))!);

        (await tokens.GetAsync(Ct)).ShouldBe("token-2");
        tokens.Discard("token-1"); // refused late
        (await tokens.GetAsync(Ct)).ShouldBe("token-2");
    }

    [Theory]
    [InlineData(7000215, "the client secret is wrong. Set the secret's value, not its id.")]
    [InlineData(7000222, "the client secret has expired.")]
    [InlineData(700016, "does not exist in the tenant of")]
    [InlineData(90002, "does not exist. Check MicrosoftAppTenantId.")]
    [InlineData(12345, "refused it (AADSTS12345, status 401).")]
    public async Task ARefusalIsExplainedAndNotRepeatedAtOnce(int code, string reason)
    {
        _login.Error = code;
        var tokens = Tokens();
        (await Should.ThrowAsync<TokenException>(async () => await tokens.GetAsync(Ct))).Message.ShouldContain(reason);
        await Should.ThrowAsync<TokenException>(async () => await tokens.GetAsync(Ct));
        _login.Received.Count.ShouldBe(1);

        _login.Error = null;
        _time.Advance(TimeSpan.FromSeconds(6));
        (await tokens.GetAsync(Ct)).ShouldBe("token-1");
    }

    [Fact]
    public async Task AnIssuerThatIsNotThereIsSaid()
    {
        await _login.DisposeAsync();
        var fault = await Should.ThrowAsync<TokenException>(async () => await Tokens("https://127.0.0.1:9/botframework.com").GetAsync(Ct));

        fault.Message.ShouldStartWith("https://127.0.0.1:9/botframework.com could not be reached");
        _login = await LoginServer.StartAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACertificateTakesTheSecretsPlace(bool pem)
    {
        using var folder = new CorpusFolder();
        using var certificate = LoginServer.SelfSigned("bot");
        var path = Path.Combine(folder.Path, pem ? "bot.pem" : "bot.pfx");
        if (pem)
            await File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), Ct);
        else
            await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, "word"), Ct);
        var settings = new Dictionary<string, string?> { ["MicrosoftAppId"] = Jwt.AppId, ["MicrosoftAppCertificate:Path"] = path, ["MicrosoftAppCertificate:Password"] = pem ? null : "word" };
        (await Tokens(more: settings).GetAsync(Ct)).ShouldBe("token-1");

        var form = _login.Received.ShouldHaveSingleItem().Form;
        form.ShouldNotContainKey("client_secret");
        var assertion = new JsonWebToken(form["client_assertion"]);
        assertion.Issuer.ShouldBe(Jwt.AppId);
        assertion.Audiences.ShouldHaveSingleItem().ShouldBe(_login.Url + "/botframework.com/oauth2/v2.0/token");
    }

    [Theory]
    [InlineData("MultiTenant", null, null, "https://login.microsoftonline.com/botframework.com", "https://api.botframework.com/.default")]
    [InlineData("SingleTenant", "contoso.example.org", null, "https://login.microsoftonline.com/contoso.example.org", "https://api.botframework.com/.default")]
    [InlineData("MultiTenant", null, "https://botframework.azure.us", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", "https://api.botframework.us/.default")]
    [InlineData("SingleTenant", "contoso.example.org", "https://botframework.azure.us", "https://login.microsoftonline.us/contoso.example.org", "https://api.botframework.us/.default")]
    public void TheTenantAndTheCloudChooseTheIssuer(string type, string? tenant, string? service, string authority, string scope)
    {
        var settings = BotSettingsReader.Read(Configured(new()
        {
            ["MicrosoftAppType"] = type,
            ["MicrosoftAppId"] = Jwt.AppId,
            ["MicrosoftAppPassword"] = "word",
            ["MicrosoftAppTenantId"] = tenant,
            ["ChannelService"] = service,
        }));

        settings.Authority.ShouldBe(authority);
        settings.Cloud.Scope.ShouldBe(scope);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CachedTokens Tokens(string? authority = null, Dictionary<string, string?>? more = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(MsalHttp.ClientName);
        _login.Trust(services);
        var clients = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        var keys = new Dictionary<string, string?>(more ?? new() { ["MicrosoftAppId"] = Jwt.AppId, ["MicrosoftAppPassword"] = "word" })
        {
            ["ToChannelFromBotLoginUrl"] = authority ?? _login.Url + "/botframework.com",
        };
        return new CachedTokens(new MsalTokenIssuer(BotSettingsReader.Read(Configured(keys)), new MsalHttp(clients)), _time, NullLogger<CachedTokens>.Instance);
    }

    private static IConfiguration Configured(Dictionary<string, string?> keys) => new ConfigurationBuilder().AddInMemoryCollection(keys).Build();

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        for (var number = 0; number < 2_000 && !await condition(); number++)
            await Task.Delay(25, Ct);
        (await condition()).ShouldBeTrue();
    }
}

using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace KneeBot.BotFramework;

/// <summary>Tokens from Microsoft Entra, by secret, certificate or managed identity.</summary>
internal sealed class MsalTokenIssuer(BotSettings settings, IMsalHttpClientFactory http) : ITokenIssuer
{
    private readonly Lazy<Func<bool, CancellationToken, Task<AuthenticationResult>>> _acquire = new(() => Client(settings, http));

    public async Task<IssuedToken> IssueAsync(bool anew, CancellationToken ct)
    {
        try
        {
            var result = await _acquire.Value(anew, ct).ConfigureAwait(false);
            return new IssuedToken(result.AccessToken, result.ExpiresOn);
        }
        catch (Exception e) when (e is MsalException or HttpRequestException or TaskCanceledException or IOException)
        {
            throw new TokenException(TokenFault.Explain(e, settings), e);
        }
    }

    private static Func<bool, CancellationToken, Task<AuthenticationResult>> Client(BotSettings settings, IMsalHttpClientFactory http)
    {
        var bot = settings.Credentials!;
        if (bot.Type == BotAppType.UserAssignedMsi)
        {
            var resource = settings.Cloud.Scope[..^"/.default".Length];
            var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(bot.AppId)).WithHttpClientFactory(http).Build();
            return (anew, ct) => identity.AcquireTokenForManagedIdentity(resource).WithForceRefresh(anew).ExecuteAsync(ct);
        }

        var builder = ConfidentialClientApplicationBuilder.Create(bot.AppId)
            .WithAuthority(settings.Authority, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(http);
        builder = bot.Certificate is { } certificate
            ? builder.WithCertificate(CertificateFile.Load(certificate), certificate.SendChain)
            : builder.WithClientSecret(bot.Password);
        var client = builder.Build();
        string[] scopes = [settings.Cloud.Scope];
        return (anew, ct) => client.AcquireTokenForClient(scopes).WithForceRefresh(anew).ExecuteAsync(ct);
    }
}

/// <summary>Has MSAL use the host's HTTP clients.</summary>
internal sealed class MsalHttp(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string ClientName = "KneeBot.Login";

    public HttpClient GetHttpClient() => clients.CreateClient(ClientName);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using static KneeBot.BotFramework.BotSettingsReader;

namespace KneeBot.BotFramework;

/// <summary>The Agents SDK's keys: <c>Connections:{name}:Settings</c>, chosen by <c>ConnectionsMap</c>, and <c>TokenValidation:Audiences</c>.</summary>
internal static class ConnectionKeys
{
    public const string Name = "Connections";

    public static BotCredentials? Read(IConfiguration configuration)
    {
        var connections = configuration.GetSection("Connections").GetChildren().ToArray();
        if (connections.Length == 0)
            return null;
        var settings = Chosen(configuration, connections).GetSection("Settings");
        if (Text(settings, "ClientId") is not { } id)
        {
            return Text(settings, "ClientSecret") is null && Text(settings, "AuthType") is null or "ClientSecret"
                ? null // the template as it comes
                : throw new ValidationException($"{settings.Path}:ClientId is not set: set it to the bot's application id.");
        }

        CheckAudience(configuration, id);
        var tenant = Text(settings, "TenantId") ?? AuthorityTenant(settings);
        var credentials = new BotCredentials(Type(settings, tenant), id)
        {
            TenantId = IsBotTenant(tenant) ? null : tenant,
            Password = Text(settings, "ClientSecret"),
            Certificate = Certificate(settings),
        };
        CredentialRules.Check(credentials, new($"{settings.Path}:ClientId", $"{settings.Path}:ClientSecret", $"{settings.Path}:TenantId", $"{settings.Path}:CertThumbprint"));
        return credentials;
    }

    /// <summary>The connection that serves every address; the only one when there is no map.</summary>
    private static IConfigurationSection Chosen(IConfiguration configuration, IConfigurationSection[] connections)
    {
        var map = configuration.GetSection("ConnectionsMap").GetChildren().ToArray();
        var name = map.FirstOrDefault(entry => entry["ServiceUrl"] is "*" or null or "")?["Connection"];
        if (name is null)
        {
            return connections.Length == 1
                ? connections[0]
                : throw new ValidationException("Connections has several entries: name one for every address, \"ConnectionsMap\": [{\"ServiceUrl\": \"*\", \"Connection\": \"…\"}].");
        }

        return connections.FirstOrDefault(connection => connection.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ValidationException($"ConnectionsMap names the connection '{name}', which Connections does not have.");
    }

    private static void CheckAudience(IConfiguration configuration, string id)
    {
        var audiences = configuration.GetSection("TokenValidation:Audiences").GetChildren().Select(child => child.Value?.Trim()).Where(value => value is { Length: > 0 }).ToArray();
        if (audiences.Length > 0 && !audiences.Contains(id, StringComparer.OrdinalIgnoreCase))
            throw new ValidationException($"TokenValidation:Audiences does not hold the connection's ClientId {id}: tokens for the bot carry it as audience.");
    }

    private static BotAppType Type(IConfigurationSection settings, string? tenant) => Text(settings, "AuthType") switch
    {
        null or "ClientSecret" or "Certificate" or "CertificateSubjectName" => tenant is null || IsBotTenant(tenant) ? BotAppType.MultiTenant : BotAppType.SingleTenant,
        "UserManagedIdentity" => BotAppType.UserAssignedMsi,
        var other => throw new ValidationException($"{settings.Path}:AuthType '{other}' is not supported: use ClientSecret, Certificate, CertificateSubjectName or UserManagedIdentity."),
    };

    private static string? AuthorityTenant(IConfigurationSection settings)
    {
        if (Text(settings, "AuthorityEndpoint") is not { } authority)
            return null;
        var tenant = Uri.TryCreate(authority, UriKind.Absolute, out var url) ? url.AbsolutePath.Trim('/') : "";
        return tenant.Length > 0 && !tenant.Contains('/', StringComparison.Ordinal) ? Uri.UnescapeDataString(tenant) is var name && name.StartsWith("{{", StringComparison.Ordinal) ? null : name
            : throw new ValidationException($"{settings.Path}:AuthorityEndpoint must be an address such as 'https://login.microsoftonline.com/<tenant>', not '{authority}'.");
    }

    private static bool IsBotTenant(string? tenant) =>
        tenant is not null && (tenant.Equals(BotCloud.Public.BotTenant, StringComparison.OrdinalIgnoreCase) || tenant.Equals(BotCloud.UsGovernment.BotTenant, StringComparison.OrdinalIgnoreCase));

    private static BotCertificate? Certificate(IConfigurationSection settings) => Text(settings, "AuthType") switch
    {
        "Certificate" => new BotCertificate
        {
            Thumbprint = Text(settings, "CertThumbprint") ?? throw new ValidationException($"{settings.Path}:CertThumbprint is needed for AuthType Certificate."),
            StoreName = Text(settings, "CertStoreName") ?? "My",
            SendChain = Text(settings, "SendX5C") is { } send && bool.TryParse(send, out var chain) && chain,
        },
        "CertificateSubjectName" => new BotCertificate
        {
            SubjectName = Text(settings, "CertSubjectName") ?? throw new ValidationException($"{settings.Path}:CertSubjectName is needed for AuthType CertificateSubjectName."),
            StoreName = Text(settings, "CertStoreName") ?? "My",
            SendChain = true,
        },
        _ => null,
    };
}

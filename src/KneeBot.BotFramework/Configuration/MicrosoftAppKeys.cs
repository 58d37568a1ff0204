using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using static KneeBot.BotFramework.BotSettingsReader;

namespace KneeBot.BotFramework;

/// <summary>The Bot Framework SDK's keys: <c>MicrosoftAppType</c>, <c>MicrosoftAppId</c>, <c>MicrosoftAppPassword</c>, <c>MicrosoftAppTenantId</c>.</summary>
internal static class MicrosoftAppKeys
{
    public const string Name = "MicrosoftAppId, MicrosoftAppType, …";

    public static BotCredentials? Read(IConfiguration configuration)
    {
        var id = Text(configuration, "MicrosoftAppId");
        var password = Text(configuration, "MicrosoftAppPassword");
        if (id is null)
        {
            return password is null
                ? null
                : throw new ValidationException("MicrosoftAppPassword is set, but MicrosoftAppId is not: set it to the bot's application id.");
        }

        var credentials = new BotCredentials(Type(configuration), id)
        {
            TenantId = Text(configuration, "MicrosoftAppTenantId"),
            Password = password,
            Certificate = Certificate(configuration),
        };
        CredentialRules.Check(credentials, new("MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId", "MicrosoftAppCertificate:Path"));
        return credentials;
    }

    private static BotAppType Type(IConfiguration configuration) => Text(configuration, "MicrosoftAppType") is not { } type ? BotAppType.MultiTenant
        : Enum.TryParse<BotAppType>(type, ignoreCase: true, out var known) && !int.TryParse(type, out _) ? known
        : throw new ValidationException($"MicrosoftAppType must be MultiTenant, SingleTenant or UserAssignedMSI, not '{type}'.");

    /// <summary>The SDK takes certificates in code only, so these keys are KneeBot's own.</summary>
    private static BotCertificate? Certificate(IConfiguration configuration)
    {
        var certificate = new BotCertificate
        {
            Path = Text(configuration, "MicrosoftAppCertificate:Path"),
            KeyPath = Text(configuration, "MicrosoftAppCertificate:KeyPath"),
            Password = Text(configuration, "MicrosoftAppCertificate:Password"),
            Thumbprint = Text(configuration, "MicrosoftAppCertificate:Thumbprint"),
        };
        return certificate.Path is null && certificate.Thumbprint is null ? null : certificate;
    }
}

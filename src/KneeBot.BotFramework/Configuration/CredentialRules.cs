using System.ComponentModel.DataAnnotations;

namespace KneeBot.BotFramework;

/// <summary>What must be set together.</summary>
internal static class CredentialRules
{
    /// <summary>The settings' names in the family of keys that was used.</summary>
    internal sealed record Names(string AppId, string Password, string Tenant, string Certificate);

    /// <exception cref="ValidationException">Something is missing or too much.</exception>
    public static void Check(BotCredentials credentials, Names names)
    {
        if (!Guid.TryParse(credentials.AppId, out _))
            throw new ValidationException($"{names.AppId} must be the application id, such as '12345678-9abc-def0-1234-56789abcdef0', not '{credentials.AppId}'.");
        if (credentials.TenantId is { } tenant && (Uri.CheckHostName(tenant) == UriHostNameType.Unknown))
            throw new ValidationException($"{names.Tenant} must be a tenant's id or domain, not '{tenant}'.");
        if (credentials.Type == BotAppType.UserAssignedMsi)
        {
            if (credentials.Password is not null || credentials.Certificate is not null)
                throw new ValidationException($"{names.Password} and {names.Certificate} must not be set for a managed identity, which has no secret.");
            return;
        }

        if (credentials.Type == BotAppType.SingleTenant && credentials.TenantId is null)
            throw new ValidationException($"{names.Tenant} is needed for a single-tenant bot: set it to the tenant's id.");
        if (credentials.Password is null && credentials.Certificate is null)
            throw new ValidationException($"{names.Password} is not set: without a secret or a certificate ({names.Certificate}) the bot cannot reply.");
        if (credentials.Password is not null && credentials.Certificate is not null)
            throw new ValidationException($"{names.Password} and {names.Certificate} are both set: keep one.");
    }
}

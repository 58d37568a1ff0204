namespace KneeBot.BotFramework;

/// <summary>Addresses and names of one of Microsoft's clouds.</summary>
public sealed record BotCloud
{
    /// <summary>The public cloud.</summary>
    public static readonly BotCloud Public = new()
    {
        Issuer = "https://api.botframework.com",
        Metadata = new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        EmulatorMetadata = new("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"),
        EmulatorTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"],
        EmulatorIssuers = ["https://sts.windows.net/{0}/", "https://login.microsoftonline.com/{0}/v2.0"],
        Login = "https://login.microsoftonline.com",
        BotTenant = "botframework.com",
        Scope = "https://api.botframework.com/.default",
        ServiceHosts = ["*.botframework.com", "smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "botapi.skype.com"],
    };

    /// <summary>Azure for the US Government.</summary>
    public static readonly BotCloud UsGovernment = new()
    {
        Issuer = "https://api.botframework.us",
        Metadata = new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        EmulatorMetadata = new("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration"),
        EmulatorTenants = ["cab8a31a-1906-4287-a0d8-4eef66b95f6e", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"],
        EmulatorIssuers = ["https://sts.windows.net/{0}/", "https://login.microsoftonline.us/{0}/", "https://login.microsoftonline.us/{0}/v2.0"],
        Login = "https://login.microsoftonline.us",
        BotTenant = "MicrosoftServices.onmicrosoft.us",
        Scope = "https://api.botframework.us/.default",
        ServiceHosts = ["*.botframework.azure.us", "*.botframework.us", "smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"],
    };

    /// <summary>Issuer of the channels' tokens.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where the channels' keys are published.</summary>
    public required Uri Metadata { get; init; }

    /// <summary>Where the keys of the Emulator's tokens are published.</summary>
    public required Uri EmulatorMetadata { get; init; }

    /// <summary>Tenants whose tokens the Emulator uses.</summary>
    public required IReadOnlyList<string> EmulatorTenants { get; init; }

    /// <summary>Issuers of the Emulator's tokens; <c>{0}</c> is the tenant.</summary>
    public required IReadOnlyList<string> EmulatorIssuers { get; init; }

    /// <summary>The service that issues tokens.</summary>
    public required string Login { get; init; }

    /// <summary>Tenant that issues tokens to bots of every tenant.</summary>
    public required string BotTenant { get; init; }

    /// <summary>Scope of tokens for connectors.</summary>
    public required string Scope { get; init; }

    /// <summary>Hosts of Microsoft's connectors; <c>*.</c> stands for one or more labels.</summary>
    public required IReadOnlyList<string> ServiceHosts { get; init; }
}

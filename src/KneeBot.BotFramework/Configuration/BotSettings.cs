namespace KneeBot.BotFramework;

/// <summary>How the bot is registered and whom it talks to. <see cref="BotSettingsReader"/> reads it.</summary>
public sealed record BotSettings
{
    /// <summary>
    /// Longest time a turn has before its sender is answered and it goes on by itself. The channels wait 15 s; a delivery that failed has been
    /// given up by then (<see cref="ConnectorClient.Budget"/>), so that the sender hears of it.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(13);

    /// <summary>The bot's registration; null: none, so only this machine may call, in Development.</summary>
    public BotCredentials? Credentials { get; init; }

    /// <summary>The cloud whose Bot Service is used.</summary>
    public BotCloud Cloud { get; init; } = BotCloud.Public;

    /// <summary>Whether the Bot Framework Emulator's tokens are accepted. Default: false.</summary>
    public bool EmulatorTokens { get; init; }

    /// <summary>Connectors besides Microsoft's that replies may be sent to; their addresses may be private.</summary>
    public IReadOnlyList<ServiceOrigin> ServiceUrls { get; init; } = [];

    /// <summary>The authority that issues the bot's tokens, for example <c>https://login.microsoftonline.com/botframework.com</c>.</summary>
    internal string Authority => AuthorityOverride
        ?? $"{Cloud.Login}/{(Credentials is { Type: BotAppType.SingleTenant, TenantId: { } tenant } ? tenant : Cloud.BotTenant)}";

    /// <summary>Another authority, by the SDK's key <c>ToChannelFromBotLoginUrl</c>; null: the cloud's.</summary>
    public string? AuthorityOverride { get; init; }

    /// <summary>Which settings the registration was read from, for whoever checks it; null: none.</summary>
    public string? Source { get; init; }
}

/// <summary>The bot's registration with Azure.</summary>
/// <param name="Type">How it proves who it is.</param>
/// <param name="AppId">Its application id; channels' tokens must be meant for it.</param>
public sealed record BotCredentials(BotAppType Type, string AppId)
{
    /// <summary>Tenant of the registration; needed for <see cref="BotAppType.SingleTenant"/>.</summary>
    public string? TenantId { get; init; }

    /// <summary>Client secret; null when a certificate or a managed identity takes its place.</summary>
    public string? Password { get; init; }

    /// <summary>Certificate in place of a secret.</summary>
    public BotCertificate? Certificate { get; init; }

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"{Type} {AppId}";
}

/// <summary>How a bot is registered.</summary>
public enum BotAppType
{
    /// <summary>Usable from every tenant; Azure no longer makes new ones.</summary>
    MultiTenant,

    /// <summary>Belongs to one tenant.</summary>
    SingleTenant,

    /// <summary>A managed identity of the machine it runs on, without a secret.</summary>
    UserAssignedMsi,
}

/// <summary>Where a certificate is found: a file, or the store of the current user or the machine.</summary>
public sealed record BotCertificate
{
    /// <summary>PFX file, or PEM file with the certificate (and the key, unless <see cref="KeyPath"/> names it).</summary>
    public string? Path { get; init; }

    /// <summary>PEM file with the private key.</summary>
    public string? KeyPath { get; init; }

    /// <summary>Password of the PFX or PEM key.</summary>
    public string? Password { get; init; }

    /// <summary>Thumbprint of a certificate in the store.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>Subject name of a certificate in the store.</summary>
    public string? SubjectName { get; init; }

    /// <summary>The store's name. Default: <c>My</c>.</summary>
    public string StoreName { get; init; } = "My";

    /// <summary>Whether the certificate's chain is sent along, as certificates chosen by subject name need.</summary>
    public bool SendChain { get; init; }

    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => $"certificate {Path ?? Thumbprint ?? SubjectName}";
}

using System.ComponentModel.DataAnnotations;
using KneeBot.Configuration;
using Microsoft.Extensions.Configuration;

namespace KneeBot.BotFramework;

/// <summary>
/// Reads the bot's registration, in the Bot Framework SDK's keys (<c>MicrosoftAppId</c>, …) or the Agents SDK's
/// (<c>Connections</c>), and the settings under <c>BotFramework</c>.
/// </summary>
public static class BotSettingsReader
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="ValidationException">A setting is missing, contradicts another or has a wrong form; the message names it and says what to do.</exception>
    public static BotSettings Read(IConfiguration configuration)
    {
        foreach (var list in new[] { "BotFramework:ServiceUrls", "ConnectionsMap", "TokenValidation:Audiences" })
            SettingValues.CheckList(configuration, list);
        var sdk = MicrosoftAppKeys.Read(configuration);
        var agents = ConnectionKeys.Read(configuration);
        if (sdk is not null && agents is not null && sdk != agents)
            throw new ValidationException("MicrosoftAppId, … and Connections describe two registrations; keep one of the two.");
        var cloud = Cloud(configuration);
        return new BotSettings
        {
            Credentials = sdk ?? agents,
            Source = sdk is not null ? MicrosoftAppKeys.Name : agents is not null ? ConnectionKeys.Name : null,
            Cloud = cloud,
            AuthorityOverride = Address(configuration, "ToChannelFromBotLoginUrl")?.AbsoluteUri,
            EmulatorTokens = Flag(configuration, "BotFramework:EmulatorTokens"),
            ServiceUrls = [.. configuration.GetSection("BotFramework:ServiceUrls").GetChildren().Select(child => ServiceOrigin.Parse(child.Value ?? ""))],
        };
    }

    /// <summary>The cloud by the SDK's own key, and the SDK's keys that replace single addresses of it.</summary>
    private static BotCloud Cloud(IConfiguration configuration)
    {
        var service = Text(configuration, "ChannelService");
        var cloud = service switch
        {
            null => BotCloud.Public,
            _ when service.TrimEnd('/').Equals("https://botframework.azure.us", StringComparison.OrdinalIgnoreCase) => BotCloud.UsGovernment,
            _ when service.TrimEnd('/').Equals("https://botframework.com", StringComparison.OrdinalIgnoreCase) => BotCloud.Public,
            _ => throw new ValidationException($"ChannelService must be 'https://botframework.azure.us' for the US Government cloud, or absent; it is '{service}'."),
        };
        return cloud with
        {
            Issuer = Text(configuration, "ToBotFromChannelTokenIssuer") ?? cloud.Issuer,
            Metadata = Address(configuration, "ToBotFromChannelOpenIdMetadataUrl") ?? Address(configuration, "BotOpenIdMetadata") ?? cloud.Metadata,
            EmulatorMetadata = Address(configuration, "ToBotFromEmulatorOpenIdMetadataUrl") ?? cloud.EmulatorMetadata,
            Scope = Text(configuration, "ToChannelFromBotOAuthScope") is { } scope ? Scope(scope) : cloud.Scope,
        };
    }

    private static string Scope(string scope) => scope.EndsWith("/.default", StringComparison.Ordinal) ? scope : scope.TrimEnd('/') + "/.default";

    private static Uri? Address(IConfiguration configuration, string key)
    {
        if (Text(configuration, key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && LoopbackPolicy.IsLoopback(url.DnsSafeHost))))
            return url;
        throw new ValidationException($"{key} must be an https address, not '{text}'.");
    }

    private static bool Flag(IConfiguration configuration, string key) => Text(configuration, key) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new ValidationException($"{key} must be true or false, not '{text}'."),
    };

    /// <summary>A setting; null when it is absent, empty or a placeholder of a template that was never filled in.</summary>
    internal static string? Text(IConfiguration configuration, string key) =>
        configuration[key]?.Trim() is { Length: > 0 } text && !text.StartsWith("{{", StringComparison.Ordinal) ? text : null;
}

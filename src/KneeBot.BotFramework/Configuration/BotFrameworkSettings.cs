using KneeBot.BotFramework.DirectLine;
using KneeBot.Configuration;

namespace KneeBot.BotFramework;

/// <summary>The settings of channels and of the bot's registration, for those who look whether a name is one.</summary>
public static class BotFrameworkSettings
{
    /// <summary>Adds them.</summary>
    public static SettingNames AddBotFramework(this SettingNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names
            .Add(DirectLineOptions.Section, typeof(DirectLineOptions))
            .Add($"{DirectLineOptions.Section}:WebChatFile", "BotFramework:EmulatorTokens", "BotFramework:ServiceUrls:*")
            .Add(
                "MicrosoftAppId", "MicrosoftAppType", "MicrosoftAppPassword", "MicrosoftAppTenantId", "MicrosoftAppCertificate:*", "Connections:*", "ConnectionsMap:*", "TokenValidation:*",
                "ChannelService", "BotOpenIdMetadata", "ToBotFromChannelTokenIssuer", "ToBotFromChannelOpenIdMetadataUrl", "ToBotFromEmulatorOpenIdMetadataUrl", "ToChannelFromBotOAuthScope", "ToChannelFromBotLoginUrl", "BotBuilder");
    }
}

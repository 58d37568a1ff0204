using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.BotFramework.Channels;

/// <summary>Finds what speaks a channel's way.</summary>
public sealed class ChannelDirectory(IServiceProvider services)
{
    private static readonly PlainRenderer Plain = new();

    /// <summary>The channel's renderer; plain text when it has none.</summary>
    public IReplyRenderer Renderer(string? channelId) =>
        services.GetKeyedService<IReplyRenderer>(Key(channelId)) ?? Plain;

    /// <summary>What the message means, read the channel's way; its text as it stands when the channel has none.</summary>
    public ChannelMessage Read(Activity message) =>
        services.GetKeyedService<IChannelInput>(Key(message.ChannelId))?.Read(message) ?? ChannelMessage.Ask(message.Text ?? "");

    internal static string Key(string? channelId) => (channelId ?? "").ToLowerInvariant();
}

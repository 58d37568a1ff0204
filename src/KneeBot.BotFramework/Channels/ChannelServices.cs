using KneeBot.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KneeBot.BotFramework.Channels;

/// <summary>Registers what each channel shows and reads in its own way.</summary>
public static class ChannelServices
{
    /// <summary>Adds the channels KneeBot knows; every other one gets plain text.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => TextCatalog.Load());
        services.AddSingleton<ChannelDirectory>();
        return services
            .AddReplyRenderer<TeamsRenderer>(ChannelIds.Teams)
            .AddChannelInput<TeamsInput>(ChannelIds.Teams)
            .AddReplyRenderer<TelegramRenderer>(ChannelIds.Telegram)
            .AddChannelInput<TelegramInput>(ChannelIds.Telegram);
    }

    /// <summary>Has a channel's replies written by this renderer; the latest registration counts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="channelId">The channel, for example <c>msteams</c>; case does not matter.</param>
    public static IServiceCollection AddReplyRenderer<T>(this IServiceCollection services, string channelId)
        where T : class, IReplyRenderer => services.AddKeyedSingleton<IReplyRenderer, T>(ChannelDirectory.Key(channelId));

    /// <summary>Has a channel's messages read by this class; the latest registration counts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="channelId">The channel, for example <c>telegram</c>; case does not matter.</param>
    public static IServiceCollection AddChannelInput<T>(this IServiceCollection services, string channelId)
        where T : class, IChannelInput => services.AddKeyedSingleton<IChannelInput, T>(ChannelDirectory.Key(channelId));
}

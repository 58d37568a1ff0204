namespace KneeBot.BotFramework.Channels;

/// <summary>Reads what a user of one channel meant to say to the bot.</summary>
public interface IChannelInput
{
    /// <summary>What the message says, without what the channel wraps around it (mentions, commands).</summary>
    ChannelMessage Read(Activity message);
}

/// <summary>What a message means to the bot.</summary>
/// <param name="Intent">What is wanted.</param>
/// <param name="Text">The message to answer; empty unless the intent is <see cref="ChannelIntent.Ask"/>.</param>
public readonly record struct ChannelMessage(ChannelIntent Intent, string Text)
{
    /// <summary>A message to answer.</summary>
    public static ChannelMessage Ask(string text) => new(ChannelIntent.Ask, text);

    /// <summary>The user wants the welcome, for example by <c>/start</c>.</summary>
    public static ChannelMessage Welcome => new(ChannelIntent.Welcome, "");

    /// <summary>The message is not for the bot, for example unaddressed talk in a group.</summary>
    public static ChannelMessage Ignore => new(ChannelIntent.Ignore, "");
}

/// <summary>What a message wants of the bot.</summary>
public enum ChannelIntent
{
    /// <summary>An answer.</summary>
    Ask,

    /// <summary>The welcome.</summary>
    Welcome,

    /// <summary>Nothing.</summary>
    Ignore,
}

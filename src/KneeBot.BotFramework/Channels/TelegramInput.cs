using System.Text.Json;
using System.Text.RegularExpressions;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// Reads what was written in Telegram: <c>/start</c> wants the welcome, other commands are their words, and in a group only what addresses
/// the bot is for it: a command, a mention, an answer to the bot's own message.
/// </summary>
/// <remarks>
/// Azure's channel passes Telegram's own update along in the channel data. It need not say what the bot is called there; names of bots end in
/// "bot", so when the bot's own is not known, a mention of any bot counts.
/// </remarks>
public sealed partial class TelegramInput : IChannelInput
{
    public ChannelMessage Read(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = (message.Text ?? "").Trim();
        var command = Command().Match(text);
        var target = command.Groups["bot"].Value;
        if (IsGroup(message) && !(command.Success ? target.Length == 0 || IsOwn(target, message) : IsMentioned(text, message) || AnswersBot(message)))
            return ChannelMessage.Ignore;
        if (command.Success)
            return Commanded(command.Groups["name"].Value, text[command.Length..].Trim());
        text = Mention().Replace(text, mention => IsOwn(mention.Value[1..], message) ? " " : mention.Value).Trim();
        return text.Length == 0 && !string.IsNullOrWhiteSpace(message.Text) ? ChannelMessage.Welcome : ChannelMessage.Ask(text);
    }

    /// <summary>Whether more than one person reads along.</summary>
    internal static bool IsGroup(Activity activity) =>
        activity.Conversation?.IsGroup == true || Text(Property(Post(activity), "chat"), "type") is "group" or "supergroup";

    private static ChannelMessage Commanded(string name, string rest) => name.ToLowerInvariant() switch
    {
        "start" => ChannelMessage.Welcome, // what follows is the parameter of the link that led here
        "help" when rest.Length == 0 => ChannelMessage.Ask("help"),
        "help" => ChannelMessage.Ask(rest),
        _ => ChannelMessage.Ask($"{name.Replace('_', ' ')} {rest}".Trim()),
    };

    private static bool IsMentioned(string text, Activity message) => Mention().Matches(text).Any(mention => IsOwn(mention.Value[1..], message));

    private static bool IsOwn(string name, Activity message)
    {
        string?[] own = [message.Recipient?.Name?.TrimStart('@'), message.Recipient?.Id?.TrimStart('@')];
        return own.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (name.EndsWith("bot", StringComparison.OrdinalIgnoreCase) && !own.Any(IsUserName));
    }

    /// <summary>Whether it can be a bot's own name there, rather than the name it is shown under or a number.</summary>
    private static bool IsUserName(string? name) => name is not null && UserName().IsMatch(name);

    private static bool AnswersBot(Activity message)
    {
        var author = Property(Property(Post(message), "reply_to_message"), "from");
        return Property(author, "is_bot") is { ValueKind: JsonValueKind.True } && (Text(author, "username") is not { } name || IsOwn(name, message));
    }

    /// <summary>Telegram's message within its update.</summary>
    private static JsonElement? Post(Activity activity) => Property(activity.ChannelData, "message") ?? Property(activity.ChannelData, "edited_message");

    private static JsonElement? Property(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var found) ? found : null;

    private static string? Text(JsonElement? owner, string name) => Property(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    [GeneratedRegex("^[a-z][a-z0-9_]*_[a-z0-9_]*bot$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex UserName();

    [GeneratedRegex("^/(?<name>[a-z0-9_]{1,64})(@(?<bot>[a-z0-9_]{1,64}))?", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex("@[a-z0-9_]{1,64}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Mention();
}

namespace KneeBot.BotFramework.Channels;

/// <summary>Cuts texts that a channel shows in small places: names and excerpts, never a reply.</summary>
internal static class ShortText
{
    /// <summary>The text, or its beginning up to a word's end with an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">Longest result in UTF-16 units, the ellipsis included.</param>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var end = text.LastIndexOf(' ', limit - 2);
        if (end < limit / 2)
            end = char.IsHighSurrogate(text[limit - 3]) ? limit - 3 : limit - 2;
        return text[..end].TrimEnd(' ', ',', ';', ':', '.') + " …";
    }
}

namespace KneeBot.BotFramework.Channels;

/// <summary>Makes a link open at quoted words: a text fragment (<c>#:~:text=…</c>), which browsers without them ignore.</summary>
public static class TextFragment
{
    /// <summary>Quotes up to this length are given whole, longer ones by their first and last words.</summary>
    private const int WholeLength = 100;
    private const int EdgeWords = 5;

    /// <summary>The link, opening at the quote.</summary>
    /// <param name="link">An http or https address, with or without a fragment.</param>
    /// <param name="quote">Words of the page, within one paragraph.</param>
    public static string Append(string link, string quote)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(quote);
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return link;
        var text = quote.Length <= WholeLength || words.Length <= 2 * EdgeWords
            ? Encode(words)
            : Encode(words[..EdgeWords]) + "," + Encode(words[^EdgeWords..]);
        return $"{link}{(link.Contains('#', StringComparison.Ordinal) ? "" : "#")}:~:text={text}";
    }

    /// <summary>The link without such a fragment: opening at its section.</summary>
    public static string Remove(string link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var at = link.IndexOf(":~:", StringComparison.Ordinal);
        return at < 0 ? link : link[..at].TrimEnd('#');
    }

    /// <summary>A hyphen has a meaning of its own there.</summary>
    private static string Encode(string[] words) =>
        Uri.EscapeDataString(string.Join(' ', words)).Replace("-", "%2D", StringComparison.Ordinal);
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// What Teams shows beside a message: its sources, and that a language model wrote it. Teams refuses a message with two of these, one
/// with too many sources, and names that are too long.
/// </summary>
internal static class TeamsEntity
{
    /// <summary>Most sources of one message.</summary>
    public const int MaxCitations = 10;

    /// <summary>Longest title of a source.</summary>
    public const int MaxName = 80;

    /// <summary>Longest excerpt of a source.</summary>
    public const int MaxAbstract = 160;

    /// <summary>Longer addresses are left out: the message has a size to keep.</summary>
    private const int MaxUrl = 2_000;

    /// <summary>The entity; null when there is nothing to tell.</summary>
    public static JsonElement? Write(IReadOnlyList<NumberedCitation> sources, bool isGenerated)
    {
        var cited = sources.GroupBy(source => source.Number).Where(source => source.Key <= MaxCitations).Select(Claim).ToArray();
        if (cited.Length == 0 && !isGenerated)
            return null;
        var message = new JsonObject
        {
            ["type"] = "https://schema.org/Message",
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
        };
        if (isGenerated)
            message["additionalType"] = new JsonArray("AIGeneratedContent");
        if (cited.Length > 0)
            message["citation"] = new JsonArray([.. cited]);
        return JsonSerializer.SerializeToElement(message);
    }

    private static JsonObject Claim(IGrouping<int, NumberedCitation> source)
    {
        var first = source.First();
        var quotes = string.Join(' ', source.Select(sentence => sentence.Citation.Quote).Distinct()).ReplaceLineEndings(" ");
        var appearance = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = ShortText.Cut(first.Name, MaxName),
            ["abstract"] = ShortText.Cut(quotes, MaxAbstract),
        };
        if (first.Url is { Length: <= MaxUrl } url)
            appearance["url"] = url;
        return new JsonObject { ["@type"] = "Claim", ["position"] = source.Key, ["appearance"] = appearance };
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace KneeBot.BotFramework.Channels;

/// <summary>The sources of a message as Web Chat reads them: a schema.org Message with one Claim a source.</summary>
internal static class MessageEntity
{
    public static JsonElement Write(IReadOnlyList<NumberedCitation> sources) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@id"] = "",
        ["@type"] = "Message",
        ["type"] = "https://schema.org/Message",
        ["citation"] = new JsonArray([.. sources.GroupBy(source => source.Number).Select(Claim)]),
    });

    private static JsonObject Claim(IGrouping<int, NumberedCitation> source)
    {
        var first = source.First();
        var quotes = string.Join('\n', source.Select(sentence => sentence.Citation.Quote).Distinct());
        var appearance = new JsonObject { ["@type"] = "DigitalDocument", ["name"] = first.Name, ["text"] = quotes };
        if (first.Url is not null)
            appearance["url"] = first.Url;
        return new JsonObject
        {
            ["@type"] = "Claim",
            ["@id"] = first.Url ?? $"cite:{source.Key}",
            ["position"] = source.Key,
            ["name"] = first.Name,
            ["text"] = quotes,
            ["appearance"] = appearance,
        };
    }
}

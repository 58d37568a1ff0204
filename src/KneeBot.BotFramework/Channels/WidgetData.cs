using System.Text.Json;
using System.Text.Json.Nodes;
using KneeBot.Guardrails;

namespace KneeBot.BotFramework.Channels;

/// <summary>A reply in its parts, as KneeBot's widget reads it: <c>channelData.kneebot</c>.</summary>
internal static class WidgetData
{
    public static JsonElement Write(
        string outcome, Severity severity, string notice, string body, IReadOnlyList<NumberedCitation> sources, IReadOnlyList<PhoneCall> calls) =>
        JsonSerializer.SerializeToElement(new JsonObject
        {
            ["kneebot"] = new JsonObject
            {
                ["kind"] = outcome,
                ["outcome"] = outcome,
                ["severity"] = JsonNamingPolicy.CamelCase.ConvertName(severity.ToString()),
                ["notice"] = notice,
                ["body"] = body,
                ["citations"] = new JsonArray([.. sources.Select(Citation)]),
                ["calls"] = new JsonArray([.. calls.Select(Call)]),
            },
        });

    private static JsonObject Citation(NumberedCitation source) => new()
    {
        ["number"] = source.Number,
        ["article"] = source.Citation.Article,
        ["section"] = source.Citation.Section,
        ["url"] = source.Url,
        ["quote"] = source.Citation.Quote,
    };

    private static JsonObject Call(PhoneCall call) => new()
    {
        ["label"] = call.Label,
        ["number"] = call.Number,
        ["tel"] = call.Tel,
        ["for"] = call.For,
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using KneeBot.Guardrails;

namespace KneeBot.BotFramework.Channels;

/// <summary>A reply in its parts, as KneeBot's widget reads it: <c>channelData.kneebot</c>.</summary>
internal static class WidgetData
{
    /// <param name="outcome">Kind of the reply.</param>
    /// <param name="severity">How urgent it is.</param>
    /// <param name="notice">Fixed text.</param>
    /// <param name="body">The articles' sentences.</param>
    /// <param name="sources">Where they stand.</param>
    /// <param name="calls">Numbers to call.</param>
    /// <param name="reminder">Of a flag: whether it was raised earlier, so that the pinned text stays. Null: not a flag.</param>
    public static JsonElement Write(
        string outcome, Severity severity, string notice, string body, IReadOnlyList<NumberedCitation> sources, IReadOnlyList<PhoneCall> calls, bool? reminder = null)
    {
        var parts = new JsonObject
        {
            ["kind"] = outcome,
            ["outcome"] = outcome,
            ["severity"] = JsonNamingPolicy.CamelCase.ConvertName(severity.ToString()),
            ["notice"] = notice,
            ["body"] = body,
            ["citations"] = new JsonArray([.. sources.Select(Citation)]),
            ["calls"] = new JsonArray([.. calls.Select(Call)]),
        };
        if (reminder is not null)
            parts["reminder"] = reminder;
        return JsonSerializer.SerializeToElement(new JsonObject { ["kneebot"] = parts });
    }

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

using System.Text.Json;
using System.Text.Json.Nodes;

namespace KneeBot.BotFramework.Channels;

/// <summary>An Adaptive Card 1.5 under a red flag's text: what to do now, and a button for each number to call.</summary>
internal static class CallCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static Attachment Write(string notice, IReadOnlyList<PhoneCall> calls)
    {
        var headline = notice.ReplaceLineEndings("\n").Split("\n\n")[0];
        return new Attachment
        {
            ContentType = ContentType,
            Content = JsonSerializer.SerializeToElement(new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.5",
                ["fallbackText"] = headline,
                ["speak"] = headline,
                ["body"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Container",
                    ["style"] = "attention",
                    ["bleed"] = true,
                    ["items"] = new JsonArray(Text(headline)),
                }),
                ["actions"] = new JsonArray([.. calls.Select(Call)]),
            }),
        };
    }

    private static JsonObject Text(string text) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = Markdown.Escape(text),
        ["weight"] = "Bolder",
        ["size"] = "Medium",
        ["wrap"] = true,
    };

    private static JsonObject Call(PhoneCall call) => new()
    {
        ["type"] = "Action.OpenUrl",
        ["title"] = call.Label,
        ["url"] = call.Tel,
    };
}

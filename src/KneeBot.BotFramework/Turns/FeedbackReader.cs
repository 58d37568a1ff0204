using System.Text;
using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>Reads the opinion in a <c>message/submitAction</c> invoke.</summary>
internal static class FeedbackReader
{
    public const string InvokeName = "message/submitAction";

    /// <summary>Longest reason kept, in UTF-16 units.</summary>
    private const int MaxReason = 2_000;

    /// <summary>The opinion; null when the invoke holds none.</summary>
    public static Feedback? Read(Activity invoke)
    {
        if (Property(invoke.Value, "actionName") is { ValueKind: JsonValueKind.String } action && action.GetString() != "feedback")
            return null;
        var said = Property(invoke.Value, "actionValue") ?? invoke.Value;
        return Text(Property(said, "reaction")) is { } reaction and ("like" or "dislike")
            ? new Feedback(invoke.Dialogue(), invoke.ReplyToId, reaction, Reason(Property(said, "feedback")))
            : null;
    }

    /// <summary>Teams sends the form as JSON inside a string: <c>{"feedbackText": "…"}</c>.</summary>
    private static string? Reason(JsonElement? feedback)
    {
        if (Text(feedback) is not { } text)
            return Shortened(Text(Property(feedback, "feedbackText")));
        try
        {
            using var form = LoneSurrogates.Parse(Encoding.UTF8.GetBytes(text));
            return form.RootElement.ValueKind == JsonValueKind.Object ? Shortened(Text(Property(form.RootElement, "feedbackText"))) : Shortened(text);
        }
        catch (JsonException)
        {
            return Shortened(text);
        }
    }

    private static string? Shortened(string? text) => string.IsNullOrWhiteSpace(text) ? null : text[..Math.Min(text.Length, MaxReason)];

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Property(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var found) ? found : null;
}

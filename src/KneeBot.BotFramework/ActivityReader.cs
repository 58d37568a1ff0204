using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace KneeBot.BotFramework;

/// <summary>Turns the bytes of a request into an activity, or says what is wrong with them.</summary>
public static class ActivityReader
{
    /// <summary>Longest activity read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Longest conversation or activity id, in UTF-16 units: they become part of an address.</summary>
    public const int MaxIdLength = 1_024;

    /// <summary>Reads one activity. Half of a pair of surrogates in its texts is read as U+FFFD.</summary>
    /// <param name="json">The body, UTF-8; a byte order mark before it is passed over, as RFC 8259 allows.</param>
    /// <param name="activity">The activity; null when the body is refused.</param>
    /// <param name="needsConversation">Whether a message must name its conversation: not where the address does.</param>
    /// <returns>Null, or why the body is refused.</returns>
    public static Refusal? Read(ReadOnlySpan<byte> json, out Activity? activity, bool needsConversation = true)
    {
        activity = null;
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(json))
            return Bad("The body is not valid UTF-8.", "Encode the JSON as UTF-8.");
        try
        {
            activity = JsonSerializer.Deserialize(LoneSurrogates.Replace(json), ActivityJson.Default.Activity);
        }
        catch (JsonException e)
        {
            return Unreadable(e);
        }

        var refusal = Check(activity, needsConversation);
        if (refusal is not null)
            activity = null;
        return refusal;
    }

    private static Refusal? Check(Activity? activity, bool needsConversation)
    {
        if (activity is null)
            return NotAnObject;
        if (string.IsNullOrWhiteSpace(activity.Type))
            return Bad("The activity has no type.", "Add \"type\", for example \"message\".");
        if (activity.Id?.Length > MaxIdLength || activity.Conversation?.Id?.Length > MaxIdLength)
            return Bad("An id is too long.", $"Keep id and conversation.id to {MaxIdLength:N0} characters.");
        if (needsConversation && string.IsNullOrEmpty(activity.Conversation?.Id) && TurnHandler.MayReply(activity))
            return Bad("The activity has no conversation.", "Add \"conversation\": {\"id\": \"…\"}; messages with the same id belong to one dialogue.");
        return null;
    }

    /// <summary>The reader's own message tells of its classes; this one tells of the JSON.</summary>
    private static Refusal Unreadable(JsonException e)
    {
        if (e.Path == "$" && e.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return NotAnObject;
        var place = $"near line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        if (e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return Bad("The JSON is nested too deeply.", $"Send an activity of at most {ActivityJson.MaxDepth} levels.");
        if (e.Message.StartsWith("Duplicate", StringComparison.Ordinal))
            return Bad("The JSON has the same property twice.", $"Send each property once; the second one is {place}.");
        return e.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? Bad("A property has the wrong type.", $"Look at {e.Path}: the Bot Framework's Activity schema says what belongs there.")
            : Bad("The body is not valid JSON.", $"Look {place}.");
    }

    private static Refusal NotAnObject => Bad("The body is not a JSON object.", "Send one activity: {\"type\": \"message\", …}.");

    private static Refusal Bad(string title, string detail) => new(400, title, detail);
}

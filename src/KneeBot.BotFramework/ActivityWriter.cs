using System.Text.Encodings.Web;
using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>Writes activities as UTF-8 JSON.</summary>
public static class ActivityWriter
{
    /// <summary>Apostrophes and quotes stay legible: the JSON stands on its own, never inside HTML. Deeper than what is read, since an activity may lie in a list.</summary>
    private static readonly ActivityJson Json = new(new JsonSerializerOptions(ActivityJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * ActivityJson.MaxDepth,
    });

    /// <summary>One activity.</summary>
    public static byte[] Write(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Json.Activity);

    /// <summary>The response to a sender that expects replies.</summary>
    public static byte[] Write(ExpectedReplies replies) => JsonSerializer.SerializeToUtf8Bytes(replies, Json.ExpectedReplies);
}

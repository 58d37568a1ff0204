using System.Text.Json;
using System.Text.Json.Serialization;

namespace KneeBot.BotFramework;

/// <summary>How activities are read: strictly. <see cref="ActivityWriter"/> writes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(string))]
public sealed partial class ActivityJson : JsonSerializerContext
{
    /// <summary>Objects and arrays inside one another, the activity itself included, that are still read.</summary>
    public const int MaxDepth = 32;
}

/// <summary>The response to <c>deliveryMode: expectReplies</c>.</summary>
/// <param name="Activities">The replies in order; may be empty.</param>
public sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

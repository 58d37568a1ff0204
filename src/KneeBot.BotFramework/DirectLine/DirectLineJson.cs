using System.Text.Json.Serialization;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>How Direct Line's own objects are written. Activities are written by <see cref="ActivityWriter"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(AzureTokenRequest))]
internal sealed partial class DirectLineJson : JsonSerializerContext;

/// <summary>A token, and what the page needs to go on.</summary>
internal sealed record TokenResponse(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn)
{
    public string? UserId { get; init; }

    /// <summary>Base address of every further call.</summary>
    public string? Domain { get; init; }

    [JsonPropertyName("kneebot")]
    public ServiceFacts? KneeBot { get; init; }
}

/// <summary>What the page tells its visitor.</summary>
/// <param name="Mode"><c>embedded</c> or <c>azure</c>.</param>
/// <param name="KeptMinutes">Minutes without a message after which a conversation is erased; null where Azure decides.</param>
/// <param name="Articles">How many articles answer.</param>
/// <param name="Titles">What the first of them are called.</param>
/// <param name="Starters">Questions to begin with.</param>
internal sealed record ServiceFacts(string Mode, int? KeptMinutes, int Articles, IReadOnlyList<string> Titles, IReadOnlyList<string> Starters)
{
    private const int MostTitles = 3;

    public static ServiceFacts Of(KneeBotEngine engine, string mode, int? keptMinutes) =>
        new(mode, keptMinutes, engine.Corpus.Titles.Count, [.. engine.Corpus.Titles.Take(MostTitles)], engine.FirstQuestions);
}

/// <summary>A conversation that can be talked in.</summary>
internal sealed record ConversationResponse(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string StreamUrl,
    string ReferenceGrammarId);

/// <summary>The id an activity got.</summary>
internal sealed record ResourceResponse(string Id);

/// <summary>The session is the conversation.</summary>
internal sealed record SessionResponse(string SessionId);

/// <summary>Direct Line's way to say what is wrong.</summary>
internal sealed record ErrorResponse(DirectLineError Error);

/// <param name="Code">For programs.</param>
/// <param name="Message">For people: what to do.</param>
internal sealed record DirectLineError(string Code, string Message)
{
    /// <summary>What a visitor in danger must read, when a message is not taken.</summary>
    public string? Safety { get; init; }

    /// <summary>Numbers to call, for the same case.</summary>
    public IReadOnlyList<Channels.PhoneCall>? Calls { get; init; }
}

/// <summary>What Azure's token endpoint is asked for.</summary>
internal sealed record AzureTokenRequest(AzureUser User, IReadOnlyList<string>? TrustedOrigins);

/// <param name="Id">Begins with <c>dl_</c>: Azure then overwrites what the page says.</param>
internal sealed record AzureUser(string Id);

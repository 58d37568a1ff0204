using System.ComponentModel.DataAnnotations;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Where a page's conversations are held.</summary>
public enum DirectLineMode
{
    /// <summary>In this process; nothing else is needed.</summary>
    Embedded,

    /// <summary>At Azure's Direct Line: this host only exchanges the secret for tokens.</summary>
    Azure,

    /// <summary>Nowhere: <c>/v3/directline</c> is not there.</summary>
    Off,
}

/// <summary>Settings of Direct Line: <c>Channels:DirectLine</c>.</summary>
public sealed class DirectLineOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Channels:DirectLine";

    /// <summary>Where conversations are held. Default: <see cref="DirectLineMode.Embedded"/>.</summary>
    public DirectLineMode Mode { get; set; }

    /// <summary>
    /// Who knows it may get tokens without being a page of an allowed origin; in mode Azure, the secret of the bot's Direct Line channel. It
    /// never leaves the server. Default: none; in Development one is made at start and printed.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Origins of pages that may talk to KneeBot, for example <c>https://www.example.org</c>. The host's own is always allowed. Default: none.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Azure's Direct Line, for mode Azure; regions have their own. Default: the global one.</summary>
    public Uri AzureEndpoint { get; set; } = new("https://directline.botframework.com");

    /// <summary>Minutes without a message after which a conversation is erased. Default: 30.</summary>
    [Range(1, 1_440)]
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Minutes a token lasts. Default: 30.</summary>
    [Range(1, 1_440)]
    public int TokenMinutes { get; set; } = 30;

    /// <summary>Conversations held at once; the one idle longest goes first. Default: 5,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConversations { get; set; } = 5_000;

    /// <summary>Messages of the visitor in one conversation. Default: 200.</summary>
    [Range(1, 100_000)]
    public int MaxMessages { get; set; } = 200;

    /// <summary>Messages a minute in one conversation. Default: 20.</summary>
    [Range(1, 100_000)]
    public int MessagesPerMinute { get; set; } = 20;

    /// <summary>Messages a minute from one address. Default: 120.</summary>
    [Range(1, 10_000_000)]
    public int MessagesPerMinutePerAddress { get; set; } = 120;

    /// <summary>Tokens and conversations a minute for one address. Default: 30 of each.</summary>
    [Range(1, 10_000_000)]
    public int StartsPerMinutePerAddress { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in AllowedOrigins)
        {
            if (!Origins.IsOrigin(origin))
                yield return new ValidationResult($"Channels:DirectLine:AllowedOrigins must hold origins such as 'https://www.example.org', without a path; '{origin}' is none.");
        }

        if (Mode == DirectLineMode.Azure && string.IsNullOrWhiteSpace(Secret))
            yield return new ValidationResult("Channels:DirectLine:Mode is Azure, and Channels:DirectLine:Secret is not set: give the secret of the bot's Direct Line channel, best in the environment (Channels__DirectLine__Secret).");
        if (!(AzureEndpoint.IsAbsoluteUri && (AzureEndpoint.Scheme == Uri.UriSchemeHttps || (AzureEndpoint.Scheme == Uri.UriSchemeHttp && AzureEndpoint.IsLoopback))))
            yield return new ValidationResult($"Channels:DirectLine:AzureEndpoint must be an https address such as 'https://europe.directline.botframework.com', not '{AzureEndpoint.OriginalString}'.");
        if (Secret is { Length: < 16 })
            yield return new ValidationResult("Channels:DirectLine:Secret is shorter than 16 characters; use a long random one.");
    }
}

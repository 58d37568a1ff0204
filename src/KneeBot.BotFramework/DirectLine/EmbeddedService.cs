namespace KneeBot.BotFramework.DirectLine;

/// <summary>The embedded service's address. Activities carry it, so that renderers know where the visitor reaches the articles.</summary>
internal static class EmbeddedService
{
    /// <summary>Where the routes begin.</summary>
    public const string Path = "/v3/directline";

    /// <summary>The service URL of a host.</summary>
    public static string Url(string site) => site + Path;

    /// <summary>The host of a service URL; null when it is another channel's.</summary>
    public static string? Site(string? serviceUrl) =>
        serviceUrl?.EndsWith(Path, StringComparison.Ordinal) == true ? serviceUrl[..^Path.Length] : null;
}

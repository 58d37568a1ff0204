using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Which pages may talk to KneeBot, and under which address they reach it.</summary>
/// <param name="allowed">Origins of other sites.</param>
/// <param name="publicBaseUrl">The host's own address, where it is set.</param>
internal sealed class Origins(IEnumerable<string> allowed, Uri? publicBaseUrl)
{
    private readonly HashSet<string> _allowed = [.. allowed.Select(Normal)];
    private readonly string? _own = publicBaseUrl?.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether the text is an origin: scheme, host and port alone.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && Normal(text) == Normal(uri.GetLeftPart(UriPartial.Authority));

    /// <summary>The request's origin in its normal form; null when it carries none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin ? Normal(origin) : null;

    /// <summary>Whether pages of this origin may talk to the host that the request names.</summary>
    public bool Allows(string origin, HttpRequest request) =>
        _allowed.Contains(origin) || IsOwn(origin, request);

    /// <summary>
    /// The host's address as the caller reaches it, without a slash at the end. Behind a proxy that ends TLS the request itself says http;
    /// a page served over https can only use https, and its origin or PublicBaseUrl shows it.
    /// </summary>
    public string Site(HttpRequest request)
    {
        var secure = request.IsHttps
            || (Of(request) is { } origin && origin.StartsWith("https:", StringComparison.Ordinal) && (IsOwn(origin, request) || !LoopbackPolicy.IsLoopback(request.Host.Host)))
            || (publicBaseUrl is { Scheme: "https" } own && own.Authority == request.Host.Value);
        return $"{(secure ? "https" : "http")}://{request.Host.Value}{request.PathBase.Value?.TrimEnd('/')}";
    }

    private bool IsOwn(string origin, HttpRequest request) =>
        origin == _own
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && Uri.TryCreate($"{page.Scheme}://{request.Host.Value}", UriKind.Absolute, out var host)
            && page.Authority == host.Authority);

    private static string Normal(string origin) => origin.Trim().TrimEnd('/').ToLowerInvariant();
}

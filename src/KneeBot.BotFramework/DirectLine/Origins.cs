using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Which pages may talk to KneeBot, and under which address they reach it.</summary>
/// <param name="allowed">Origins of other sites.</param>
/// <param name="publicBaseUrl">The host's own address, where it is set.</param>
/// <param name="namesAreChecked">Whether requests for any other host name than those of the setting <c>AllowedHosts</c> are refused before they come here.</param>
internal sealed class Origins(IEnumerable<string> allowed, Uri? publicBaseUrl, bool namesAreChecked = false)
{
    private readonly HashSet<string> _allowed = [.. allowed.Where(IsOrigin).Select(origin => Of(new Uri(origin)))];
    private readonly string? _own = publicBaseUrl is null ? null : Of(publicBaseUrl);

    /// <summary>Whether the text is an origin: scheme, host and port alone.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo.Length: 0, PathAndQuery: "/", Fragment.Length: 0 };

    /// <summary>The request's origin in its normal form; null when it carries none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin.ToLowerInvariant() : null;

    /// <summary>Whether pages of this origin may talk to the host that the request names.</summary>
    public bool Allows(string origin, HttpRequest request) =>
        IsAllowed(origin) || IsOwn(origin, request);

    /// <summary>Whether the origin is one of the other sites'.</summary>
    public bool IsAllowed(string origin) => _allowed.Contains(origin.ToLowerInvariant());

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

    /// <summary>
    /// The host's own pages: scheme, host and port are those of PublicBaseUrl or of the request. A web site can point a name of its own at this
    /// host, so a name that only the request vouches for counts as long as nobody said which name is right; addresses cannot be pointed anywhere.
    /// </summary>
    private bool IsOwn(string origin, HttpRequest request)
    {
        if (origin == _own)
            return true;
        var host = request.Host.Host;
        var isAddress = LoopbackPolicy.IsLoopback(host) || IPAddress.TryParse(host.Trim('[', ']'), out _);
        if (_own is not null && !namesAreChecked && !isAddress)
            return false;
        // Behind a proxy that ends TLS the request says http where the page says https; on this machine there is no proxy to be expected.
        return origin == Own(request.Scheme, request) || (!request.IsHttps && !LoopbackPolicy.IsLoopback(host) && origin == Own("https", request));
    }

    private static string? Own(string scheme, HttpRequest request) =>
        Uri.TryCreate($"{scheme}://{request.Host.Value}", UriKind.Absolute, out var host) && host.UserInfo.Length == 0 ? Of(host) : null;

    /// <summary>The origin of an address as browsers write it: international names in their ASCII form, the usual port left out.</summary>
    private static string Of(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return $"{uri.Scheme}://{host.ToLowerInvariant()}{(uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}"))}";
    }
}

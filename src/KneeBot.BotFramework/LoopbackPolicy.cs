using System.Net;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework;

/// <summary>Who may call while there is no authentication: a program on this machine, and nobody through a proxy on it.</summary>
public static class LoopbackPolicy
{
    private static readonly string[] ForwardingHeaders =
    [
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP",
        "X-Azure-ClientIP", "X-Envoy-External-Address", "X-ProxyUser-Ip",
    ];

    /// <summary>The forwarded-headers middleware moves what it used to X-Original-*.</summary>
    private static readonly string[] ForwardingPrefixes = ["X-Forwarded-", "X-Original-"];

    /// <summary>Null, or why the caller is refused.</summary>
    public static Refusal? CheckCaller(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IsLoopback(address))
            return Refused("Only this machine may call.", "Call from the machine KneeBot runs on: there is no authentication yet.");
        if (context.Request.Headers.Keys.FirstOrDefault(IsForwarding) is { } header)
            return Refused("Forwarded requests are refused.", $"The request carries {header}, so it came through a proxy. Call KneeBot directly: there is no authentication yet.");
        // A web page whose name has been pointed at this machine sends its own name here.
        return IsLoopback(context.Request.Host.Host)
            ? null
            : Refused("The Host header does not name this machine.", "Call http://localhost or http://127.0.0.1 with KneeBot's port.");
    }

    /// <summary>Null, or why replies are not sent there.</summary>
    /// <param name="serviceUrl">The activity's service URL.</param>
    public static Refusal? CheckService(string serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            return new Refusal(400, "The serviceUrl is not a web address.", "Send an address such as http://localhost:3979, without a user name.");
        return IsLoopback(url.DnsSafeHost)
            ? null
            : Refused("The serviceUrl is not on this machine.", "Use localhost, 127.0.0.1 or [::1]: without authentication, replies go nowhere else.");
    }

    /// <summary>Whether a host name or address means this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsLoopback(address));

    /// <summary>Whether an address is this machine's own, 127.0.0.0/8 or ::1.</summary>
    public static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsForwarding(string header) =>
        ForwardingHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
        || ForwardingPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static Refusal Refused(string title, string detail) => new(403, title, detail);
}

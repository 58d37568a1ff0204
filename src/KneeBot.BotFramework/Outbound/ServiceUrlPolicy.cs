using System.Net;
using System.Net.Sockets;

namespace KneeBot.BotFramework;

/// <summary>Where replies may be sent: Microsoft's connectors at public addresses, and the connectors the operator named.</summary>
internal sealed class ServiceUrlPolicy(BotSettings settings, bool isDevelopment)
{
    /// <summary>Networks no connector of Microsoft's is in: the machine's own, private, link-local, shared, reserved, and those that carry such addresses inside.</summary>
    private static readonly IPNetwork[] Inward =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Null, or why replies are not sent there.</summary>
    public Refusal? Check(string serviceUrl, CallerKind caller)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            return new Refusal(403, "The serviceUrl is not a web address.", "Send an https address without a user name.");
        if (settings.ServiceUrls.Contains(ServiceOrigin.Of(url)))
            return null;
        if (caller == CallerKind.Emulator && isDevelopment && LoopbackPolicy.IsLoopback(url.DnsSafeHost))
            return null;
        if (url.Scheme != "https" || !url.IsDefaultPort)
            return new Refusal(403, "The serviceUrl is not https.", "Microsoft's connectors are called over https on port 443; others are listed in BotFramework:ServiceUrls.");
        return settings.Cloud.ServiceHosts.Any(pattern => Matches(pattern, url.IdnHost))
            ? null
            : new Refusal(403, "The serviceUrl is not a known connector.", "If you trust it, add its address to BotFramework:ServiceUrls.");
    }

    /// <summary>Whether a connection may be made to this address, which a host's name led to.</summary>
    public bool MayConnect(string host, int port, IPAddress address)
    {
        if (settings.Credentials is null)
            return LoopbackPolicy.IsLoopback(address);
        if (settings.ServiceUrls.Any(origin => origin.Port == port && origin.Host.Equals(host, StringComparison.OrdinalIgnoreCase)))
            return true;
        return IsPublic(address) || (settings.EmulatorTokens && isDevelopment && LoopbackPolicy.IsLoopback(host) && LoopbackPolicy.IsLoopback(address));
    }

    /// <summary>Whether an address can be somebody else's server on the internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Inward.Any(network => network.Contains(address));
    }

    private static bool Matches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && host.Length > pattern.Length - 1
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}

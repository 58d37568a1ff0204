using System.ComponentModel.DataAnnotations;

namespace KneeBot.BotFramework;

/// <summary>Scheme, host and port of a connector that the operator trusts.</summary>
/// <param name="Scheme"><c>https</c>, or <c>http</c> on this machine.</param>
/// <param name="Host">Host name or address, lower case, without brackets.</param>
/// <param name="Port">TCP port.</param>
public sealed record ServiceOrigin(string Scheme, string Host, int Port)
{
    /// <summary>Reads an address such as <c>https://connector.example.org</c>; anything after the port is left out.</summary>
    /// <exception cref="ValidationException">It is not an address replies may be sent to.</exception>
    public static ServiceOrigin Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            throw new ValidationException($"BotFramework:ServiceUrls: '{address}' is not a web address such as 'https://connector.example.org'.");
        if (url.Scheme == "http" && !LoopbackPolicy.IsLoopback(url.DnsSafeHost))
            throw new ValidationException($"BotFramework:ServiceUrls: '{address}' must be https, since it is not on this machine.");
        return Of(url);
    }

    internal static ServiceOrigin Of(Uri url) => new(url.Scheme, url.IdnHost.ToLowerInvariant(), url.Port);
}

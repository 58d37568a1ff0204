using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>How much may be sent in a minute.</summary>
internal sealed class DirectLineLimits(DirectLineOptions options, TimeProvider time)
{
    /// <summary>Red flags pass the other limits up to this many times as often, so that they cannot be used to flood the host.</summary>
    private const int RedFlagFactor = 10;

    private readonly TokenBuckets _tokens = new(time, options.StartsPerMinutePerAddress);
    private readonly TokenBuckets _starts = new(time, options.StartsPerMinutePerAddress);
    private readonly TokenBuckets _byConversation = new(time, options.MessagesPerMinute);
    private readonly TokenBuckets _byAddress = new(time, options.MessagesPerMinutePerAddress);
    private readonly TokenBuckets _redFlags = new(time, (double)RedFlagFactor * options.MessagesPerMinutePerAddress);

    public DirectLineRefusal? TakeToken(HttpContext context) => Refuse(_tokens.Take(Address(context)), "tokens");

    public DirectLineRefusal? TakeStart(HttpContext context) => Refuse(_starts.Take(Address(context)), "conversations");

    /// <summary>Counts a message.</summary>
    public DirectLineRefusal? TakeMessage(HttpContext context, string conversation)
    {
        if (_byConversation.Take(conversation) is { } wait)
            return DirectLineRefusal.TooMany(wait, "messages");
        if (_byAddress.Take(Address(context)) is not { } longer)
            return null;
        _byConversation.Return(conversation);
        return DirectLineRefusal.TooMany(longer, "messages");
    }

    /// <summary>Whether a refused message may still be looked at for red flags.</summary>
    public bool MayBeRedFlag(HttpContext context) => _redFlags.Take(Address(context)) is null;

    private static DirectLineRefusal? Refuse(TimeSpan? wait, string what) => wait is { } time ? DirectLineRefusal.TooMany(time, what) : null;

    /// <summary>One household has a whole /64 of IPv6.</summary>
    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } v6 => new IPAddress([.. v6.GetAddressBytes()[..8], .. new byte[8]]) + "/64",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var v4 => v4.ToString(),
    };
}

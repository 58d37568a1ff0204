using System.Net;
using System.Net.Sockets;

namespace KneeBot.BotFramework;

/// <summary>Connections to connectors: only to addresses the policy allows, whatever a name resolves to by then; no proxy, no redirects, no cookies.</summary>
internal static class GuardedHandler
{
    public static SocketsHttpHandler Create(ServiceUrlPolicy policy) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, ct) => ConnectAsync(policy, context.DnsEndPoint, ct),
    };

    private static async ValueTask<Stream> ConnectAsync(ServiceUrlPolicy policy, DnsEndPoint to, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, ct).ConfigureAwait(false);
        var allowed = found.Where(address => policy.MayConnect(to.Host, to.Port, address)).ToArray();
        if (allowed.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound); // as if it had no address: asking again does not help
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

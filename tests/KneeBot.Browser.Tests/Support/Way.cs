using System.Net;
using System.Net.Sockets;

namespace KneeBot.Browser.Tests.Support;

/// <summary>A port of its own in front of the host, whose connections can be broken, and which can lead to another host.</summary>
internal sealed class Way : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _open = [];

    public Way(Uri target)
    {
        Target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where new connections lead.</summary>
    public Uri Target { get; set; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Breaks one of the open connections, as a lost network does.</summary>
    /// <returns>False: none is open.</returns>
    public bool BreakOne(Random random)
    {
        lock (_open)
        {
            if (_open.Count == 0)
                return false;
            var at = random.Next(_open.Count);
            _open[at].Client.Close(timeout: 0); // a reset, not an orderly end
            _open.RemoveAt(at);
            return true;
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        while (BreakOne(new Random(0)))
        {
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The way is closed.
        }
    }

    private async Task ServeAsync(TcpClient inside)
    {
        lock (_open)
            _open.Add(inside);
        using var outside = new TcpClient();
        try
        {
            await outside.ConnectAsync(IPAddress.Loopback, Target.Port);
            var (one, other) = (inside.GetStream(), outside.GetStream());
            await await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Broken on purpose, or the host is not there.
        }

        lock (_open)
            _open.Remove(inside);
        inside.Dispose();
    }
}

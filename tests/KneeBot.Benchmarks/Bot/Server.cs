using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KneeBot.Benchmarks.Bot;

/// <summary>A server in a process of its own, until it is disposed of.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    private Server(Process process) => _process = process;

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>From the start of the process to the first reply to a question.</summary>
    public TimeSpan ToFirstReply { get; private set; }

    /// <summary>KneeBot's host, built beside this program.</summary>
    public static async Task<Server> KneeBotAsync(params string[] settings)
    {
        var server = await StartAsync(["KneeBot.Host.dll", .. settings]);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var question = new StringContent(
            """{"type": "message", "deliveryMode": "expectReplies", "conversation": {"id": "first"}, "text": "what is the lump behind my knee full of?"}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/api/messages", UriKind.Relative), question);
        var reply = await response.Content.ReadAsStringAsync();
        server.ToFirstReply = Stopwatch.GetElapsedTime(server._started);
        return reply.Contains("Baker's cyst", StringComparison.Ordinal) ? server : throw new InvalidOperationException("KneeBot does not answer: " + reply);
    }

    /// <summary>One of <see cref="Endpoints"/>.</summary>
    public static Task<Server> OwnAsync(string verb) => StartAsync(["KneeBot.Benchmarks.dll", verb]);

    /// <summary>Memory in use now, in MiB: what the kernel counts as resident.</summary>
    public async Task<double> ResidentAsync()
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{_process.Id}/status");
        return double.Parse(lines.First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Server> StartAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, arguments[0]), .. arguments[1..]])
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        };
        var server = new Server(Process.Start(start)!);
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("It serves at ", StringComparison.Ordinal))
                continue;
            server.Address = new Uri(line["It serves at ".Length..].Split(' ')[0]);
            _ = server._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // it must not wait for somebody to read it
            return server;
        }

        throw new InvalidOperationException($"{arguments[0]} does not start; run it by hand to see why.");
    }
}

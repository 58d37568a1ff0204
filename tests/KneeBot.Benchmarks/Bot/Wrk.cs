using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace KneeBot.Benchmarks.Bot;

/// <summary>Load by wrk: 16 connections, a Lua script that gives each request its own activity id over 1,000 conversations.</summary>
internal static partial class Wrk
{
    /// <summary>Requests a second; an error or a status other than 2xx ends the benchmark.</summary>
    /// <param name="server">Where.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="mode"><c>expectReplies</c>, or the connector's address.</param>
    /// <param name="texts"><c>same</c>: few texts; <c>distinct</c>: no text twice.</param>
    public static async Task<(double PerSecond, long Requests)> RunAsync(Uri server, int seconds, string mode, string texts)
    {
        var start = new ProcessStartInfo("wrk", ["-t", "1", "-c", "16", "-d", $"{seconds}s", "--timeout", "30s", "-s", Path.Combine(AppContext.BaseDirectory, "Bot", "activities.lua"), new Uri(server, "/api/messages").AbsoluteUri, "--", mode, texts])
        {
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (wrk.ExitCode != 0 || output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException("wrk met errors:\n" + output);
        return (Number(PerSecond(), output), (long)Number(Requests(), output));
    }

    private static double Number(Regex pattern, string output) => double.Parse(pattern.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"([0-9]+) requests in")]
    private static partial Regex Requests();
}

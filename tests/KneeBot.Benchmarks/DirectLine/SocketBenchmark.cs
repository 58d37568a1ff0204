using System.Collections.Concurrent;
using System.Globalization;
using KneeBot.Benchmarks.Bot;

namespace KneeBot.Benchmarks.DirectLine;

/// <summary>
/// Many visitors with an open stream, each of whom writes once a minute: how long a reply takes to come through the stream, and whether
/// the host's memory grows. The host has the encoder on, as by default, and its limits by address raised: all visitors share one.
/// </summary>
internal static class SocketBenchmark
{
    private const string Secret = "a-secret-of-the-benchmark-alone";

    private static readonly string[] Limits = ["MessagesPerMinutePerAddress=1000000", "StartsPerMinutePerAddress=1000000", "MessagesPerMinute=1000"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var visitors = arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000;
        var minutes = arguments is [_, var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 6;
        await using var bot = await Server.KneeBotAsync([$"--Channels:DirectLine:Secret={Secret}", .. Limits.Select(limit => "--Channels:DirectLine:" + limit)]);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = bot.Address, DefaultRequestHeaders = { Authorization = new("Bearer", Secret) } };
        var times = new ConcurrentQueue<double>();
        var open = new List<Visitor>();
        for (var i = 0; i < visitors; i++)
            open.Add(await Visitor.JoinAsync(http, i, times));
        Console.WriteLine($"{visitors} visitors are connected.\n\n| minute | replies | median | p99 | slowest | resident |\n|---:|---:|---:|---:|---:|---:|");
        using var over = new CancellationTokenSource();
        var talks = open.Select(visitor => visitor.TalkAsync(over.Token)).ToArray();
        var all = new List<double>();
        var resident = new List<double>();
        for (var minute = 1; minute <= minutes; minute++)
        {
            await Task.Delay(TimeSpan.FromMinutes(1));
            var these = Drain(times);
            all.AddRange(these);
            resident.Add(await bot.ResidentAsync());
            Console.WriteLine(Row(minute.ToString(CultureInfo.InvariantCulture), these, resident[^1]));
        }

        await over.CancelAsync();
        await Task.WhenAll(talks);
        open.ForEach(visitor => visitor.Dispose());
        all.AddRange(Drain(times));
        Console.WriteLine(Row("all", all, resident[^1]));
        var sent = open.Sum(visitor => visitor.Sent);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{sent} sent, {sent - all.Count} without a reply, {open.Sum(visitor => visitor.Strays)} strays (goal 0, p99 250 ms)"));
        if (minutes > 2)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory from minute 2 to {minutes}: {100 * ((resident[^1] / resident[1]) - 1):+0.0;-0.0} % (goal 5 %)"));
        return 0;
    }

    private static List<double> Drain(ConcurrentQueue<double> times)
    {
        var taken = new List<double>();
        while (times.TryDequeue(out var time))
            taken.Add(time);
        return taken;
    }

    private static string Row(string minute, List<double> times, double resident)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? $"| {minute} | 0 | | | | |"
            : string.Create(CultureInfo.InvariantCulture, $"| {minute} | {sorted.Length} | {At(0.5):0} ms | {At(0.99):0} ms | {sorted[^1]:0} ms | {resident:0} MiB |");

        double At(double quantile) => sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
    }
}

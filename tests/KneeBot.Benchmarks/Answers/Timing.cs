using System.Diagnostics;
using System.Globalization;

namespace KneeBot.Benchmarks.Answers;

internal static class Timing
{
    /// <summary>Calls a second, by one thread, after one round to warm up.</summary>
    public static double PerSecond(IReadOnlyList<string> queries, TimeSpan time, Action<string> search)
    {
        foreach (var query in queries)
            search(query);
        var started = Stopwatch.GetTimestamp();
        var done = 0;
        while (Stopwatch.GetElapsedTime(started) < time)
            search(queries[done++ % queries.Count]);
        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Milliseconds of each call.</summary>
    public static async Task<double[]> EachAsync(IEnumerable<string> queries, Func<string, Task> call)
    {
        var times = new List<double>();
        foreach (var query in queries)
        {
            var started = Stopwatch.GetTimestamp();
            await call(query);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return [.. times.Order()];
    }

    public static string Describe(double[] sorted) => string.Create(CultureInfo.InvariantCulture,
        $"{sorted.Length} calls: mean {sorted.Average():0.00} ms, median {sorted[sorted.Length / 2]:0.00} ms, p95 {sorted[sorted.Length * 95 / 100]:0.00} ms, p99 {sorted[sorted.Length * 99 / 100]:0.00} ms, slowest {sorted[^1]:0.00} ms");
}

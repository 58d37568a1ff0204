namespace KneeBot.Host;

/// <summary>
/// Gives memory back that the process would keep for hours: what starting took, and what turns left behind. The runtime waits with a full
/// collection until much has gathered, which in a process that holds the weights of two networks is tens of megabytes.
/// </summary>
internal static class HostMemory
{
    /// <summary>Late enough not to hold up the first visitors.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(20);

    /// <summary>A collection stops everything for some hundredths of a second: seldom enough that hardly any visitor meets one.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Bytes that turns must have taken since the last collection for one to be worth it: some fifty turns.</summary>
    private const long Worthwhile = 48 << 20;

    public static void KeepMemorySmall(this WebApplication app) => app.DoAfterStart(AfterStart, () =>
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ = CollectNowAndThenAsync(app.Lifetime.ApplicationStopping);
    });

    private static async Task CollectNowAndThenAsync(CancellationToken stopping)
    {
        var (full, taken) = (GC.CollectionCount(GC.MaxGeneration), GC.GetTotalAllocatedBytes());
        using var timer = new PeriodicTimer(Interval);
        await using var ends = stopping.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (GC.CollectionCount(GC.MaxGeneration) == full && GC.GetTotalAllocatedBytes() - taken >= Worthwhile)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            (full, taken) = (GC.CollectionCount(GC.MaxGeneration), GC.GetTotalAllocatedBytes());
        }
    }
}

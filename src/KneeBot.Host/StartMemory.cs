namespace KneeBot.Host;

/// <summary>Gives the memory back that starting took and answering does not need: without it, the process keeps it for hours.</summary>
internal static class StartMemory
{
    /// <summary>Late enough not to hold up the first visitors.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(20);

    public static void GiveBackStartMemory(this WebApplication app) =>
        app.DoAfterStart(After, () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
}

namespace KneeBot.Host;

/// <summary>Work that waits until the host serves, and a while longer, so that it takes nothing from the first visitors.</summary>
internal static class AfterStart
{
    /// <param name="app">The application.</param>
    /// <param name="wait">From when it serves; stopping meanwhile drops the work.</param>
    /// <param name="work">What is done, once.</param>
    public static void DoAfterStart(this WebApplication app, TimeSpan wait, Action work) =>
        app.Lifetime.ApplicationStarted.Register(() => _ = DoAsync(wait, work, app.Lifetime.ApplicationStopping));

    private static async Task DoAsync(TimeSpan wait, Action work, CancellationToken stopping)
    {
        await Task.Delay(wait, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
            work();
    }
}

namespace KneeBot.Browser.Tests.Support;

/// <summary>The browser has one clipboard for all its visitors: a test that reads it keeps the others away meanwhile.</summary>
internal sealed class Clipboard : IDisposable
{
    private static readonly SemaphoreSlim One = new(1);

    private Clipboard() { }

    public static async Task<Clipboard> TakeAsync(IPage page)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await One.WaitAsync(TestContext.Current.CancellationToken);
        return new Clipboard();
    }

    public void Dispose() => One.Release();
}

[assembly: AssemblyFixture(typeof(KneeBot.Browser.Tests.Support.Chromium))]

namespace KneeBot.Browser.Tests.Support;

/// <summary>One real browser and one real host for the whole run; each test has its own context, as if it were a visitor of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private HostProcess? _host;

    /// <summary>The limits per address would count all visitors of the run as one.</summary>
    public static readonly string[] WideLimits =
    [
        "--Channels:DirectLine:StartsPerMinutePerAddress=100000",
        "--Channels:DirectLine:MessagesPerMinutePerAddress=100000",
        "--Channels:DirectLine:MessagesPerMinute=1000",
    ];

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address => _host!.Address;

    private static string Executable => Environment.GetEnvironmentVariable("KNEEBOT_CHROMIUM") ?? "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            throw new InvalidOperationException($"The browser tests need Chromium at {Executable}: install it ('apt-get install chromium'), or set KNEEBOT_CHROMIUM to its path.");
        Assertions.SetDefaultExpectTimeout(30_000);
        _host = HostProcess.Start("Development", WideLimits);
        await _host.ServingAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }
}

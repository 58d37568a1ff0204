namespace KneeBot.Browser.Tests.Support;

/// <summary>What a visitor holds in the hand.</summary>
public static class Device
{
    public static BrowserNewContextOptions Desktop => new() { ViewportSize = new ViewportSize { Width = 1200, Height = 800 }, Locale = "en-GB" };

    public static BrowserNewContextOptions Phone => new()
    {
        ViewportSize = new ViewportSize { Width = 390, Height = 780 }, DeviceScaleFactor = 2, IsMobile = true, HasTouch = true, Locale = "en-GB",
    };

    public static BrowserNewContextOptions SmallPhone => new()
    {
        ViewportSize = new ViewportSize { Width = 320, Height = 568 }, DeviceScaleFactor = 2, IsMobile = true, HasTouch = true, Locale = "en-GB",
    };

    /// <summary>A desktop page at 200 %: half the pixels, each twice as large.</summary>
    public static BrowserNewContextOptions Zoomed => new() { ViewportSize = new ViewportSize { Width = 640, Height = 400 }, DeviceScaleFactor = 2, Locale = "en-GB" };

    public static BrowserNewContextOptions Named(string name) => name switch
    {
        "desktop" => Desktop,
        "phone" => Phone,
        "small phone" => SmallPhone,
        "200 %" => Zoomed,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such device."),
    };
}

namespace KneeBot.Cli.Teams;

/// <summary>
/// The two icons Teams asks for, drawn here: a bent leg in a speech bubble. Colour: 192 × 192, its drawing within the middle 120 × 120.
/// Outline: 32 × 32, white on nothing.
/// </summary>
internal static class TeamsIcons
{
    /// <summary>Background of the colour icon, red green blue in hexadecimal.</summary>
    public const string Accent = "1B5E7A";

    public const int ColorSize = 192;
    public const int OutlineSize = 32;

    private static readonly byte[] AccentBytes = Convert.FromHexString(Accent);

    /// <summary>The colour icon as a PNG.</summary>
    public static byte[] Color() => Png.Write(ColorSize, (x, y) =>
    {
        var (u, v) = ((x - 36) / 120, (y - 36) / 120);
        var white = Math.Max(0, Coverage(Bubble(u, v), 120) - Coverage(Leg(u, v), 120));
        return ((byte)Mix(AccentBytes[0], white), (byte)Mix(AccentBytes[1], white), (byte)Mix(AccentBytes[2], white), 255);
    });

    /// <summary>The outline icon as a PNG.</summary>
    public static byte[] Outline() => Png.Write(OutlineSize, (x, y) =>
    {
        var (u, v) = (x / OutlineSize, y / OutlineSize);
        var rim = Math.Abs(Bubble(u, v) + 0.04) - 0.035;
        return (255, 255, 255, (byte)(255 * Math.Max(Coverage(rim, OutlineSize), Coverage(Leg(u, v), OutlineSize))));
    });

    private static double Mix(byte background, double white) => background + ((255 - background) * white);

    /// <summary>How much of a pixel lies inside, from its distance to the edge.</summary>
    private static double Coverage(double distance, double scale) => Math.Clamp(0.5 - (distance * scale), 0, 1);

    /// <summary>Distance to a speech bubble within the unit square: a rounded rectangle with a tail; negative inside.</summary>
    private static double Bubble(double u, double v)
    {
        var (dx, dy) = (Math.Abs(u - 0.5) - 0.32, Math.Abs(v - 0.43) - 0.25);
        var box = Math.Sqrt((Math.Max(dx, 0) * Math.Max(dx, 0)) + (Math.Max(dy, 0) * Math.Max(dy, 0))) + Math.Min(Math.Max(dx, dy), 0) - 0.16;
        return Math.Min(box, Bar(u, v, (0.32, 0.8), (0.24, 0.93), 0.05));
    }

    /// <summary>Distance to a leg bent at the knee: thigh, shin, foot.</summary>
    private static double Leg(double u, double v) => Math.Min(
        Math.Min(Bar(u, v, (0.3, 0.28), (0.58, 0.4), 0.065), Bar(u, v, (0.58, 0.4), (0.46, 0.66), 0.055)),
        Bar(u, v, (0.46, 0.66), (0.62, 0.68), 0.04));

    private static double Bar(double u, double v, (double X, double Y) from, (double X, double Y) to, double radius)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var along = Math.Clamp((((u - from.X) * dx) + ((v - from.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return Math.Sqrt(Math.Pow(u - from.X - (along * dx), 2) + Math.Pow(v - from.Y - (along * dy), 2)) - radius;
    }
}

namespace KneeBot.Evaluation;

/// <summary>A count out of a total.</summary>
/// <param name="Count">How many.</param>
/// <param name="Total">Of how many.</param>
public readonly record struct Proportion(int Count, int Total)
{
    /// <summary>Two-sided 95 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The share, from 0 to 1; 0 when there is nothing to count.</summary>
    public double Share => Total == 0 ? 0 : (double)Count / Total;

    /// <summary>Lower end of the 95 % Wilson score interval (Wilson, J Am Stat Assoc 1927).</summary>
    public double Low => Wilson(-1);

    /// <summary>Upper end of the 95 % Wilson score interval.</summary>
    public double High => Wilson(+1);

    /// <summary>How many of the items hold.</summary>
    public static Proportion Of<T>(IEnumerable<T> items, Func<T, bool> holds)
    {
        var (count, total) = (0, 0);
        foreach (var item in items)
        {
            total++;
            if (holds(item))
                count++;
        }

        return new Proportion(count, total);
    }

    private double Wilson(int side)
    {
        if (Total == 0)
            return side < 0 ? 0 : 1;
        // At either end the interval reaches the end itself; rounding must not leave it a hair short.
        if ((side < 0 && Count == 0) || (side > 0 && Count == Total))
            return side < 0 ? 0 : 1;
        var square = Z * Z;
        var centre = Share + square / (2 * Total);
        var width = Z * Math.Sqrt(Share * (1 - Share) / Total + square / (4.0 * Total * Total));
        return (centre + side * width) / (1 + square / Total);
    }
}

namespace KneeBot.Texts;

/// <summary>Chooses the country whose numbers are given.</summary>
public static class RegionChoice
{
    /// <summary>The country of the visitor's locale where it is trusted and has numbers of its own; else the configured one; null: none.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="locale">The visitor's locale, for example <c>en-GB</c>; null when unknown.</param>
    /// <param name="texts">Knows the countries.</param>
    public static string? RegionOf(this KneeBotOptions options, string? locale, TextCatalog texts)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(texts);
        if (options.TrustLocaleRegion && locale is not null && locale.LastIndexOfAny(['-', '_']) is var dash and >= 0)
        {
            var region = locale[(dash + 1)..];
            if (region.Length == 2 && texts.HasRegion(region))
                return region;
        }

        return options.Region;
    }
}

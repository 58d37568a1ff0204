namespace KneeBot.Texts;

/// <summary>What the articles are called in a sentence, so that fixed texts follow the corpus.</summary>
internal static class ArticleTitles
{
    private const int Most = 3;

    /// <summary>"this site's articles", and in brackets the titles of the first ones.</summary>
    /// <param name="titles">All titles; empty when there are no articles.</param>
    public static string Name(IReadOnlyList<string> titles) => titles.Count == 0
        ? "this site's articles"
        : $"this site's articles ({string.Join(", ", titles.Take(Most).Select(title => $"“{title}”"))}{(titles.Count > Most ? " and others" : "")})";
}

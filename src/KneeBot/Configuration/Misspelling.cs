using KneeBot.Guardrails;

namespace KneeBot.Configuration;

/// <summary>Which of some known names an unknown one was probably meant to be.</summary>
internal static class Misspelling
{
    private const int ShortestKnown = 3, LongKnown = 6;

    /// <summary>The nearest known name; null when none is near. Case, hyphens and underscores do not matter.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => known
        .Where(one => one.Length >= ShortestKnown)
        .Select(one => (Name: one, Distance: SpellingRepair.EditDistance(Bare(name), Bare(one))))
        .Where(one => one.Distance <= (one.Name.Length >= LongKnown ? 2 : 1))
        .OrderBy(one => one.Distance)
        .Select(one => one.Name)
        .FirstOrDefault();

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}

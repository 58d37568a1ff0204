using KneeBot.Guardrails;

namespace KneeBot.Configuration;

/// <summary>Which of some known names an unknown one was probably meant to be.</summary>
internal static class Misspelling
{
    private const int ShortestKnown = 3, LongKnown = 6, LongAmongMuchElse = 10;

    /// <summary>The nearest known name; null when none is near. Case, hyphens, underscores and colons do not matter.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The known ones.</param>
    /// <param name="amongMuchElse">Whether the unknown name stands among many that mean something else: it must be nearer then.</param>
    public static string? Nearest(string name, IEnumerable<string> known, bool amongMuchElse = false) => known
        .Where(one => one.Length >= ShortestKnown)
        .Select(one => (Name: one, Distance: SpellingRepair.EditDistance(Bare(name), Bare(one))))
        .Where(one => one.Distance <= (one.Name.Length >= (amongMuchElse ? LongAmongMuchElse : LongKnown) ? 2 : 1))
        .OrderBy(one => one.Distance)
        .Select(one => one.Name)
        .FirstOrDefault();

    private static string Bare(string name) => string.Concat(name.Where(letter => letter is not ('_' or '-' or ':'))).ToLowerInvariant();
}

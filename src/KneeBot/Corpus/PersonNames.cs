using System.Text.RegularExpressions;
using KneeBot.Guardrails;

namespace KneeBot.Corpus;

/// <summary>
/// Tells a reader's name from a short heading. A word that the article also writes in lower case ("osteoarthritis",
/// "massage") is no name, and a name has at least one word that no English dictionary lists.
/// </summary>
internal sealed partial class PersonNames
{
    private const int ShortestProse = 60;

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase) { "anonymous", "anon", "guest", "admin", "reader", "visitor", "patient", "user", "unknown", "commenter" };

    private static readonly HashSet<string> English = EnglishWords.Load();

    private readonly HashSet<string> _ordinary = new(StringComparer.Ordinal);

    public PersonNames(IEnumerable<PageBlock> blocks)
    {
        foreach (var block in blocks.Where(block => block.Text.Length >= ShortestProse))
        foreach (var word in Word().EnumerateMatches(block.Text))
        {
            var text = block.Text.AsSpan(word.Index, word.Length);
            if (char.IsLower(text[0]))
                _ordinary.GetAlternateLookup<ReadOnlySpan<char>>().Add(text);
        }
    }

    /// <summary>0: not a name; 1: may be one, though an ordinary word; 2: a name.</summary>
    public int Judge(string text)
    {
        if (NoNames.Contains(text))
            return 2;
        var shaped = Shape().IsMatch(text);
        if (text.Length > 45 || !(shaped || UserName().IsMatch(text)))
            return 0;
        if (Titled().IsMatch(text))
            return 2;

        var words = Word().Matches(text).Select(match => match.Value).Where(word => word.Length > 1).ToArray();
        if (words.Any(word => _ordinary.Contains(word.ToLowerInvariant()) || _ordinary.Contains(Singular(word))))
            return 0;
        if (words.Any(word => !IsAcronym(word) && !English.Contains(word.ToLowerInvariant()) && !English.Contains(Singular(word))))
            return 2;
        return shaped && words.Length is 1 or 2 ? 1 : 0;
    }

    private static bool IsAcronym(string word) => word.Length <= 5 && word.All(char.IsUpper);

    private static string Singular(string word)
    {
        var lower = word.ToLowerInvariant();
        return lower.EndsWith("'s", StringComparison.Ordinal) || lower.EndsWith("’s", StringComparison.Ordinal) ? lower[..^2] : lower.TrimEnd('s');
    }

    [GeneratedRegex(@"[\p{L}][\p{L}\p{M}'’-]*")]
    private static partial Regex Word();

    // One to four words, each with a capital or an initial; "de", "van", "bin" and the like between them.
    [GeneratedRegex(@"^((Dr|Mr|Mrs|Ms|Miss|Prof)\.? )?\p{Lu}[\p{L}\p{M}'’-]*\.?( (\p{Lu}[\p{L}\p{M}'’-]*\.?|d[aeiu]|del|la|van|von|der|den|bin|al|el|y)){0,3}( \d{1,4})?(,? (MD|M\.D\.|DO|PT|DPT|PhD|RN|BSc|MSc|FRCS|Jr|Sr)\.?)*( ?[(\[]?(author|admin|post author|op|mod)[)\]]?)?$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(dr|mr|mrs|ms|prof)\.? \p{L}|\b(MD|M\.D\.|DPT|PhD|FRCS)\b|[(\[](author|admin|post author|op|mod)[)\]]$", RegexOptions.IgnoreCase)]
    private static partial Regex Titled();

    [GeneratedRegex(@"^@?[a-zA-Z][a-zA-Z0-9]*[_.0-9-]?[a-zA-Z0-9_]{1,24}$|^[a-z]{2,15} [a-z]{1,15}\.?$|^\p{Lu}[\p{L}]+ [a-z]\.?$")]
    private static partial Regex UserName();
}

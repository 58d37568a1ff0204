using System.Text.RegularExpressions;

namespace KneeBot.Tests.Corpus;

/// <summary>Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59.</summary>
internal static partial class Readability
{
    /// <summary>Words whose syllables the rules miscount.</summary>
    private static readonly Dictionary<string, int> Known = new()
    {
        ["dvt"] = 3, ["mri"] = 3, ["acl"] = 3, ["usually"] = 4, ["usual"] = 3, ["unusual"] = 4, ["fluid"] = 2, ["area"] = 3, ["people"] = 2, ["sometimes"] = 2,
        ["something"] = 2, ["osteoarthritis"] = 6, ["schedule"] = 2, ["reaction"] = 3, ["complicated"] = 4, ["lateral"] = 3, ["someone"] = 2, ["peroneal"] = 4, ["shoes"] = 1, ["being"] = 2,
    };

    public static double Grade(IReadOnlyCollection<string> sentences)
    {
        var words = sentences.SelectMany(sentence => Word().Matches(sentence)).Select(match => match.Value).ToArray();
        return (0.39 * words.Length / sentences.Count) + (11.8 * words.Sum(Syllables) / words.Length) - 15.59;
    }

    private static int Syllables(string word)
    {
        var text = word.ToLowerInvariant();
        if (Known.TryGetValue(text, out var known))
            return known;
        if (SilentEd().IsMatch(text) || (SilentEs().IsMatch(text) && text.Length > 3 && !SpokenEs().IsMatch(text)))
            text = text[..^2];
        else if (text.EndsWith('e') && !text.EndsWith("le", StringComparison.Ordinal) && !text.EndsWith("ee", StringComparison.Ordinal) && text.Length > 3)
            text = text[..^1];
        return Math.Max(1, Vowels().Count(text) + Split().Count(text));
    }

    [GeneratedRegex(@"[A-Za-z']+|\d+")]
    private static partial Regex Word();

    [GeneratedRegex("[^td]ed$")]
    private static partial Regex SilentEd();

    [GeneratedRegex("[^aeiouylscgxz]es$|[^l]les$")]
    private static partial Regex SilentEs();

    [GeneratedRegex("(ch|sh)es$")]
    private static partial Regex SpokenEs();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("ia")]
    private static partial Regex Split();
}

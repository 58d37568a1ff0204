using System.Reflection;
using KneeBot.Guardrails;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace KneeBot.Conversations;

/// <summary>
/// Recognises a message in another language, and says in it that KneeBot reads English only. When unsure, English: a message
/// counts as another language only when most of its letters are of another script, or when few of its words are English and
/// at least two are frequent words of one language.
/// </summary>
public sealed class OtherLanguage
{
    private const double MostEnglishWords = 0.34;

    private readonly IReadOnlyList<Entry> _entries;
    private readonly HashSet<string> _english = EnglishWords.Load();

    private sealed class Entry
    {
        public string Language { get; set; } = "";

        public string? Script { get; set; }

        public List<string> Words { get; set; } = [];

        public string Text { get; set; } = "";
    }

    public OtherLanguage()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Texts/other-languages.yaml")
            ?? throw new InvalidOperationException("The embedded file 'Texts/other-languages.yaml' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        _entries = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<List<Entry>>(reader);
    }

    /// <summary>The fixed sentence in the message's language; null for English and whenever in doubt.</summary>
    public string? Notice(string message)
    {
        var text = message.ToLowerInvariant();
        var words = Words(text);
        return (ByScript(text, words) ?? ByWords(words))?.Text;
    }

    private Entry? ByScript(string text, string[] words)
    {
        var letters = text.Where(char.IsLetter).Select(Script).ToArray();
        if (letters.Length < 2)
            return null;
        var other = letters.Where(script => script is not null).GroupBy(script => script!).OrderByDescending(same => same.Count()).FirstOrDefault();
        if (other is null || 2 * letters.Count(script => script is not null) <= letters.Length)
            return null;
        // Japanese mixes kana and Han.
        var name = letters.Contains("Kana") ? "Kana" : other.Key;
        return _entries.Where(entry => entry.Script == name).MaxBy(entry => words.Count(entry.Words.Contains));
    }

    private Entry? ByWords(string[] words)
    {
        if (words.Length < 2)
            return null;
        var english = words.Count(word => _english.Contains(word) || word is "a" or "i");
        if (english > MostEnglishWords * words.Length)
        {
            // Frequent foreign words that are English ones too ("die", "me", "la") do not count as English where the rest is foreign.
            var shared = words.Count(word => (_english.Contains(word) || word is "a" or "i") && _entries.Any(entry => entry.Script is null && entry.Words.Contains(word)));
            if (english - shared > MostEnglishWords * words.Length / 2)
                return null;
        }

        var ranked = _entries.Where(entry => entry.Script is null)
            .Select(entry => (Entry: entry, Hits: words.Count(entry.Words.Contains), Own: words.Distinct().Count(word => entry.Words.Contains(word) && !_english.Contains(word))))
            .OrderByDescending(candidate => candidate.Hits)
            .ToArray();
        return ranked[0] is { Hits: >= 2, Own: >= 1 } best && best.Hits >= 0.3 * words.Length ? best.Entry : null;
    }

    private static string[] Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetter(text[i]) || char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
            {
                if (start < 0) start = i;
            }
            else if (start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return [.. words];
    }

    /// <summary>The script of a letter that is not Latin; null for Latin.</summary>
    private static string? Script(char c) => c switch
    {
        >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => "Greek",
        >= '\u0400' and <= '\u052F' => "Cyrillic",
        >= '\u0590' and <= '\u05FF' => "Hebrew",
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\uFB50' and <= '\uFEFC' => "Arabic",
        >= '\u0900' and <= '\u097F' => "Devanagari",
        >= '\u0980' and <= '\u09FF' => "Bengali",
        >= '\u0A00' and <= '\u0A7F' => "Gurmukhi",
        >= '\u0A80' and <= '\u0AFF' => "Gujarati",
        >= '\u0B80' and <= '\u0BFF' => "Tamil",
        >= '\u0C00' and <= '\u0C7F' => "Telugu",
        >= '\u0E00' and <= '\u0E7F' => "Thai",
        >= '\u3040' and <= '\u30FF' => "Kana",
        >= '\uAC00' and <= '\uD7AF' or >= '\u1100' and <= '\u11FF' => "Hangul",
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' => "Han",
        _ => null,
    };
}

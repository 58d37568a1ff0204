using System.Globalization;
using System.Text;
using KneeBot.Guardrails;
using Lucene.Net.Analysis.Miscellaneous;

namespace KneeBot.Conversations;

/// <summary>
/// Tells messages in another language from English, by script and by common words. Errs towards English: misspelt English,
/// dialects and text-speak, and messages that mix English in, are English; so is whatever is unclear.
/// </summary>
public sealed class LanguageDetector
{
    /// <summary>Share of a message's letters that must be in another script for that script to decide.</summary>
    internal const double ScriptShare = 0.6;

    /// <summary>Share of a message's words that a profile must hold.</summary>
    internal const double ProfileShare = 0.33;

    /// <summary>Largest share of English words beside a profile's own.</summary>
    internal const double EnglishShare = 0.2;

    /// <summary>Letters from which a word alone tells a language: shorter ones come out of slips of the keyboard.</summary>
    private const int LongWord = 5;

    private readonly LanguageProfiles _profiles;
    private readonly HashSet<string> _english;

    internal LanguageDetector(LanguageProfiles profiles, HashSet<string> english) => (_profiles, _english) = (profiles, english);

    private static readonly Lazy<LanguageDetector> Embedded = new(() => new LanguageDetector(LanguageProfiles.Load(), EnglishWords.Load()));

    /// <summary>With the embedded profiles; one for all who ask.</summary>
    public static LanguageDetector Load() => Embedded.Value;

    /// <summary>The language of a message as a BCP 47 tag such as <c>es</c>; null for English, or when unsure.</summary>
    public string? Detect(string text)
    {
        var words = Words(text.Length > UserTurn.MaxLength ? text[..UserTurn.MaxLength] : text);
        var letters = words.Sum(word => word.Letters);
        var others = words.Where(word => word.Script is not null).ToArray();
        var latin = words.Where(word => word.Script is null).ToArray();
        if (others.Length == 0)
            return OfLatin(latin);
        return others.Sum(word => word.Letters) >= ScriptShare * letters && !latin.Any(word => word.Plain.Length > 3 && _english.Contains(word.Plain) || _profiles.IsMarker(word.Plain) && word.Plain.Length > 1)
            ? OfScript(others)
            : null;
    }

    private string? OfScript(Word[] words)
    {
        var scripts = words.GroupBy(word => word.Script!).OrderByDescending(group => group.Sum(word => word.Letters)).ToArray();
        // Japanese mixes its own letters into Chinese ones.
        var script = scripts.Any(group => group.Key == "kana") ? "kana" : scripts[0].Key;
        // Two letters in a formula, or a lone sign, are no message.
        if (script is "greek" or "cyrillic" && words.Sum(word => word.Letters) < 4)
            return null;
        return _profiles.Languages
            .Where(language => language.Script == script)
            .MaxBy(language => words.Count(word => language.Words.Contains(word.Plain)) + words.Count(word => word.Plain.AsSpan().IndexOfAny(language.Letters) >= 0))?.Text;
    }

    private string? OfLatin(Word[] words)
    {
        var counted = words.Where(word => word.Letters > 1 || _profiles.IsMarker(word.Plain)).ToArray();
        if (counted.Length < 2)
            return null;
        (string? Text, int Hits) best = (null, 0);
        var having = Array.ConvertAll(words, word => _profiles.Having(word.Plain)); // one look at a word, not one for each language
        for (var i = 0; i < _profiles.Languages.Count; i++)
        {
            var language = _profiles.Languages[i];
            if (language.Script != "latin" || Hits(having, 1UL << i) < 2)
                continue;
            var own = words.Where(word => language.Words.Contains(word.Plain)).Select(word => word.Plain).ToArray();
            var distinct = own.Where(word => word.Length > 1).Distinct().Count();
            if (distinct < 2 || own.Length < ProfileShare * words.Length || own.Length <= best.Hits || (language.Marked && !words.Any(word => word.IsAccented)))
                continue;
            if (words.Any(word => !word.IsAccented && _profiles.IsMarker(word.Plain) && !language.Words.Contains(word.Plain)))
                continue;
            var english = words.Count(word => !word.IsAccented && word.Plain.Length > 1 && _english.Contains(word.Plain) && !language.Words.Contains(word.Plain));
            // Short words are shared by many languages: words that English has as well show nothing by themselves.
            var foreign = own.Where(word => word.Length > 1 && !_english.Contains(word) && !_profiles.IsMarker(word)).Distinct().Count();
            // In a short message one word that English lacks is enough, if most are the profile's and none is English alone.
            var isShort = own.Length * 2 > words.Length && english == 0 && own.Any(word => word.Length >= LongWord && !_english.Contains(word) && !_profiles.IsMarker(word));
            if ((foreign >= 2 && english <= EnglishShare * words.Length) || isShort)
                best = (language.Text, own.Length);
        }

        return best.Text;
    }

    private static int Hits(ReadOnlySpan<ulong> having, ulong language)
    {
        var hits = 0;
        foreach (var languages in having)
            hits += (languages & language) == 0 ? 0 : 1;
        return hits;
    }

    /// <summary>A word: in lower case and, if Latin, without accents; its script, null for Latin.</summary>
    private readonly record struct Word(string Plain, string? Script, int Letters, bool IsAccented);

    private List<Word> Words(string text)
    {
        var words = new List<Word>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && (char.IsLetter(text[i]) && !IsSeam(text, start, i) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || text[i] == '\u200C'))
                i++;
            words.Add(Read(text.AsSpan(start, i - start)));
        }

        return words;
    }

    /// <summary>Chinese, Japanese, Korean and Thai run on without spaces: there a word ends where Latin letters begin or end.</summary>
    private bool IsSeam(string text, int start, int at) =>
        at > start && IsUnspaced(text[at - 1]) != IsUnspaced(text[at]) && char.IsLetter(text[at - 1]);

    private bool IsUnspaced(char letter) => _profiles.ScriptOf(letter) is not (null or "cyrillic" or "greek" or "armenian");

    private Word Read(ReadOnlySpan<char> raw)
    {
        string? script = null;
        var (letters, latin, accented) = (0, false, false);
        var plain = new StringBuilder(raw.Length);
        var buffer = new char[4];
        foreach (var c in raw)
        {
            var isLetter = char.IsLetter(c);
            letters += isLetter ? 1 : 0;
            if (isLetter && _profiles.ScriptOf(c) is { } other)
            {
                script ??= other;
                // Japanese words run on from Chinese characters into kana.
                if (other == "kana") script = other;
                plain.Append(char.ToLowerInvariant(c));
                continue;
            }

            if (!isLetter && script is not null)
            {
                plain.Append(c);
                continue;
            }

            accented |= c > 0x7F && isLetter || !isLetter;
            if (!isLetter)
                continue;
            latin = true;
            var length = ASCIIFoldingFilter.FoldToASCII([c], 0, buffer, 0, 1);
            foreach (var simple in buffer.AsSpan(0, length))
                plain.Append(char.ToLowerInvariant(simple));
        }

        // A word with any Latin letter is Latin: look-alike letters of other scripts hide English words.
        return new Word(plain.ToString(), latin ? null : script, letters, accented);
    }
}

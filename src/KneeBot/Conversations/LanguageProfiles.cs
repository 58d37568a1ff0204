using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Lucene.Net.Analysis.Miscellaneous;
using YamlDotNet.Serialization;

namespace KneeBot.Conversations;

/// <summary>What a language looks like.</summary>
/// <param name="Text">Tag of the language whose sentence is given, for example <c>es</c>.</param>
/// <param name="Script">Name of its script.</param>
/// <param name="Words">Common words; without accents in Latin script.</param>
/// <param name="Letters">Letters that only it uses among the languages of its script.</param>
/// <param name="Marked">Whether it is only believed with accents, as its bare words are too short to tell.</param>
internal sealed record LanguageProfile(string Text, string Script, FrozenSet<string> Words, string Letters, bool Marked);

/// <summary>The scripts, the languages and the English words of <c>language-profiles.yaml</c>.</summary>
internal sealed class LanguageProfiles
{
    private readonly (char First, char Last, string Script)[] _ranges;
    private readonly FrozenSet<string> _markers;
    private readonly FrozenDictionary<string, ulong> _having;

    private LanguageProfiles(ProfileFile file)
    {
        _ranges = [.. file.Scripts.SelectMany(script => script.Value.Split(' ').Select(range => (Letter(range[..4]), Letter(range[5..]), script.Key)))];
        _markers = Split(file.English).ToFrozenSet(StringComparer.Ordinal);
        Languages = [.. file.Languages.Select(language => new LanguageProfile(
            language.Value.Text ?? language.Key, language.Value.Script, Split(language.Value.Words).ToFrozenSet(StringComparer.Ordinal), language.Value.Letters, language.Value.Marked))];
        if (Languages.Count > 64)
            throw new InvalidOperationException("The embedded file 'language-profiles.yaml' has more languages than a word's 64 bits.");
        _having = Languages.Index()
            .SelectMany(entry => entry.Item.Words.Select(word => (Word: word, Bit: 1UL << entry.Index)))
            .GroupBy(entry => entry.Word, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.Aggregate(0UL, (bits, entry) => bits | entry.Bit), StringComparer.Ordinal);
    }

    /// <summary>The languages, in the order that settles ties.</summary>
    public IReadOnlyList<LanguageProfile> Languages { get; }

    public static LanguageProfiles Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Texts/language-profiles.yaml")
            ?? throw new InvalidOperationException("The embedded file 'language-profiles.yaml' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return new LanguageProfiles(new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.HyphenatedNamingConvention.Instance).Build().Deserialize<ProfileFile>(reader));
    }

    /// <summary>Whether a word makes a message English.</summary>
    public bool IsMarker(string word) => _markers.Contains(word);

    /// <summary>The languages that have a word: a bit for each, by its place in <see cref="Languages"/>.</summary>
    public ulong Having(string word) => _having.GetValueOrDefault(word);

    /// <summary>The script of a letter; null for Latin, and for scripts that are not told apart.</summary>
    public string? ScriptOf(char letter)
    {
        if (letter < 0x370)
            return null;
        foreach (var (first, last, script) in _ranges)
            if (letter >= first && letter <= last)
                return script;
        return null;
    }

    private static char Letter(string hex) => (char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Split(string words) =>
        words.Split([' ', '\''], StringSplitOptions.RemoveEmptyEntries).Select(Plain);

    private static string Plain(string word)
    {
        var folded = new char[4 * word.Length];
        var length = ASCIIFoldingFilter.FoldToASCII(word.ToCharArray(), 0, folded, 0, word.Length);
        return new string(folded, 0, length).ToLowerInvariant();
    }

    private sealed class ProfileFile
    {
        public Dictionary<string, string> Scripts { get; set; } = [];

        public string English { get; set; } = "";

        public Dictionary<string, ProfileEntry> Languages { get; set; } = [];
    }

    private sealed class ProfileEntry
    {
        public string Script { get; set; } = "";

        public string? Text { get; set; }

        public string Words { get; set; } = "";

        public string Letters { get; set; } = "";

        public bool Marked { get; set; }
    }
}

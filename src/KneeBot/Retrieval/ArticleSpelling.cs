using KneeBot.Guardrails;

namespace KneeBot.Retrieval;

/// <summary>
/// Reads a misspelt word of a question as the word of the articles, else the common English one, that it was meant to be: by its letters ("ultrsound") and by
/// its sound ("sist", "drane"); two of them typed as one are parted. The rails read messages by their own words; this is for the search alone.
/// </summary>
internal sealed class ArticleSpelling
{
    private const int ShortestByLetters = 5, ShortestBySound = 3, LongestBySound = 16, ShortestSlip = 7, PlainFurther = 1, FurthestPlain = 1, ShortestApart = 3;

    /// <summary>Common words that are written by ear in ways their letters do not show.</summary>
    private static readonly Dictionary<string, string> ByEar = new(StringComparer.Ordinal)
    {
        ["duz"] = "does", ["dus"] = "does", ["enuf"] = "enough", ["enuff"] = "enough", ["wos"] = "was", ["woz"] = "was", ["wots"] = "what is", ["wats"] = "what is", ["wen"] = "when",
    };

    /// <summary>English words that a health question means by another that sounds the same, where the articles have the other alone.</summary>
    private static readonly Dictionary<string, string> SoundAlikes = new(StringComparer.Ordinal)
    {
        ["pane"] = "pain", ["panes"] = "pains", ["vain"] = "vein", ["vains"] = "veins", ["vane"] = "vein", ["mussel"] = "muscle", ["mussels"] = "muscles", ["heeling"] = "healing",
    };

    private readonly IReadOnlySet<string> _words;
    private readonly HashSet<string> _english = EnglishWords.Load();
    private readonly SpellingRepair _letters;
    private readonly Func<string, bool> _isWord;
    private readonly Lazy<ILookup<string, Heard>> _heard;
    private readonly Lazy<HashSet<string>> _plain = new(() => [.. AnswerData.Lines("plain-words.txt")]);

    /// <param name="words">The articles' words and those of the synonyms, in lower case.</param>
    /// <param name="isWord">Whether something is a word, or shorthand for one, that is right as it is.</param>
    public ArticleSpelling(IReadOnlySet<string> words, Func<string, bool> isWord)
    {
        _words = words;
        _isWord = isWord;
        _letters = new SpellingRepair(new Dictionary<string, string>(), new Dictionary<string, string>(), _english, words.Where(word => word.Length >= 4));
        _heard = new(Listen); // most messages need none of it
    }

    /// <summary>The word as the search takes it.</summary>
    /// <param name="typed">As typed, in lower case, without apostrophes.</param>
    /// <param name="isPossessive">Whether it was typed with "'s": "gran's" is somebody's, whatever it looks like.</param>
    /// <param name="read">How the rails read it: one word or several.</param>
    public string Repair(string typed, bool isPossessive, IReadOnlyList<string> read)
    {
        if (_words.Contains(typed))
            return typed;
        if (SoundAlikes.GetValueOrDefault(typed) is { } alike && _words.Contains(alike))
            return alike;
        if (typed.All(char.IsAsciiLetterLower))
        {
            if (!_english.Contains(typed) && !_isWord(typed) && Apart(typed) is { } apart)
                return apart;
            if (IsLatin(typed) && !IsSlip(typed))
                return typed;
            var byEar = !IsShorthand(typed, read) && !_english.Contains(typed);
            if (byEar && (ByEar.GetValueOrDefault(typed) ?? SoundsAs(typed)) is { } same)
                return IsNearer(typed, read, same) ? read[0] : same;
            if (read.Count == 1 && typed.Length >= ShortestByLetters && _letters.Repair(typed) is var meant && _words.Contains(meant))
                return meant;
            if (byEar && BySound(typed, isWord: _isWord(typed)) is { } heard)
                return heard;
            if (isPossessive)
                return typed;
        }

        return string.Join(' ', read.Select(_letters.Repair));
    }

    /// <summary>Two words of the articles that were typed as one ("jetlag"); null when it is none, or could be parted in two ways.</summary>
    private string? Apart(string typed)
    {
        string? apart = null;
        for (var i = ShortestApart; i <= typed.Length - ShortestApart; i++)
        {
            if (!_words.Contains(typed[..i]) || !_words.Contains(typed[i..]))
                continue;
            if (apart is not null)
                return null;
            apart = typed[..i] + " " + typed[i..];
        }

        return apart;
    }

    /// <summary>Whether the rails know the word and read it as another: "nee" is the knee.</summary>
    private bool IsShorthand(string typed, IReadOnlyList<string> read) => _isWord(typed) && !(read.Count == 1 && read[0] == typed);

    /// <summary>Whether the rails read a word of its own, such as an illness, that is as near by letters as what sounds the same: "gowt" is gout rather than "got".</summary>
    private bool IsNearer(string typed, IReadOnlyList<string> read, string heard) =>
        read is [var word] && word != typed && _words.Contains(word) && !_plain.Value.Contains(word) && _plain.Value.Contains(heard)
        && SpellingRepair.EditDistance(typed, word) <= SpellingRepair.EditDistance(typed, heard);

    /// <summary>The articles' word that sounds the same.</summary>
    private string? SoundsAs(string typed) => Near(typed, SoundKey.Of(typed), limit: 0).Where(near => !near.IsPlain).Select(near => near.Word).FirstOrDefault();

    /// <summary>The word that sounds most like this one, if any comes near: an article's before a common one. A word of the rails alone ("mor" is Romanian) may only be one that sounds the same.</summary>
    private string? BySound(string typed, bool isWord)
    {
        var key = SoundKey.Of(typed);
        var limit = isWord ? 0 : key.Length switch { <= 3 => 0, <= 5 => 1, <= 7 => 2, _ => 3 };
        return Near(typed, key, limit).Where(near => !near.IsPlain || near.Distance <= FurthestPlain).Select(near => near.Word).FirstOrDefault();
    }

    /// <summary>Words with the same consonants, nearest first.</summary>
    private IEnumerable<(string Word, bool IsPlain, int Distance)> Near(string typed, string key, int limit) => typed.Length is < ShortestBySound or > LongestBySound ? []
        : _heard.Value[SoundKey.Consonants(key)]
            .Select(heard => (heard.Word, heard.IsPlain, Distance: SoundKey.Distance(key, heard.Key)))
            .Where(heard => heard.Distance <= limit)
            .OrderBy(heard => heard.Distance + (heard.IsPlain ? PlainFurther : 0))
            .ThenBy(heard => SpellingRepair.EditDistance(typed, heard.Word))
            .ThenBy(heard => heard.Word, StringComparer.Ordinal);

    private ILookup<string, Heard> Listen() => _words.Where(word => word.Length >= ShortestBySound && word.All(char.IsAsciiLetterLower)).Select(word => new Heard(word, SoundKey.Of(word), IsPlain: false))
        .Concat(_plain.Value.Where(word => word.Length >= ShortestBySound && !_words.Contains(word)).Select(word => new Heard(word, SoundKey.Of(word), IsPlain: true)))
        .ToLookup(heard => SoundKey.Consonants(heard.Key), StringComparer.Ordinal);

    /// <summary>Whether a long word is one letter off one of the articles' ("arthritus"), or sounds as one does.</summary>
    private bool IsSlip(string word) => word.Length >= ShortestSlip
        && (_letters.Repair(word) is var repaired && repaired != word && SpellingRepair.EditDistance(word, repaired) == 1
            || SoundKey.Of(word) is var key && _heard.Value[SoundKey.Consonants(key)].Any(heard => heard.Key == key && !heard.IsPlain));

    /// <summary>A medical term of its own ("popliteus") is not a misspelling of another ("popliteal").</summary>
    private static bool IsLatin(string word) =>
        word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("itis", StringComparison.Ordinal)
        || word.EndsWith("oma", StringComparison.Ordinal) || word.EndsWith("ectomy", StringComparison.Ordinal);

    private sealed record Heard(string Word, string Key, bool IsPlain);
}

using System.Text;

namespace KneeBot.Retrieval;

/// <summary>
/// How an English word sounds, roughly, so that one written by ear is found: "cyst" and "sist" both as <c>sist</c>, "drained" and "draned" as <c>drand</c>.
/// Only for comparing; capitals stand for sounds of two letters.
/// </summary>
internal static class SoundKey
{
    private const string VowelSounds = "aiou";

    /// <summary>Spellings and their sounds, the longest first where one begins another. "^" holds at the beginning alone, "$" at the end.</summary>
    private static readonly (string Letters, string Sound)[] Spellings =
    [
        ("^kn", "n"), ("^gn", "n"), ("^wr", "r"), ("^ps", "s"),
        ("tion", "Sn"), ("sion", "Sn"), ("shun", "Sn"), ("tch", "C"), ("sch", "sk"), ("ould", "ud"), ("eigh", "a"), ("igh", "i"),
        ("dge", "j"), ("ch", "C"), ("sh", "S"), ("ph", "f"), ("gh", ""), ("th", "t"), ("ck", "k"), ("qu", "kw"), ("wh", "w"), ("mb$", "m"),
        ("sce", "si"), ("sci", "si"), ("scy", "si"), ("ce$", "s"), ("ces$", "ss"), ("ce", "si"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"),
        ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("ai", "a"), ("ay", "a"), ("oo", "u"), ("ou", "u"), ("ew", "u"), ("ue", "u"), ("oa", "o"), ("ow", "o"), ("oe", "o"), ("au", "o"), ("aw", "o"),
        ("er", "r"), ("ur", "r"), ("ir", "r"), ("ed$", "d"), ("es$", "s"), ("e$", ""), ("e", "i"), ("^y", "y"), ("y", "i"),
    ];

    private static readonly ILookup<char, (string Letters, string Sound)> ByFirst = Spellings.ToLookup(one => one.Letters.TrimStart('^')[0]);

    /// <summary>The key of a word in lower case.</summary>
    public static string Of(string word)
    {
        var key = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (letters, sound) = At(word, at);
            at += letters;
            foreach (var one in sound)
                if (key.Length == 0 || key[^1] != one)
                    key.Append(one);
        }

        return key.ToString();
    }

    /// <summary>The key without its vowels, except one that begins it.</summary>
    public static string Consonants(string key) => string.Concat(key.Where((sound, at) => at == 0 || !VowelSounds.Contains(sound, StringComparison.Ordinal)));

    /// <summary>How far two keys are apart, in halves: one for a vowel and two for a consonant that is missing, too many or another.</summary>
    public static int Distance(string a, string b)
    {
        var above = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 1; j <= b.Length; j++)
            above[j] = above[j - 1] + Cost(b[j - 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = above[0] + Cost(a[i - 1]);
            for (var j = 1; j <= b.Length; j++)
            {
                var other = a[i - 1] == b[j - 1] ? 0 : Math.Max(Cost(a[i - 1]), Cost(b[j - 1]));
                row[j] = Math.Min(above[j - 1] + other, Math.Min(above[j] + Cost(a[i - 1]), row[j - 1] + Cost(b[j - 1])));
            }

            (above, row) = (row, above);
        }

        return above[b.Length];
    }

    private static int Cost(char sound) => VowelSounds.Contains(sound, StringComparison.Ordinal) ? 1 : 2;

    private static (int Letters, string Sound) At(string word, int at)
    {
        foreach (var (spelling, sound) in ByFirst[word[at]])
        {
            var letters = spelling.Trim('^', '$');
            if (string.CompareOrdinal(word, at, letters, 0, letters.Length) != 0 || (spelling[0] == '^' && at > 0))
                continue;
            // A silent ending needs something before it that sounds: "the", "bed".
            if (spelling[^1] == '$' && (at + letters.Length != word.Length || (letters[0] == 'e' && at < 3)))
                continue;
            return (letters.Length, sound);
        }

        return (1, word[at..(at + 1)]);
    }
}

using System.Reflection;

namespace KneeBot.Guardrails.Grounding;

/// <summary>
/// Which words may stand for each other: those that share a common sense in WordNet or are derived from each other
/// (<c>wordnet.tsv</c>, source: wordnet.LICENSE.txt), and those of a line of <c>near</c> in <c>grounding.yaml</c>. By the names that the lexicon gives them.
/// </summary>
internal sealed class WordSenses
{
    private readonly Dictionary<string, HashSet<string>> _near = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _apart = [];

    private const int ShortestRoot = 5;
    private static readonly HashSet<string> Suffixes =
        ["e", "i", "y", "ion", "ation", "ment", "ness", "abl", "ibl", "anc", "enc", "ent", "ant", "ic", "iti", "ive", "iv", "ful", "en", "er", "or", "ing", "ed", "al", "ous", "if", "ifi", "ific", "fic", "fi", "th"];

    private readonly Func<string, string> _name;

    /// <param name="near">Lines of words that may stand for each other.</param>
    /// <param name="apart">Lines whose first word never stands for the others, whatever a dictionary says.</param>
    /// <param name="name">The lexicon's name of a word.</param>
    public WordSenses(IEnumerable<string> near, IEnumerable<string> apart, Func<string, string> name)
    {
        _name = name;
        foreach (var names in apart.Select(line => line.Split(' ').Select(_name).ToArray()))
            foreach (var other in names.Skip(1))
                _apart.UnionWith([(names[0], other), (other, names[0])]);
        foreach (var line in near)
            Add(Pairs(line));
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Answers/wordnet.tsv")
            ?? throw new InvalidOperationException("The embedded file 'wordnet.tsv' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Split('\t') is [var kind, var words])
                Take(kind, words);
        foreach (var (one, other) in _apart)
            if (_near.TryGetValue(one, out var names))
                names.Remove(other);
    }

    /// <summary>Whether one word may stand for the other.</summary>
    public bool AreNear(string one, string other) =>
        !_apart.Contains((one, other)) && (Root(one) == Root(other)
            || (_near.TryGetValue(one, out var names) && names.Contains(other)) || (_near.TryGetValue(Root(one), out var roots) && roots.Contains(Root(other))));

    /// <summary>What "identification" and "identify" share: the stem without its suffix, if enough is left.</summary>
    private static string Root(string stem)
    {
        for (var length = ShortestRoot; length < stem.Length; length++)
            if (Suffixes.Contains(stem[length..]))
                return stem[..length];
        return stem;
    }

    private void Take(string kind, string words)
    {
        if (kind != "not")
            Add(Pairs(string.Join(' ', words.Split(' ').Where(word => IsItself(word)))));
        else
            _apart.UnionWith(Pairs(words));
    }

    /// <summary>Whether a word goes by its own name: one that the lexicon reads as another has other senses than the dictionary's.</summary>
    private bool IsItself(string word) => _name(word) == Stemmer.Stem(word) || _name(word) == word;

    private void Add(IEnumerable<(string One, string Other)> pairs)
    {
        foreach (var (one, other) in pairs)
        {
            Set(one).Add(other);
            Set(Root(one)).Add(Root(other));
        }
    }

    private HashSet<string> Set(string name) => _near.TryGetValue(name, out var names) ? names : _near[name] = new(StringComparer.Ordinal);

    private IEnumerable<(string One, string Other)> Pairs(string line)
    {
        var names = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(_name).Distinct().ToArray();
        return names.SelectMany(one => names.Where(other => other != one).Select(other => (one, other)));
    }
}

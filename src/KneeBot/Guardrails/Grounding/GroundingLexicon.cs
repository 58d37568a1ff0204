using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot.Guardrails.Grounding;

/// <summary>What a word or phrase is to the grounding rail.</summary>
internal enum Role
{
    /// <summary>Says something; needs support.</summary>
    Content,

    /// <summary>Says nothing by itself.</summary>
    Free,

    /// <summary>Says how often, how surely, how many: has to be the same in both.</summary>
    Marker,

    /// <summary>Turns round what follows.</summary>
    Negator,

    /// <summary>A number, with its range.</summary>
    Number,

    /// <summary>A mark that divides clauses.</summary>
    Break,
}

/// <summary>A word or phrase as the rail reads it.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Name">Its canonical form: the first of its line of synonyms, its class of markers, or its stem.</param>
/// <param name="Text">The words as folded.</param>
internal readonly record struct Term(Role Role, string Name, string Text)
{
    /// <summary>Whether it divides the doer from what is done, as a form of "cause" does.</summary>
    public bool IsVerb { get; init; }

    /// <summary>Whether it names the effect first, as "caused by" does.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether it is content besides what else it is.</summary>
    public bool IsContent => Role == Role.Content;
}

/// <summary>The words of <c>grounding.yaml</c>, found in text longest first.</summary>
internal sealed class GroundingLexicon
{
    private sealed record Entry(string[] Words, bool ByStem, Role Role, string Name);

    private readonly Dictionary<string, List<Entry>> _byFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _free;
    private readonly HashSet<string> _verbs;
    private readonly List<string[]> _backward;

    private GroundingLexicon(GroundingFile file)
    {
        foreach (var (name, phrases) in file.Markers)
            foreach (var phrase in phrases)
                Add(new Entry(Words(phrase), ByStem: false, Role.Marker, name));
        foreach (var phrase in file.Negators)
            Add(new Entry(Words(phrase), ByStem: false, Role.Negator, "not"));
        foreach (var phrase in file.Preventers)
            Add(new Entry(Words(phrase), ByStem: false, Role.Negator, "avoid"));
        foreach (var phrase in file.Nothing)
            Add(new Entry(Words(phrase), ByStem: false, Role.Free, ""));
        foreach (var line in file.Same)
            foreach (var phrase in line)
                Add(new Entry([.. Words(phrase).Select(Stemmer.Stem)], ByStem: true, Role.Content, line[0]));
        foreach (var (list, index) in _byFirst.Select(entry => (entry.Value, entry.Key)).ToArray())
            _byFirst[index] = [.. list.OrderByDescending(entry => entry.Words.Length).ThenBy(entry => entry.ByStem)];
        _free = [.. Words(file.Free)];
        _verbs = [.. Words(file.Verbs).Select(Stemmer.Stem)];
        _backward = [.. file.Backward.Select(Words).OrderByDescending(words => words.Length)];
        Restricting = Names(file.Restricting);
        Binding = Names(file.Binding);
        Light = Names(file.Light);
        Senses = new WordSenses(file.Near, file.Apart, word => At(word.Split('_')).Term.Name);
    }

    /// <summary>Which words may stand for each other.</summary>
    public WordSenses Senses { get; }

    /// <summary>Names of words that narrow what they stand before.</summary>
    public HashSet<string> Restricting { get; }

    /// <summary>Names of words that belong to what they stand before.</summary>
    public HashSet<string> Binding { get; }

    /// <summary>Names of words that need no support of their own.</summary>
    public HashSet<string> Light { get; }

    public static GroundingLexicon Load() => new(AnswerData.Read<GroundingFile>("grounding.yaml"));

    /// <summary>Whether a word is one of the verbs, in a form that can have a subject.</summary>
    public bool IsVerb(string word) => !word.EndsWith("ing", StringComparison.Ordinal) && _verbs.Contains(Stemmer.Stem(word));

    /// <summary>Whether a word narrows what it stands before.</summary>
    public bool Narrows(string word) => Restricting.Contains(At([word]).Term.Name);

    /// <summary>The terms of words that stand between two breaks.</summary>
    public void Read(ReadOnlySpan<string> words, List<Term> terms)
    {
        for (var i = 0; i < words.Length;)
        {
            var (term, length) = At(words[i..]);
            terms.Add(term with { IsBackward = IsBackward(words[i..]) });
            i += length;
        }
    }

    private HashSet<string> Names(string words)
    {
        var terms = new List<Term>();
        foreach (var word in Words(words))
            Read([word], terms);
        return [.. terms.Select(term => term.Name)];
    }

    private (Term Term, int Length) At(ReadOnlySpan<string> words)
    {
        var word = words[0];
        if (NumberAt(words) is { } number)
            return number;
        var stem = Stemmer.Stem(word);
        Entry? best = null;
        foreach (var key in word == stem ? [word] : new[] { word, stem })
            foreach (var entry in _byFirst.GetValueOrDefault(key) ?? [])
                if ((best is null || entry.Words.Length > best.Words.Length || (entry.Words.Length == best.Words.Length && best.ByStem && !entry.ByStem)) && Matches(entry, words))
                    best = entry;
        if (best is not null)
            return (new Term(best.Role, best.Name, string.Join(' ', words[..best.Words.Length].ToArray())) { IsVerb = best.Words.Length <= 2 && IsVerb(word) }, best.Words.Length);
        return (new Term(_free.Contains(word) ? Role.Free : Role.Content, stem, word) { IsVerb = IsVerb(word) }, 1);
    }

    /// <summary>A number with its range and unit: "4 to 6 inches" is one thing.</summary>
    private static (Term, int)? NumberAt(ReadOnlySpan<string> words)
    {
        if (GroundingWords.Number(words[0], words.Length > 1 ? words[1] : null) is not { } first)
            return null;
        var (name, length) = (first, 1);
        if (words.Length > 2 && words[1] is "to" or "or" or "and" && GroundingWords.Number(words[2], words.Length > 3 ? words[3] : null) is { } second)
            (name, length) = (first + "-" + second, 3);
        var unit = length < words.Length ? Stemmer.Stem(words[length]) : "";
        return (new Term(Role.Number, name + " " + unit, string.Join(' ', words[..length].ToArray())), length);
    }

    private static bool Matches(Entry entry, ReadOnlySpan<string> words)
    {
        if (entry.Words.Length > words.Length)
            return false;
        for (var i = 0; i < entry.Words.Length; i++)
            if ((entry.ByStem ? Stemmer.Stem(words[i]) : words[i]) != entry.Words[i])
                return false;
        return true;
    }

    private bool IsBackward(ReadOnlySpan<string> words)
    {
        if (words.Length > 2 && words[1] == "by" && !(words.Length > 3 && words[3] == "time") && (IsVerb(words[0]) || words[0].EndsWith("ed", StringComparison.Ordinal) || words[0] == "worse"))
            return true;
        foreach (var phrase in _backward)
            if (phrase.Length <= words.Length && words[..phrase.Length].SequenceEqual(phrase))
                return true;
        return false;
    }

    private void Add(Entry entry)
    {
        if (!_byFirst.TryGetValue(entry.Words[0], out var entries))
            _byFirst[entry.Words[0]] = entries = [];
        entries.Add(entry);
    }

    private static string[] Words(string phrase) => GroundingWords.Split(phrase);

    private sealed class GroundingFile
    {
        public Dictionary<string, List<string>> Markers { get; set; } = [];

        public List<string> Negators { get; set; } = [];

        public List<string> Preventers { get; set; } = [];

        public List<List<string>> Same { get; set; } = [];

        public List<string> Near { get; set; } = [];

        public List<string> Apart { get; set; } = [];

        public List<string> Nothing { get; set; } = [];

        public string Free { get; set; } = "";

        public string Light { get; set; } = "";

        public string Verbs { get; set; } = "";

        public List<string> Backward { get; set; } = [];

        public string Restricting { get; set; } = "";

        public string Binding { get; set; } = "";
    }
}

/// <summary>Porter's stemmer, each word once.</summary>
internal static class Stemmer
{
    private const int MostKept = 20_000;
    private static readonly KeptByText<string> Known = new(MostKept);

    public static string Stem(string word)
    {
        if (Known.TryGet(word, out var known))
            return known;
        if (word == "several")
            return word; // not "severe"
        var stemmer = new Lucene.Net.Tartarus.Snowball.Ext.PorterStemmer();
        // "firmly" says of a verb what "firm" says of a thing.
        stemmer.SetCurrent(word.Length > 5 && word.EndsWith("ly", StringComparison.Ordinal) ? word[..^2] : word);
        stemmer.Stem();
        return Known.Keep(word, stemmer.Current.Length > 0 ? stemmer.Current : word);
    }
}

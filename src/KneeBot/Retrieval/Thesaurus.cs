using System.Reflection;
using YamlDotNet.Serialization;

namespace KneeBot.Retrieval;

/// <summary>Words that mean the same (<c>synonyms.yaml</c>): turns text into terms, so that a question finds a sentence that says it otherwise.</summary>
public sealed class Thesaurus
{
    private readonly KneeAnalyzer _analyzer;
    private readonly PhraseBook _phrases = new();
    private readonly HashSet<string> _everyday = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _conditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _descriptions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _vague = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string>? _without;
    private readonly HashSet<string> _plain = new(StringComparer.Ordinal);

    private Thesaurus(KneeAnalyzer analyzer, SynonymFile file, IReadOnlySet<string>? without)
    {
        _analyzer = analyzer;
        _without = without;
        foreach (var line in file.Subjects)
            _subjects.Add(Add(line));
        _conditions.UnionWith(_subjects);
        foreach (var line in file.Conditions)
            _conditions.Add(Add(line));
        foreach (var line in file.Words)
            Add(line);
        _descriptions.UnionWith(file.Descriptions.Select(phrase => string.Join(' ', analyzer.Stems(phrase).Select(stem => stem.Text))));
        foreach (var word in AnswerData.Lines("plain-words.txt"))
            _plain.Add(analyzer.Stems(word)[0].Text);
        _vague.UnionWith(file.Vague.Select(name => "#" + name));
        foreach (var word in file.Everyday.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => !IsLeftOut(word)))
        {
            _everyday.Add(analyzer.Stems(word)[0].Text);
            _words.Add(word);
        }
    }

    /// <summary>The embedded synonyms.</summary>
    public static Thesaurus Load(KneeAnalyzer analyzer) => Load(analyzer, without: null);

    /// <summary>The embedded synonyms without those that hold one of some words: what they would be had nobody ever seen these words. For honest cross-validation.</summary>
    internal static Thesaurus Load(KneeAnalyzer analyzer, IReadOnlySet<string>? without) => new(analyzer, AnswerData.Read<SynonymFile>("synonyms.yaml"), without);

    /// <summary>Adds a subject of the articles. Only before the first question.</summary>
    /// <param name="names">Its names; where one is that of a known line, all join it.</param>
    /// <returns>The label of its line.</returns>
    public string AddSubject(IReadOnlyList<string> names)
    {
        var label = names.Select(name => Units(_analyzer.Stems(name)) is [{ IsDescription: false } known] ? known.Labels.FirstOrDefault(IsSubject) : null).OfType<string>().FirstOrDefault() ?? "#" + names[0].ToLowerInvariant();
        foreach (var name in names)
            _phrases.Add(_analyzer.Stems(name), label);
        _subjects.Add(label);
        _conditions.Add(label);
        return label;
    }

    /// <summary>Every word the file knows: what spelling may be repaired to.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>Whether the unit names what an answer has to be about.</summary>
    public bool IsSubject(QueryUnit unit) => unit.Labels.Any(_subjects.Contains);

    /// <summary>Whether the label stands for what an answer has to be about.</summary>
    public bool IsSubject(string label) => _subjects.Contains(label);

    /// <summary>Whether the label stands for an illness, injury, body part or group of people.</summary>
    public bool IsCondition(string label) => _conditions.Contains(label);

    /// <summary>The terms of a sentence: stems of its words, and a label (<c>#name</c>) for each synonym line it touches.</summary>
    public HashSet<string> Terms(string text)
    {
        var stems = _analyzer.Stems(text);
        var terms = stems.Where(stem => !stem.IsStop).Select(stem => stem.Text).ToHashSet(StringComparer.Ordinal);
        terms.UnionWith(_phrases.Find(stems).Select(match => match.Label));
        return terms;
    }

    /// <summary>What a question asks for, in order: the longest phrases known, and the other words that are not everyday ones.</summary>
    public IReadOnlyList<QueryUnit> Units(IReadOnlyList<Stem> stems) => [.. UnitsInOrder(stems)];

    /// <summary>The same, each found when it is asked for.</summary>
    internal IEnumerable<QueryUnit> UnitsInOrder(IReadOnlyList<Stem> stems)
    {
        for (var i = 0; i < stems.Count; i++)
        {
            var phrases = _phrases.FindAt(stems, i);
            if (phrases.Count > 0)
            {
                var longest = phrases.Max(match => match.Last);
                var words = stems.Skip(i).Take(longest - i + 1).Where(stem => !stem.IsStop).Select(stem => stem.Text).ToArray();
                yield return new QueryUnit(words, [.. phrases.Where(match => match.Last == longest).Select(match => match.Label).Distinct()])
                {
                    IsDescription = _descriptions.Contains(string.Join(' ', stems.Skip(i).Take(longest - i + 1).Select(stem => stem.Text))),
                    Importance = phrases.Where(match => match.Last == longest).All(match => _vague.Contains(match.Label)) ? 0.5 : 1,
                };
                i = longest;
            }
            else if (!stems[i].IsStop && !_everyday.Contains(stems[i].Text))
            {
                yield return new QueryUnit([stems[i].Text], []) { IsPlain = _plain.Contains(stems[i].Text) };
            }
        }
    }

    /// <summary>Where words name subjects, in order, the longest names: the places of the first and the last stem of each, and its labels.</summary>
    internal IEnumerable<(int First, int Last, IReadOnlyList<string> Labels)> SubjectsIn(IReadOnlyList<Stem> stems)
    {
        var end = -1;
        foreach (var start in _phrases.Find(stems).Where(match => _subjects.Contains(match.Label)).GroupBy(match => match.First).OrderBy(start => start.Key))
        {
            if (start.Key <= end)
                continue;
            end = start.Max(match => match.Last);
            yield return (start.Key, end, [.. start.Where(match => match.Last == end).Select(match => match.Label).Distinct()]);
        }
    }

    private string Add(List<string> line)
    {
        var label = "#" + line[0];
        foreach (var phrase in line.Where(phrase => !IsLeftOut(phrase)))
        {
            _phrases.Add(_analyzer.Stems(phrase), label);
            _words.UnionWith(phrase.Split(' '));
        }

        return label;
    }

    private bool IsLeftOut(string phrase) => _without is not null && phrase.Split(' ').Any(_without.Contains);

    private sealed class SynonymFile
    {
        public List<List<string>> Subjects { get; set; } = [];

        public List<List<string>> Conditions { get; set; } = [];

        public List<List<string>> Words { get; set; } = [];

        public List<string> Descriptions { get; set; } = [];

        public List<string> Vague { get; set; } = [];

        public List<string> Everyday { get; set; } = [];
    }
}

/// <summary>One thing a question asks for.</summary>
/// <param name="Words">Its words' stems; several for a phrase.</param>
/// <param name="Labels">The synonym lines it belongs to.</param>
public sealed record QueryUnit(IReadOnlyList<string> Words, IReadOnlyList<string> Labels)
{
    /// <summary>How much it counts, 0 to 1: less for a word that says little.</summary>
    public double Importance { get; init; } = 1;

    /// <summary>Whether it is a common English word that no synonym line has: less telling, when the articles do not have it, than a rare one.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Kinds of question it asks by itself ("symptoms", "treatment"): a sentence with the cue of one says it, whatever its words.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Whether it says what somebody sees or feels ("a lump"), which may be something else than the line's first name.</summary>
    public bool IsDescription { get; init; }
}

/// <summary>The embedded data files of finding and answering.</summary>
internal static class AnswerData
{
    public static T Read<T>(string name)
    {
        using var reader = Open(name);
        return new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.HyphenatedNamingConvention.Instance).Build().Deserialize<T>(reader);
    }

    /// <summary>The lines of a word list.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = Open(name);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static StreamReader Open(string name) => new(Assembly.GetExecutingAssembly().GetManifestResourceStream("Answers/" + name)
        ?? throw new InvalidOperationException($"The embedded file '{name}' is missing from the assembly."));
}

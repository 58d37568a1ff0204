using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>What each sentence of the corpus says and how rare each term is. Made once; read by many threads.</summary>
public sealed class SentenceIndex
{
    private readonly Dictionary<PassageId, IndexedSentence[]> _sentences = [];
    private readonly Dictionary<string, int> _frequency = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _headings = new(StringComparer.Ordinal);
    private readonly int _count;
    private readonly int _headingCount;

    public SentenceIndex(IReadOnlyList<Passage> passages, KneeAnalyzer analyzer, Thesaurus thesaurus, QuestionKinds kinds)
    {
        foreach (var passage in passages)
        {
            var heading = thesaurus.Terms(passage.HeadingPath);
            var title = thesaurus.Terms(passage.ArticleTitle);
            string[] subjects = [.. heading.Where(thesaurus.IsSubject)];
            foreach (var term in heading)
                _headings[term] = _headings.GetValueOrDefault(term) + 1;
            _headingCount++;
            _sentences[passage.Id] = [.. passage.Sentences.Select(sentence =>
            {
                var text = passage.Quote(sentence);
                return new IndexedSentence(passage, sentence, thesaurus.Terms(text), heading, title, kinds.Cues(analyzer.Stems(text))) { HeadingSubjects = subjects };
            })];
            foreach (var term in _sentences[passage.Id].SelectMany(sentence => sentence.Terms))
                _frequency[term] = _frequency.GetValueOrDefault(term) + 1;
            foreach (var term in heading.Where(term => !_frequency.ContainsKey(term)))
                _frequency[term] = 0;
            _count += passage.Sentences.Count;
        }
    }

    /// <summary>A passage's sentences in order.</summary>
    public IReadOnlyList<IndexedSentence> Of(Passage passage) => _sentences[passage.Id];

    /// <summary>Whether any sentence or heading has the term.</summary>
    public bool Knows(string term) => _frequency.ContainsKey(term);

    /// <summary>Whether the corpus has the unit, or a synonym of it.</summary>
    public bool Knows(QueryUnit unit) => unit.Labels.Any(Knows) || (unit.Words.Count > 0 && unit.Words.All(Knows));

    /// <summary>Whether the term names what some sections, but not most, are about.</summary>
    public bool NamesSection(string term) =>
        _headings.TryGetValue(term, out var count) && count <= Math.Max(2, _headingCount * 0.3);

    /// <summary>How rare a term is: 0 to about 1 for one that stands in every sentence to in none.</summary>
    public double Rarity(string term)
    {
        var frequency = _frequency.GetValueOrDefault(term);
        return Math.Log(1 + (_count - frequency + 0.5) / (frequency + 0.5)) / Math.Log(2 + 2 * _count);
    }

    /// <summary>The weight of a unit: the rarest way the corpus says it; full weight when it never does.</summary>
    public double Weight(QueryUnit unit)
    {
        var weight = 0.0;
        foreach (var term in unit.Labels.Concat(unit.Words.Count == 1 ? unit.Words : []))
            if (Knows(term))
                weight = Math.Max(weight, Rarity(term));
        return unit.Importance * (Knows(unit) ? weight > 0 ? weight : unit.Words.DefaultIfEmpty("").Average(Rarity) : 1);
    }

    /// <summary>How well a set of terms says a unit, 0 to its weight.</summary>
    public double Said(QueryUnit unit, HashSet<string> terms)
    {
        var said = 0.0;
        if (unit.Words.Count == 1 && terms.Contains(unit.Words[0]))
            said = Rarity(unit.Words[0]);
        foreach (var label in unit.Labels)
            if (terms.Contains(label))
                said = Math.Max(said, (unit.Words.Count > 1 ? 1 : 0.85) * Rarity(label));
        if (unit.Words.Count > 1 && said == 0)
            said = 0.6 * unit.Words.Where(terms.Contains).Sum(Rarity) / unit.Words.Count;
        return unit.Importance * said;
    }
}

/// <summary>A sentence with its terms.</summary>
public sealed record IndexedSentence(
    Passage Passage, Sentence Sentence, HashSet<string> Terms, HashSet<string> Heading, HashSet<string> Title, HashSet<string> Cues)
{
    /// <summary>The subjects its headings name, by label.</summary>
    public IReadOnlyList<string> HeadingSubjects { get; init; } = [];

    /// <summary>The sentence, verbatim.</summary>
    public string Text => Passage.Quote(Sentence);
}

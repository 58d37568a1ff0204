using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>What each sentence of the corpus says and how rare each term is. Made once; read by many threads.</summary>
public sealed class SentenceIndex
{
    /// <summary>Weight of a common word that the articles do not have.</summary>
    private const double Plain = 0.6;

    /// <summary>How well a cue of its kind says a word that asks for a kind of answer.</summary>
    private const double ByCue = 0.7;

    /// <summary>Sentences below which articles are few: how rare a word is, and how far one sentence stands out from the others, says less then.</summary>
    private const int Small = 80;

    private readonly Dictionary<PassageId, IndexedSentence[]> _sentences = [];
    private readonly Dictionary<PassageId, HashSet<string>> _terms = [];
    private readonly Dictionary<string, int> _frequency = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _headings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _rarity = new(StringComparer.Ordinal);
    private readonly double _unheard;
    private readonly int _count;
    private readonly int _headingCount;

    public SentenceIndex(IReadOnlyList<Passage> passages, KneeAnalyzer analyzer, Thesaurus thesaurus, QuestionKinds kinds)
    {
        foreach (var passage in passages)
        {
            var heading = thesaurus.Terms(passage.SubjectPath);
            var title = thesaurus.Terms(passage.ArticleTitle);
            string[] subjects = [.. heading.Where(thesaurus.IsSubject)];
            var indexed = new List<IndexedSentence>();
            foreach (var term in heading)
                _headings[term] = _headings.GetValueOrDefault(term) + 1;
            _headingCount++;
            foreach (var sentence in passage.Sentences)
            {
                var text = passage.Quote(sentence);
                var before = InSameParagraph(passage, sentence) ? indexed[^1] : null;
                var terms = thesaurus.Terms(text);
                indexed.Add(new IndexedSentence(passage, sentence, terms, heading, title, kinds.Cues(analyzer.Stems(text)))
                {
                    HeadingSubjects = subjects,
                    Subjects = [.. subjects.Union(terms.Where(thesaurus.IsSubject))],
                    Answers = before is null ? null : before.Text.EndsWith('?') ? before : before.Answers,
                    InContext = Context(passage, before, text),
                    Opening = before is null ? null : before.Opening ?? before,
                    LeansBack = before is not null && Antecedents.LeansBack(text),
                    Effect = Causes.EffectIn(text) is { } effect ? thesaurus.Terms(effect) : null,
                });
            }

            _sentences[passage.Id] = [.. indexed];
            _terms[passage.Id] = [.. _sentences[passage.Id].SelectMany(sentence => sentence.Terms)];
            foreach (var term in _sentences[passage.Id].SelectMany(sentence => sentence.Terms))
                _frequency[term] = _frequency.GetValueOrDefault(term) + 1;
            foreach (var term in heading.Where(term => !_frequency.ContainsKey(term)))
                _frequency[term] = 0;
            _count += passage.Sentences.Count;
        }

        foreach (var (term, frequency) in _frequency)
            _rarity[term] = RarityOf(frequency);
        _unheard = RarityOf(0);
    }

    private static bool InSameParagraph(Passage passage, Sentence sentence) =>
        sentence.Index > 0 && passage.Sentences[sentence.Index - 1] is var before && before.Start + before.Length <= sentence.Start
        && !passage.Text.AsSpan(before.Start + before.Length, sentence.Start - before.Start - before.Length).Contains('\n');

    private static string Context(Passage passage, IndexedSentence? before, string text)
    {
        var heading = passage.SubjectPath.Length > 0 ? passage.SubjectPath : passage.ArticleTitle;
        var question = before is null ? null : before.Text.EndsWith('?') ? before.Text : before.Answers?.Text;
        var leant = before is not null && !ReferenceEquals(before.Text, question) && before.Text != question && Antecedents.LeansBack(text) ? before.Text : null;
        return string.Join(' ', new[] { heading.Length == 0 ? null : heading + ".", question, leant, text }.OfType<string>());
    }

    /// <summary>Whether the articles together have only a few sentences.</summary>
    public bool IsSmall => _count < Small;

    /// <summary>A passage's sentences in order.</summary>
    public IReadOnlyList<IndexedSentence> Of(Passage passage) => _sentences[passage.Id];

    /// <summary>The texts whose vectors the composer compares: each sentence, by itself and where it stands.</summary>
    public IEnumerable<string> Texts => _sentences.Values.SelectMany(sentences => sentences).SelectMany(sentence => new[] { sentence.Text, sentence.InContext });

    /// <summary>Whether any sentence or heading has the term.</summary>
    public bool Knows(string term) => _frequency.ContainsKey(term);

    /// <summary>Whether the corpus has the unit, or a synonym of it.</summary>
    public bool Knows(QueryUnit unit)
    {
        for (var i = 0; i < unit.Labels.Count; i++)
            if (Knows(unit.Labels[i]))
                return true;
        for (var i = 0; i < unit.Words.Count; i++)
            if (!Knows(unit.Words[i]))
                return false;
        return unit.Words.Count > 0;
    }

    /// <summary>Whether the term names what some sections, but not most, are about.</summary>
    public bool NamesSection(string term) =>
        _headings.TryGetValue(term, out var count) && count <= Math.Max(2, _headingCount * 0.3);

    /// <summary>How rare a term is: 0 to about 1 for one that stands in every sentence to in none.</summary>
    public double Rarity(string term) => _rarity.TryGetValue(term, out var rarity) ? rarity : _unheard;

    private double RarityOf(int frequency) => Math.Log(1 + (_count - frequency + 0.5) / (frequency + 0.5)) / Math.Log(2 + 2 * _count);

    /// <summary>The weight of a unit: the rarest way the corpus says it; full weight when it never does.</summary>
    public double Weight(QueryUnit unit)
    {
        var weight = 0.0;
        for (var i = 0; i < unit.Labels.Count; i++)
            if (Knows(unit.Labels[i]))
                weight = Math.Max(weight, Rarity(unit.Labels[i]));
        if (unit.Words.Count == 1 && Knows(unit.Words[0]))
            weight = Math.Max(weight, Rarity(unit.Words[0]));
        return unit.Importance * (Knows(unit) ? weight > 0 ? weight : unit.Words.DefaultIfEmpty("").Average(Rarity) : unit.IsPlain ? Plain : 1);
    }

    /// <summary>How well a set of terms says a unit, 0 to its weight.</summary>
    public double Said(QueryUnit unit, HashSet<string> terms)
    {
        // By index and without LINQ: every sentence is asked for every unit.
        var (words, labels, said) = (unit.Words, unit.Labels, 0.0);
        if (words.Count == 1 && terms.Contains(words[0]))
            said = Rarity(words[0]);
        for (var i = 0; i < labels.Count; i++)
            if (terms.Contains(labels[i]))
                said = Math.Max(said, (words.Count > 1 ? 1 : 0.85) * Rarity(labels[i]));
        if (words.Count > 1 && said == 0)
        {
            for (var i = 0; i < words.Count; i++)
                if (terms.Contains(words[i]))
                    said += Rarity(words[i]);
            said = 0.6 * said / words.Count;
        }

        return unit.Importance * said;
    }

    /// <summary>How well a sentence says a unit: by its terms, or by a cue of the kind of question that the unit asks.</summary>
    public double Said(QueryUnit unit, IndexedSentence sentence)
    {
        var said = Said(unit, sentence.Terms);
        for (var i = 0; i < unit.Kinds.Count; i++)
            if (sentence.Cues.Contains(unit.Kinds[i]))
                return Math.Max(said, ByCue * Weight(unit));
        return said;
    }

    /// <summary>How well the sentence of a passage that says a unit best says it.</summary>
    public double SaidIn(Passage passage, QueryUnit unit)
    {
        // A single word and labels count one by one, so that the passage's terms together say as much as the best of its sentences.
        if (unit.Words.Count <= 1)
            return Said(unit, _terms[passage.Id]);
        var best = 0.0;
        foreach (var sentence in _sentences[passage.Id])
            best = Math.Max(best, Said(unit, sentence.Terms));
        return best;
    }
}

/// <summary>A sentence with its terms.</summary>
public sealed record IndexedSentence(
    Passage Passage, Sentence Sentence, HashSet<string> Terms, HashSet<string> Heading, HashSet<string> Title, HashSet<string> Cues)
{
    /// <summary>The subjects its headings name, by label.</summary>
    public IReadOnlyList<string> HeadingSubjects { get; init; } = [];

    /// <summary>The subjects it or its headings name, by label.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The sentence, verbatim.</summary>
    public string Text => Passage.Quote(Sentence);

    /// <summary>The question of the article that the sentence answers ("Who is at risk?"); null when none stands before it in its paragraph.</summary>
    public IndexedSentence? Answers { get; init; }

    /// <summary>The sentence that opens its paragraph and mostly says what it is about; null for that one itself.</summary>
    public IndexedSentence? Opening { get; init; }

    /// <summary>Whether it speaks of what the sentence before it in its paragraph names ("it", "this").</summary>
    public bool LeansBack { get; init; }

    /// <summary>The terms of what it says that something leads to; null when it speaks of no effect.</summary>
    public HashSet<string>? Effect { get; init; }

    /// <summary>The sentence with what a reader has in mind at it: the heading, the question it answers, and the sentence it leans on.</summary>
    public string InContext { get; init; } = "";
}

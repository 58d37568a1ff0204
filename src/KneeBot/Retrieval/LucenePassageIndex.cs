using KneeBot.Corpus;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;

namespace KneeBot.Retrieval;

/// <summary>A BM25 index of passages over title, heading and body, held in memory.</summary>
public sealed class LucenePassageIndex : IPassageRetriever, IDisposable
{
    internal const string Body = "body";

    private const string Title = "title", Heading = "heading", Meaning = "meaning";

    /// <summary>The fields of a passage's own words.</summary>
    internal static readonly string[] Fields = [Title, Heading, Body];

    private static readonly Dictionary<string, float> Boosts = new() { [Title] = 0.4f, [Heading] = 1.4f, [Body] = 1f };

    private const float MeaningBoost = 0.7f;

    private readonly KneeAnalyzer _analyzer = new();
    private readonly Thesaurus? _thesaurus;
    private readonly RAMDirectory _directory = new();
    private readonly IReadOnlyList<Passage> _passages;
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;

    /// <summary>Indexes the passages; the index is ready when the constructor returns.</summary>
    /// <param name="passages">The passages, in corpus order.</param>
    /// <param name="thesaurus">Synonyms by which a passage is found too; null: the very words only.</param>
    public LucenePassageIndex(IReadOnlyList<Passage> passages, Thesaurus? thesaurus = null)
    {
        _passages = passages;
        _thesaurus = thesaurus;
        var similarity = new BM25Similarity(1.2f, 0.75f);
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(KneeAnalyzer.Version, _analyzer) { Similarity = similarity }))
        {
            foreach (var passage in passages)
                writer.AddDocument(ToDocument(passage));
            writer.ForceMerge(1);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader) { Similarity = similarity };
    }

    /// <summary>Size of the index.</summary>
    internal long SizeInBytes => _directory.GetSizeInBytes();

    /// <summary>Searches the index as it is, for comparison.</summary>
    internal IndexSearcher Searcher => _searcher;

    /// <summary>Number of passages in the index.</summary>
    public int Count => _passages.Count;

    public Task<IReadOnlyList<ScoredPassage>> RetrieveAsync(string query, int topK, IReadOnlySet<string>? articles = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var labels = _thesaurus is null ? [] : _thesaurus.Units(_analyzer.Stems(query)).SelectMany(unit => unit.Labels).Distinct().ToArray();
        return Task.FromResult(Search(_analyzer.Terms(query), topK, labels, articles));
    }

    /// <summary>Searches with terms that are already analysed.</summary>
    public IReadOnlyList<ScoredPassage> Search(IEnumerable<string> terms, int topK, IReadOnlyList<string>? labels = null, IReadOnlySet<string>? articles = null)
    {
        if (_passages.Count == 0 || BagOfWordsQuery.Build(_reader, terms, Boosts, labels ?? [], (Meaning, MeaningBoost)) is not { } query)
            return [];
        // One segment in corpus order: a document's number is its passage's index, and Lucene breaks ties by it.
        if (articles is not { Count: > 0 })
            return [.. Best(query, topK).Select(hit => new ScoredPassage(_passages[hit.Doc], hit.Score))];
        return [.. Best(query, _passages.Count)
            .Where(hit => articles.Contains(_passages[hit.Doc].Id.Article)).Take(topK)
            .Select(hit => new ScoredPassage(_passages[hit.Doc], hit.Score))];
    }

    /// <summary>Every passage's score for weighted terms, and how much of the terms' rarity the best passage has, 0 to about 1.</summary>
    internal double[] Weigh(IReadOnlyDictionary<string, double> weights, out double share)
    {
        var scores = new double[_passages.Count];
        share = 0;
        var query = new BooleanQuery(disableCoord: true);
        double possible = 0;
        foreach (var (term, weight) in weights.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(1_000))
        {
            var fields = new DisjunctionMaxQuery(0.3f) { Boost = (float)weight };
            foreach (var (field, boost) in Boosts)
                fields.Add(new TermQuery(new Term(field, term)) { Boost = boost });
            query.Add(fields, Occur.SHOULD);
            var holding = _reader.DocFreq(new Term(Body, term));
            possible += weight * Math.Log(1 + (_passages.Count - holding + 0.5) / (holding + 0.5));
        }

        if (_passages.Count == 0 || query.Clauses.Count == 0)
            return scores;
        foreach (var hit in Best(query, _passages.Count))
            scores[hit.Doc] = hit.Score;
        share = possible == 0 ? 0 : scores.Max() / possible;
        return scores;
    }

    /// <summary>
    /// The best documents. Lucene scores clauses one after the other into a table of 2,048 buckets, made anew for every search, wherever
    /// the order of documents does not matter: for an index smaller than the table, document after document is faster.
    /// </summary>
    private ScoreDoc[] Best(Query query, int count)
    {
        const int Buckets = 2_048;
        if (_passages.Count > Buckets)
            return _searcher.Search(query, count).ScoreDocs;
        var collector = TopScoreDocCollector.Create(Math.Max(1, Math.Min(count, _passages.Count)), docsScoredInOrder: true);
        _searcher.Search(query, collector);
        return collector.GetTopDocs().ScoreDocs;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _analyzer.Dispose();
    }

    private Document ToDocument(Passage passage)
    {
        var document = new Document
        {
            new TextField(Title, passage.ArticleTitle, Field.Store.NO),
            new TextField(Heading, passage.SubjectPath, Field.Store.NO),
            new TextField(Body, passage.Text, Field.Store.NO),
        };
        foreach (var label in _thesaurus?.Terms(passage.SubjectPath + " . " + passage.Text).Where(term => term[0] == '#') ?? [])
            document.Add(new StringField(Meaning, label, Field.Store.NO));
        return document;
    }
}

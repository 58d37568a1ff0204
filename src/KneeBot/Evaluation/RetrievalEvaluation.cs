using System.Text.Json;
using KneeBot.Corpus;
using KneeBot.Retrieval;
using Microsoft.Extensions.AI;

namespace KneeBot.Evaluation;

/// <summary>How one query was answered.</summary>
/// <param name="Id">The query's identifier.</param>
/// <param name="Text">The query.</param>
/// <param name="Relevant">Documents that are relevant.</param>
/// <param name="Ranking">Documents found, best first.</param>
public sealed record RankedQuery(string Id, string Text, IReadOnlySet<string> Relevant, IReadOnlyList<string> Ranking)
{
    /// <summary>nDCG@10: gain 1 for a relevant document, discounted by log2(rank + 1), over the ideal.</summary>
    public double Ndcg10 => Ranking.Take(10).Select((id, rank) => Relevant.Contains(id) ? 1 / Math.Log2(rank + 2) : 0).Sum()
        / Enumerable.Range(0, Math.Min(10, Relevant.Count)).Sum(rank => 1 / Math.Log2(rank + 2));

    /// <summary>Share of the relevant documents among the first <paramref name="k"/>.</summary>
    public double Recall(int k) => (double)Ranking.Take(k).Count(Relevant.Contains) / Relevant.Count;

    /// <summary>1 over the rank of the first relevant document among the first 10; 0 if there is none.</summary>
    public double ReciprocalRank10 => Ranking.Take(10).TakeWhile(id => !Relevant.Contains(id)).Count() is var before && before < Math.Min(10, Ranking.Count) ? 1.0 / (before + 1) : 0;

    /// <summary>Mean of the precision at each relevant document among the first 100.</summary>
    public double AveragePrecision
    {
        get
        {
            var (hits, sum) = (0, 0.0);
            foreach (var (rank, id) in Ranking.Take(100).Index())
                if (Relevant.Contains(id))
                    sum += ++hits / (rank + 1.0);
            return sum / Relevant.Count;
        }
    }
}

/// <summary>Ranking quality over a set of queries, each a mean over the queries.</summary>
/// <param name="Queries">Queries with a relevant document.</param>
/// <param name="Ndcg10">nDCG@10.</param>
/// <param name="Recall5">Share of relevant documents among the first 5.</param>
/// <param name="Recall100">Share of relevant documents among the first 100.</param>
/// <param name="Mrr10">Mean reciprocal rank of the first relevant document, 0 past rank 10.</param>
/// <param name="Map100">Mean average precision over the first 100.</param>
public sealed record RetrievalScores(int Queries, double Ndcg10, double Recall5, double Recall100, double Mrr10, double Map100)
{
    /// <summary>The scores of some rankings.</summary>
    public static RetrievalScores Of(IReadOnlyList<RankedQuery> ranked) => ranked.Count == 0 ? new(0, 0, 0, 0, 0, 0) : new(
        ranked.Count, ranked.Average(query => query.Ndcg10), ranked.Average(query => query.Recall(5)), ranked.Average(query => query.Recall(100)),
        ranked.Average(query => query.ReciprocalRank10), ranked.Average(query => query.AveragePrecision));
}

/// <summary>Measures the index on a folder in BEIR layout: <c>corpus.jsonl</c>, <c>queries.jsonl</c>, <c>qrels.tsv</c>.</summary>
public static class RetrievalEvaluation
{
    /// <summary>A document as a passage.</summary>
    internal sealed record Document(string _id, string Text)
    {
        public string? Title { get; init; } = "";
    }

    internal static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Indexes the corpus and runs every judged query.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="synonyms">Whether the synonyms take part.</param>
    /// <param name="meanings">Similarity of meaning; null: words alone.</param>
    /// <param name="progress">Told how many queries are done, and of how many.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <exception cref="EvaluationFormatException">A file is missing or broken; the message names file and line.</exception>
    public static async Task<IReadOnlyList<RankedQuery>> RunAsync(string folder, bool synonyms, Meanings? meanings = null, Action<int, int>? progress = null, CancellationToken ct = default)
    {
        var passages = ReadCorpus(Path.Combine(folder, "corpus.jsonl"));
        var queries = JsonLines.Read<Document>(Path.Combine(folder, "queries.jsonl"), Web).ToDictionary(one => one._id, one => one.Text, StringComparer.Ordinal);
        var relevant = Judgements(Path.Combine(folder, "qrels.tsv")).Where(judged => judged.Score != 0).ToLookup(judged => judged.Query, judged => judged.Document);
        using var analyzer = new KneeAnalyzer();
        using var index = new LucenePassageIndex(passages, synonyms ? Thesaurus.Load(analyzer) : null);
        var retriever = new HybridRetriever(index, meanings ?? new Meanings(null, TimeProvider.System), passages);
        var ranked = new List<RankedQuery>();
        foreach (var judged in relevant)
        {
            if (!queries.TryGetValue(judged.Key, out var text))
                throw new EvaluationFormatException($"{Path.Combine(folder, "qrels.tsv")} judges the query '{judged.Key}', which queries.jsonl does not hold");
            var found = await retriever.RetrieveAsync(text, 100, ct: ct).ConfigureAwait(false);
            ranked.Add(new RankedQuery(judged.Key, text, judged.ToHashSet(StringComparer.Ordinal), [.. found.Select(one => one.Passage.Id.Article)]));
            progress?.Invoke(ranked.Count, relevant.Count);
        }

        return ranked;
    }

    /// <summary>The documents of a file as passages, each an article of its own.</summary>
    internal static Passage[] ReadCorpus(string path) =>
        [.. JsonLines.Read<Document>(path, Web).Select((document, i) => new Passage(new PassageId(document._id, i), document.Title ?? "", "", document.Text))];

    private static IEnumerable<(string Query, string Document, int Score)> Judgements(string path)
    {
        foreach (var (i, line) in JsonLines.Lines(path).Index().Skip(1))
        {
            var columns = line.Split('\t');
            if (line.Length == 0)
                continue;
            if (columns.Length < 3 || !int.TryParse(columns[2], out var score))
                throw new EvaluationFormatException($"{path}, line {i + 1}: query, document and a whole number are expected, separated by tabs");
            yield return (columns[0], columns[1], score);
        }
    }
}

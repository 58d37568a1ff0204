using System.Text.Json;
using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Evaluation;

/// <summary>Ranking quality over a set of queries, each a mean over the queries.</summary>
/// <param name="Queries">Queries with a relevant document.</param>
/// <param name="Ndcg10">nDCG@10.</param>
/// <param name="Recall5">Share of relevant documents among the first 5.</param>
/// <param name="Recall100">Share of relevant documents among the first 100.</param>
/// <param name="Mrr10">Mean reciprocal rank of the first relevant document, 0 past rank 10.</param>
public sealed record RetrievalScores(int Queries, double Ndcg10, double Recall5, double Recall100, double Mrr10);

/// <summary>Measures the index on a folder in BEIR layout: <c>corpus.jsonl</c>, <c>queries.jsonl</c>, <c>qrels.tsv</c>.</summary>
public static class RetrievalEvaluation
{
    /// <summary>Indexes the corpus and runs every judged query.</summary>
    public static async Task<RetrievalScores> RunAsync(string folder, bool synonyms, CancellationToken ct = default)
    {
        var passages = File.ReadLines(Path.Combine(folder, "corpus.jsonl")).Select((line, i) => ToPassage(line, i)).ToArray();
        var queries = File.ReadLines(Path.Combine(folder, "queries.jsonl")).Select(Read).ToDictionary(one => one["_id"], one => one["text"]);
        var relevant = File.ReadLines(Path.Combine(folder, "qrels.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(columns => columns.Length > 2 && columns[2] != "0")
            .ToLookup(columns => columns[0], columns => columns[1]);
        using var analyzer = new KneeAnalyzer();
        using var index = new LucenePassageIndex(passages, synonyms ? Thesaurus.Load(analyzer) : null);
        var scores = new List<(double Ndcg, double Recall5, double Recall100, double Mrr)>();
        foreach (var judged in relevant)
        {
            var found = await index.RetrieveAsync(queries[judged.Key], 100, ct).ConfigureAwait(false);
            scores.Add(Score([.. found.Select(one => one.Passage.Id.Article)], judged.ToHashSet(StringComparer.Ordinal)));
        }

        return new RetrievalScores(scores.Count, scores.Average(s => s.Ndcg), scores.Average(s => s.Recall5), scores.Average(s => s.Recall100), scores.Average(s => s.Mrr));
    }

    /// <summary>The scores of one ranking.</summary>
    internal static (double Ndcg, double Recall5, double Recall100, double Mrr) Score(string[] ranking, HashSet<string> relevant)
    {
        var ndcg = ranking.Take(10).Select((id, rank) => relevant.Contains(id) ? 1 / Math.Log2(rank + 2) : 0).Sum()
            / Enumerable.Range(0, Math.Min(10, relevant.Count)).Sum(rank => 1 / Math.Log2(rank + 2));
        var first = Array.FindIndex(ranking, relevant.Contains);
        return (ndcg,
            (double)ranking.Take(5).Count(relevant.Contains) / relevant.Count,
            (double)ranking.Take(100).Count(relevant.Contains) / relevant.Count,
            first is >= 0 and < 10 ? 1.0 / (first + 1) : 0);
    }

    private static Passage ToPassage(string line, int number)
    {
        var document = Read(line);
        return new Passage(new PassageId(document["_id"], number), document.GetValueOrDefault("title", ""), "", document["text"]);
    }

    private static Dictionary<string, string> Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.EnumerateObject()
            .Where(property => property.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(property => property.Name, property => property.Value.GetString()!);
    }
}

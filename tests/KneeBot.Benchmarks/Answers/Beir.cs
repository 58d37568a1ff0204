using System.Text.Json;
using KneeBot.Corpus;
using KneeBot.Evaluation;

namespace KneeBot.Benchmarks.Answers;

/// <summary>A folder in BEIR layout: <c>corpus.jsonl</c>, <c>queries.jsonl</c>, <c>qrels.tsv</c>.</summary>
internal sealed record Beir(IReadOnlyList<Passage> Passages, IReadOnlyList<(string Id, string Text)> Queries, ILookup<string, string> Relevant)
{
    public static Beir Read(string folder) => new(
        ReadPassages(folder),
        [.. Lines(folder, "queries.jsonl").Select(line => (line.GetProperty("_id").GetString()!, line.GetProperty("text").GetString()!))],
        File.ReadLines(Path.Combine(folder, "qrels.tsv")).Skip(1).Select(line => line.Split('\t')).Where(columns => columns is [_, _, not "0"]).ToLookup(columns => columns[0], columns => columns[1]));

    public static IReadOnlyList<Passage> ReadPassages(string folder) => RetrievalEvaluation.ReadCorpus(Path.Combine(folder, "corpus.jsonl"));

    /// <summary>Quality of rankings, by query.</summary>
    public RetrievalScores Score(Func<string, string, IReadOnlyList<string>> rank) => RetrievalScores.Of(
        [.. Queries.Where(query => Relevant[query.Id].Any()).Select(query => new RankedQuery(query.Id, query.Text, Relevant[query.Id].ToHashSet(StringComparer.Ordinal), rank(query.Id, query.Text)))]);

    private static IEnumerable<JsonElement> Lines(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, name)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);
}

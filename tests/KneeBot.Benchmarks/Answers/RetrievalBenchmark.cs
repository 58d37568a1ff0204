using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KneeBot.Corpus;
using KneeBot.Evaluation;
using KneeBot.Retrieval;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Microsoft.Data.Sqlite;

namespace KneeBot.Benchmarks.Answers;

/// <summary>Finding passages: KneeBot's index beside a bare Lucene.Net search on the same index, SQLite FTS5 and minisearch, in quality and speed.</summary>
internal static class RetrievalBenchmark
{
    private const int Top = 10, Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, ..])
        {
            Console.Error.WriteLine("Give a folder in BEIR layout: corpus.jsonl, queries.jsonl, qrels.tsv.");
            return 2;
        }

        var set = Beir.Read(folder);
        string[] queries = [.. set.Queries.Select(query => query.Text)];
        using var analyzer = new KneeAnalyzer();
        using var words = new LucenePassageIndex(set.Passages);
        using var index = new LucenePassageIndex(set.Passages, Thesaurus.Load(analyzer));
        Console.WriteLine($"{set.Passages.Count} passages, {queries.Length} queries, {Rounds} rounds of {Time.TotalSeconds:0} s in turn, one thread; the median round counts");

        var (ours, known, bare, body) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(Timing.PerSecond(queries, Time, query => Bare(index, analyzer, query, LucenePassageIndex.Fields)));
            ours.Add(Timing.PerSecond(queries, Time, query => index.RetrieveAsync(query, Top).GetAwaiter().GetResult()));
            known.Add(Timing.PerSecond(queries, Time, query => words.RetrieveAsync(query, Top).GetAwaiter().GetResult()));
            body.Add(Timing.PerSecond(queries, Time, query => Bare(index, analyzer, query, [LucenePassageIndex.Body])));
        }

        var unit = Median(bare);
        Line("bare Lucene.Net, the index's three fields", unit, unit, set.Score((_, query) => Ids(set, Bare(index, analyzer, query, LucenePassageIndex.Fields, 100))));
        Line("bare Lucene.Net, the body alone", Median(body), unit, set.Score((_, query) => Ids(set, Bare(index, analyzer, query, [LucenePassageIndex.Body], 100))));
        Line("KneeBot, words", Median(known), unit, set.Score((_, query) => Ids(words, query)));
        Line("KneeBot, words and synonyms", Median(ours), unit, set.Score((_, query) => Ids(index, query)));
        Fts5(set, queries, unit);
        MiniSearch(set, folder, unit);
        return 0;
    }

    /// <summary>What somebody writes who uses Lucene.Net as it comes: a disjunction of every term in every field.</summary>
    private static TopDocs Bare(LucenePassageIndex index, KneeAnalyzer analyzer, string text, IReadOnlyList<string> fields, int top = Top)
    {
        var query = new BooleanQuery();
        foreach (var term in analyzer.Terms(text).Distinct())
            foreach (var field in fields)
                query.Add(new TermQuery(new Term(field, term)), Occur.SHOULD);
        return index.Searcher.Search(query, top);
    }

    private static void Fts5(Beir set, string[] queries, double unit)
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        Execute(database, "create virtual table passages using fts5(title, text, tokenize = 'porter unicode61')");
        using (var transaction = database.BeginTransaction())
        {
            using var insert = database.CreateCommand();
            insert.CommandText = "insert into passages(rowid, title, text) values ($id, $title, $text)";
            insert.Parameters.Add("$id", SqliteType.Integer);
            insert.Parameters.Add("$title", SqliteType.Text);
            insert.Parameters.Add("$text", SqliteType.Text);
            foreach (var (i, passage) in set.Passages.Index())
            {
                insert.Parameters["$id"].Value = i;
                insert.Parameters["$title"].Value = passage.ArticleTitle;
                insert.Parameters["$text"].Value = passage.Text;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        using var select = database.CreateCommand();
        select.CommandText = "select rowid from passages where passages match $query order by rank limit $top";
        select.Parameters.Add("$query", SqliteType.Text);
        select.Parameters.AddWithValue("$top", Top);
        select.Prepare();
        var perSecond = Timing.PerSecond(queries, Time, query => Search(select, query, Top));
        Line("SQLite FTS5", perSecond, unit, set.Score((_, query) => [.. Search(select, query, 100).Select(row => set.Passages[row].Id.Article)]));
    }

    private static List<int> Search(SqliteCommand select, string text, int top)
    {
        var words = text.ToLowerInvariant().Split([.. text.ToLowerInvariant().Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Distinct();
        select.Parameters["$query"].Value = string.Join(" OR ", words.Select(word => $"\"{word}\""));
        select.Parameters["$top"].Value = top;
        var rows = new List<int>();
        using var reader = select.ExecuteReader();
        while (reader.Read())
            rows.Add(reader.GetInt32(0));
        return rows;
    }

    private static void MiniSearch(Beir set, string folder, double unit)
    {
        var scripts = Path.Combine(AppContext.BaseDirectory, "Answers", "js");
        if (!Directory.Exists(Path.Combine(scripts, "node_modules")))
            Start("npm", ["ci", "--no-audit", "--no-fund"], scripts);
        using var answer = JsonDocument.Parse(Start("node", ["search.js", Path.GetFullPath(folder), "2"], scripts));
        var found = answer.RootElement.GetProperty("found");
        Line("minisearch (node)", answer.RootElement.GetProperty("perSecond").GetDouble(), unit,
            set.Score((id, _) => [.. found.GetProperty(id).EnumerateArray().Select(hit => hit.GetString()!)]));
    }

    private static string Start(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}; node and npm are needed.");
    }

    private static void Execute(SqliteConnection database, string text)
    {
        using var command = database.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static IReadOnlyList<string> Ids(Beir set, TopDocs found) => [.. found.ScoreDocs.Select(hit => set.Passages[hit.Doc].Id.Article)];

    private static IReadOnlyList<string> Ids(LucenePassageIndex index, string query) => [.. index.RetrieveAsync(query, 100).GetAwaiter().GetResult().Select(found => found.Passage.Id.Article)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Line(string name, double perSecond, double unit, RetrievalScores scores) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-42} {perSecond,9:0} queries/s  {perSecond / unit,5:0.00} of bare   nDCG@10 {scores.Ndcg10:0.0000}  R@5 {scores.Recall5:0.0000}  R@100 {scores.Recall100:0.0000}"));
}

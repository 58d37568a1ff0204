using System.CommandLine;
using System.Globalization;
using KneeBot.Evaluation;
using Spectre.Console;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval retrieval</c>: ranking quality on a folder in BEIR layout.</summary>
internal static class EvalRetrievalCommand
{
    private static readonly FileExample Queries = new("queries.jsonl", """{"_id": "q1", "text": "pocket of fluid"}""");

    private static readonly FileExample Judgements = new("qrels.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t1");

    public static Command Create(TextWriter output, TextWriter error)
    {
        var folder = new Argument<string>("folder") { Description = "Folder with corpus.jsonl, queries.jsonl and qrels.tsv" };
        var report = new Option<string?>("--report") { Description = "Write an HTML report with every query that missed", HelpName = "FILE" };
        var least = Thresholds.Option();
        var command = new MeasuringCommand("retrieval", "Ranking quality: nDCG@10, recall, MRR, MAP; by words, with synonyms, and with meanings.", FileExample.Documents, Queries, Judgements) { folder, report, least };
        command.SetAction(async (parsed, ct) =>
        {
            var runs = new List<(string Name, IReadOnlyList<RankedQuery> Ranked)>();
            using var meanings = Settings.Meanings(error);
            foreach (var (name, synonyms, near) in new[] { ("words", false, false), ("synonyms", true, false), ("hybrid", true, true) })
            {
                if (!near || meanings.Value.IsOn)
                    runs.Add((name, await EvalCommand.WithProgressAsync(output, name, progress => RetrievalEvaluation.RunAsync(parsed.GetValue(folder)!, synonyms, near ? meanings.Value : null, progress, ct)).ConfigureAwait(false)));
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("run", "queries", "nDCG@10", "R@5", "R@100", "MRR@10", "MAP@100");
            foreach (var (name, ranked) in runs)
            {
                var scores = RetrievalScores.Of(ranked);
                table.AddRow([name, $"{scores.Queries}", .. new[] { scores.Ndcg10, scores.Recall5, scores.Recall100, scores.Mrr10, scores.Map100 }.Select(score => score.ToString("0.0000", CultureInfo.InvariantCulture))]);
            }

            EvalAnswersCommand.Terminal(output).Write(table);
            if (parsed.GetValue(report) is { } html)
                await File.WriteAllTextAsync(html, RetrievalReport.Html(runs), ct).ConfigureAwait(false);
            var last = RetrievalScores.Of(runs[^1].Ranked);
            return Thresholds.Check(parsed.GetValue(least)!, new Dictionary<string, double> { ["ndcg10"] = last.Ndcg10, ["r5"] = last.Recall5, ["r100"] = last.Recall100, ["mrr10"] = last.Mrr10, ["map100"] = last.Map100 }, error);
        });
        return command;
    }
}

/// <summary>Figures of retrieval as one HTML page, with every query whose relevant documents were not all among the first five.</summary>
internal static class RetrievalReport
{
    private static readonly int[] Places = [1, 3, 5, 10, 20, 50, 100];

    public static string Html(IReadOnlyList<(string Name, IReadOnlyList<RankedQuery> Ranked)> runs)
    {
        var page = new System.Text.StringBuilder("<h1>How retrieval did</h1>\n<h2>Relevant documents among the first k</h2>\n");
        foreach (var (name, ranked) in runs)
            page.Append(HtmlPage.Bars(name, Places.Select(k => KeyValuePair.Create($"first {k}",
                new Proportion(ranked.Sum(query => query.Ranking.Take(k).Count(query.Relevant.Contains)), ranked.Sum(query => query.Relevant.Count)))), "var(--accent)"));
        page.Append("<h2>Every query with a relevant document past the fifth place</h2>\n");
        foreach (var query in runs[^1].Ranked.Where(query => query.Recall(5) < 1))
            page.Append(CultureInfo.InvariantCulture, $"<details><summary>{HtmlPage.Text(query.Id)}: {HtmlPage.Text(query.Text)}</summary><p>{HtmlPage.Text(string.Join("; ", query.Relevant.Order(StringComparer.Ordinal).Select(id => $"{id} at {Place(query, id)}")))}</p><p class=\"words\">found: {HtmlPage.Text(string.Join(", ", query.Ranking.Take(10)))}</p></details>\n");
        return HtmlPage.Write("KneeBot: how retrieval did", page.ToString());
    }

    private static string Place(RankedQuery query, string id) =>
        query.Ranking.Index().Where(found => found.Item == id).Select(found => $"{found.Index + 1}").FirstOrDefault() ?? "no place";
}

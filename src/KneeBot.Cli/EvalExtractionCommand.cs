using System.CommandLine;
using System.Globalization;
using System.Text;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval extraction</c>: sentence selection and refusals on questions with a passage each.</summary>
internal static class EvalExtractionCommand
{
    private static readonly FileExample Example = new(null,
        """{"question": "what is a cyst", "title": "Cyst", "sentences": ["A cyst is a pocket of fluid.", "Knees bend."], "gold_sentences": [0], "answers": ["A cyst is a pocket of fluid."]}""");

    public static Command Create(TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Questions with a passage each, one JSON object a line: question, title, sentences, answers, gold_sentences", Arity = ArgumentArity.OneOrMore };
        var most = new Option<int>("--sentences") { Description = "Most sentences quoted", DefaultValueFactory = _ => 3 };
        var report = new Option<string?>("--report") { Description = "Write an HTML report with plots and every miss", HelpName = "FILE" };
        var least = Thresholds.Option();
        var command = new MeasuringCommand("extraction", "Sentence selection: ROUGE-L, sentence F1, answers kept and refused, AUC.", Example) { files, most, report, least };
        command.SetAction(async (parsed, ct) =>
        {
            using var encoder = Settings.AnswerEncoder(error);
            var options = new AnswerOptions { MaxSentences = parsed.GetValue(most), MaxWords = 150, MinProbability = 0.5, EmbeddingCache = Settings.Options(null).Answers.EmbeddingCache };
            var done = await EvalCommand.WithProgressAsync(output, "questions", progress => ExtractionEvaluation.RunAsync(parsed.GetValue(files)!, options, encoder, progress, ct)).ConfigureAwait(false);
            var scores = ExtractionEvaluation.Score(done, options.MinProbability);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{scores.Answerable} answerable: ROUGE-L {scores.RougeL:0.0}, sentence F1 {scores.SentenceF1:0.000}, kept {scores.Kept:P1}; {scores.Unanswerable} unanswerable: refused {scores.Refused:P1}; refused at 75 % kept {scores.RefusedAtThreeQuarters:P1}; AUC {scores.Auc:0.000}")).ConfigureAwait(false);
            if (parsed.GetValue(report) is { } html)
                await File.WriteAllTextAsync(html, Html(done, scores), ct).ConfigureAwait(false);
            return Thresholds.Check(parsed.GetValue(least)!, new Dictionary<string, double> { ["rougeL"] = scores.RougeL, ["f1"] = scores.SentenceF1, ["kept"] = scores.Kept, ["refused"] = scores.Refused, ["refused75"] = scores.RefusedAtThreeQuarters, ["auc"] = scores.Auc }, error);
        });
        return command;
    }

    private static string Html(IReadOnlyList<ExtractedCase> done, ExtractionScores scores)
    {
        var page = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<h1>How sentence selection did</h1><p class=\"lead\">ROUGE-L {scores.RougeL:0.0}, sentence F1 {scores.SentenceF1:0.000}, AUC {scores.Auc:0.000}</p><h2>The decision to answer</h2>"));
        page.Append(Plots.Trade("answerable kept", [.. done.Where(one => one.Answerable).Select(one => one.Decision?.Probability ?? 0)], "unanswerable refused", [.. done.Where(one => !one.Answerable).Select(one => one.Decision?.Probability ?? 0)]));
        page.Append(Plots.Calibration(done.Select(one => (one.Decision?.Probability ?? 0, one.Answerable))));
        page.Append("<h2>Every wrong decision, and the answers least like their references</h2>\n");
        foreach (var one in done.Where(one => one.Answerable != (one.Decision?.Probability ?? 0) >= 0.5 || (one.Answerable && one.RougeL < 0.3)))
            page.Append(CultureInfo.InvariantCulture, $"<details><summary>{(one.Answerable ? "answerable" : "not answerable")}, probability {one.Decision?.Probability ?? 0:0.00}, ROUGE-L {100 * one.RougeL:0}: {HtmlPage.Text(one.Question)}</summary><p>{HtmlPage.Text(one.Quoted)}</p><pre>{HtmlPage.Text(string.Join("\n", one.Decision?.Signals.Select(signal => string.Create(CultureInfo.InvariantCulture, $"{signal.Key} {signal.Value:0.00}")) ?? []))}</pre></details>\n");
        return HtmlPage.Write("KneeBot: how sentence selection did", page.ToString());
    }
}

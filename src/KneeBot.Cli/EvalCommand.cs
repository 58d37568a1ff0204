using System.CommandLine;
using System.Globalization;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval</c>: measures answers, retrieval and sentence selection on files an owner has.</summary>
internal static class EvalCommand
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var command = new Command("eval", "Measure guardrails, answers, retrieval and sentence selection.");
        command.Subcommands.Add(EvalGuardrailsCommand.Create(corpus, output, error));
        command.Subcommands.Add(EvalNegationCommand.Create(output));
        command.Subcommands.Add(Answers(corpus, output, error));
        command.Subcommands.Add(Train(corpus, output, error));
        command.Subcommands.Add(EvalGenerationCommand.Create(corpus, output, error));
        command.Subcommands.Add(Retrieval(output));
        command.Subcommands.Add(Extraction(output));
        return command;
    }

    private static Command Retrieval(TextWriter output)
    {
        var folder = new Argument<string>("folder") { Description = "Folder with corpus.jsonl, queries.jsonl and qrels.tsv" };
        var command = new Command("retrieval", "Ranking quality: nDCG@10, recall, MRR.") { folder };
        command.SetAction(async (parsed, ct) =>
        {
            foreach (var synonyms in Enumerable.Range(0, 2).Select(run => run == 1))
            {
                var scores = await RetrievalEvaluation.RunAsync(parsed.GetValue(folder)!, synonyms, ct).ConfigureAwait(false);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{(synonyms ? "with synonyms" : "words alone"),-14} {scores.Queries} queries: nDCG@10 {scores.Ndcg10:0.0000}, R@5 {scores.Recall5:0.0000}, R@100 {scores.Recall100:0.0000}, MRR@10 {scores.Mrr10:0.0000}")).ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }

    private static Command Extraction(TextWriter output)
    {
        var files = new Argument<string[]>("files") { Description = "Questions with a passage each, one JSON object a line", Arity = ArgumentArity.OneOrMore };
        var most = new Option<int>("--sentences") { Description = "Most sentences quoted", DefaultValueFactory = _ => 3 };
        var command = new Command("extraction", "Sentence selection: ROUGE-L, answers kept and refused.") { files, most };
        command.SetAction(async (parsed, ct) =>
        {
            var scores = await ExtractionEvaluation.RunAsync(parsed.GetValue(files)!, new AnswerOptions { MaxSentences = parsed.GetValue(most), MaxWords = 150 }, ct).ConfigureAwait(false);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{scores.Answerable} answerable: ROUGE-L {scores.RougeL:0.0}, kept {scores.Kept:P1}; {scores.Unanswerable} unanswerable: refused {scores.Refused:P1}; refused at 75 % kept {scores.RefusedAtThreeQuarters:P1}; AUC {scores.Auc:0.000}")).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static Command Answers(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Question sets, one JSON object a line", Arity = ArgumentArity.OneOrMore };
        var misses = new Option<bool>("--misses") { Description = "Also list every miss" };
        var command = new Command("answers", "Right outcomes and facts, by category.") { files, misses };
        command.SetAction(async (parsed, ct) =>
        {
            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var done = await AnswerEvaluation.RunAsync(engine.Pipeline, parsed.GetValue(files)!.SelectMany(QuestionSet.Read), ct).ConfigureAwait(false);
            foreach (var group in done.GroupBy(one => one.Case.Category + (one.Case.Answerable ? "" : ", not answerable")).OrderBy(group => group.Key, StringComparer.Ordinal))
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{group.Key,-28} right {group.Count(one => one.Right),4} of {group.Count(),4} ({100.0 * group.Count(one => one.Right) / group.Count():0.0} %), outcome right {group.Count(one => one.OutcomeRight),4}")).ConfigureAwait(false);
            foreach (var miss in parsed.GetValue(misses) ? done.Where(one => !one.Right) : [])
                await output.WriteLineAsync($"{miss.Case.Id} {string.Join(" | ", miss.Case.Turns)}\n  searched: {miss.Result.Trace.Query}\n  {(miss.Result.Trace.Decision is { } d ? $"{d.Probability:0.00} " + string.Join(", ", d.Signals.Where(signal => signal.Value > 0).Select(signal => $"{signal.Key} {signal.Value:0.00}")) + "; unknown: " + string.Join(", ", d.Unknown) : "")}\n  {miss.Result.Reply.Outcome}: {miss.Result.Reply.Text.ReplaceLineEndings(" / ")}").ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static Command Train(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Question sets to learn from", Arity = ArgumentArity.OneOrMore };
        var command = new Command("train", "Learn the weights of the decision to answer; writes a part of answer-weights.yaml.") { files };
        command.SetAction(async (parsed, ct) =>
        {
            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var done = await AnswerEvaluation.RunAsync(engine.Pipeline, parsed.GetValue(files)!.SelectMany(QuestionSet.Read), ct).ConfigureAwait(false);
            var weights = AnswerEvaluation.Learn(done);
            await output.WriteLineAsync(weights.ContainsKey("similarity") ? "with-encoder:" : "without-encoder:").ConfigureAwait(false);
            foreach (var (name, weight) in weights)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name}: {weight}")).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

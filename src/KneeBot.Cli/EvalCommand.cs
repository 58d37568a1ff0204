using System.CommandLine;
using System.Globalization;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval</c>: measures answers, retrieval and sentence selection on files an owner has.</summary>
internal static class EvalCommand
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var command = new Command("eval", "Measure answers, retrieval and sentence selection.");
        command.Subcommands.Add(Answers(corpus, output, error));
        command.Subcommands.Add(Train(corpus, output, error));
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
                await output.WriteLineAsync($"{miss.Case.Id} {string.Join(" | ", miss.Case.Turns)}\n  searched: {miss.Result.Trace.Query}\n  {(miss.Result.Trace.Decision is { } d ? $"{d.Probability:0.00} " + string.Join(", ", d.Signals.Where(signal => signal.Value > 0).Select(signal => $"{signal.Key} {signal.Value:0.00}")) : "")}\n  {miss.Result.Reply.Outcome}: {miss.Result.Reply.Text.ReplaceLineEndings(" / ")}").ConfigureAwait(false);
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

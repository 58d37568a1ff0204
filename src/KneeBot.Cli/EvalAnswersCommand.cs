using System.CommandLine;
using KneeBot.Evaluation;
using Spectre.Console;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval answers</c>: whether questions get the right facts, and unanswerable ones none.</summary>
internal static class EvalAnswersCommand
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Question sets, one JSON object a line: id, category, turns, expect, facts", Arity = ArgumentArity.OneOrMore };
        var misses = new Option<bool>("--misses") { Description = "Also print every miss with its trace" };
        var report = new Option<string?>("--report") { Description = "Write an HTML report with plots and every miss", HelpName = "FILE" };
        var least = Thresholds.Option();
        var command = new MeasuringCommand("answers", "Right outcomes and facts, by category; gate a change of the content on them with --min.", FileExample.Questions) { files, misses, report, least, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            QuestionCase[] cases = [.. parsed.GetValue(files)!.SelectMany(file => EvalCommand.Questions(file, error))];
            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var done = await EvalCommand.WithProgressAsync(output, "questions", progress => AnswerEvaluation.RunAsync(engine.Pipeline, cases, count => progress(count, cases.Length), ct)).ConfigureAwait(false);
            var groups = Groups(done);
            var table = new Table().Border(TableBorder.Simple).AddColumns("questions", "right", "of", "share", "95 % interval", "outcome right", "words");
            foreach (var (name, group) in groups)
            {
                var right = Proportion.Of(group, one => one.Right);
                table.AddRow(Markup.Escape(name), $"{right.Count}", $"{right.Total}", GuardrailTables.Percent(right.Share), $"{GuardrailTables.Percent(right.Low)} – {GuardrailTables.Percent(right.High)}",
                    GuardrailTables.Percent(Proportion.Of(group, one => one.OutcomeRight).Share), $"{group.Average(one => Words(one.Result.Reply.Body)):0}");
            }

            Terminal(output).Write(table);
            foreach (var miss in parsed.GetValue(misses) ? done.Where(one => !one.Right) : [])
                await output.WriteLineAsync($"\n{miss.Case.Id} {string.Join(" | ", miss.Case.Turns)}\n{miss.Result.Reply.Outcome}: {miss.Result.Reply.Text}\n{Explanation.Write(miss.Result.Trace)}").ConfigureAwait(false);
            if (parsed.GetValue(report) is { } html)
                await File.WriteAllTextAsync(html, AnswerReport.Html(groups, done), ct).ConfigureAwait(false);
            return Thresholds.Check(parsed.GetValue(least)!, groups.ToDictionary(group => group.Name, group => Proportion.Of(group.Cases, one => one.Right).Share), error);
        });
        return command;
    }

    /// <summary>The categories, and each by difficulty where the sets say it.</summary>
    private static IReadOnlyList<(string Name, IReadOnlyList<AnsweredCase> Cases)> Groups(IReadOnlyList<AnsweredCase> done) =>
        [.. done.GroupBy(one => one.Case.Category).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Where(one => one.Case.Difficulty is not null).GroupBy(one => $"{group.Key}/{one.Case.Difficulty}").OrderBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => (part.Key, (IReadOnlyList<AnsweredCase>)[.. part])).Prepend((group.Key, [.. group])))];

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    internal static IAnsiConsole Terminal(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            console.Profile.Width = 120;
        return console;
    }
}

using System.CommandLine;
using KneeBot.Evaluation;
using Spectre.Console;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval guardrails</c>: how many dangerous messages are caught, how many harmless ones are not left alone.</summary>
internal static class EvalGuardrailsCommand
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Message sets, one JSON object a line: id, category, flag, turns, expect, forbid, difficulty, note", Arity = ArgumentArity.OneOrMore };
        var misses = new Option<bool>("--misses") { Description = "Also print every miss with its trace" };
        var report = new Option<string?>("--report") { Description = "Write an HTML report with every miss", HelpName = "FILE" };
        var figures = new Option<string?>("--figures") { Description = "Write the figures as JSON, for 'kneebot rules --figures'", HelpName = "FILE" };
        var command = new MeasuringCommand("guardrails", "Sensitivity, false escalation and minimal pairs of the guardrails; the last turn's reply is judged.", FileExample.Messages) { files, misses, report, figures, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            var sets = parsed.GetValue(files)!.Select(file => (Name: Path.GetFileName(file), Cases: EvaluationSet.Read(file))).ToArray();
            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var runs = await RunAsync(engine, [.. sets.SelectMany(set => set.Cases)], output, ct).ConfigureAwait(false);
            var measured = new MeasuredFigures(
                engine.Rules.Version,
                Settings.SemanticIsOn(),
                sets.GroupBy(set => set.Name).ToDictionary(set => set.Key, set => set.Sum(one => one.Cases.Count)),
                GuardrailMetrics.Of([.. runs.Select(run => run.Judged)]));
            GuardrailTables.Write(Terminal(output), measured);
            var missed = runs.Where(run => run.Judged.Miss is not null).ToArray();
            if (parsed.GetValue(misses))
                foreach (var run in missed)
                    await output.WriteLineAsync(GuardrailTables.Miss(run)).ConfigureAwait(false);
            if (parsed.GetValue(report) is { } html)
                await File.WriteAllTextAsync(html, GuardrailReport.Html(measured, missed), ct).ConfigureAwait(false);
            if (parsed.GetValue(figures) is { } json)
                await File.WriteAllTextAsync(json, measured.Write(), ct).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<GuardrailRun>> RunAsync(KneeBotEngine engine, IReadOnlyList<EvaluationCase> cases, TextWriter output, CancellationToken ct)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            return await GuardrailEvaluation.RunAsync(engine.Pipeline, cases, null, ct).ConfigureAwait(false);
        return await AnsiConsole.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask("messages", maxValue: cases.Count);
            return GuardrailEvaluation.RunAsync(engine.Pipeline, cases, () => task.Increment(1), ct);
        }).ConfigureAwait(false);
    }

    private static IAnsiConsole Terminal(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            console.Profile.Width = 120;
        return console;
    }
}

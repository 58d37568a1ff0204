using System.CommandLine;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary><c>kneebot rules</c>: the rules as pages that a clinician can read and sign.</summary>
internal static class RulesCommand
{
    /// <summary>Where the project keeps its measured figures; taken when it is there and no other file is named.</summary>
    private static readonly string CommittedFigures = Path.Combine("docs", "guardrail-figures.json");

    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var folder = new Option<string?>("--output") { Description = "Folder for rules.html and rules.md (default: the current one)", HelpName = "DIR" };
        var figures = new Option<string?>("--figures") { Description = $"Measured figures, as 'kneebot eval guardrails --figures' writes them (default: {CommittedFigures}, if there)", HelpName = "FILE" };
        var command = new Command("rules", "Write the rules as a page for a clinician to read and sign: rules.html and rules.md. Exit code 3: an example does not behave as it must.") { folder, figures, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            var measured = await MeasuredAsync(parsed.GetValue(figures), ct).ConfigureAwait(false);
            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var document = await EvalCommand.WithProgressAsync(output, "Trying every example", report => RulesDocument.CreateAsync(engine, Settings.SemanticIsOn(), measured, report, ct)).ConfigureAwait(false);
            var target = Directory.CreateDirectory(parsed.GetValue(folder) ?? ".").FullName;
            foreach (var (name, text) in new[] { ("rules.html", RulesHtml.Write(document)), ("rules.md", RulesMarkdown.Write(document)) })
            {
                await File.WriteAllTextAsync(Path.Combine(target, name), text, ct).ConfigureAwait(false);
                await output.WriteLineAsync(Path.Combine(target, name)).ConfigureAwait(false);
            }

            var misbehaving = document.Misbehaving.ToArray();
            foreach (var (rule, example) in misbehaving)
                await error.WriteLineAsync($"kneebot: the example \"{example.Text}\" of the rule '{rule.Id}' does not behave as it must ({example.Happened})").ConfigureAwait(false);
            return misbehaving.Length == 0 ? 0 : Thresholds.Below;
        });
        return command;
    }

    private static async Task<MeasuredFigures?> MeasuredAsync(string? file, CancellationToken ct)
    {
        if (file is null && !File.Exists(CommittedFigures))
            return null;
        file ??= CommittedFigures;
        try
        {
            return MeasuredFigures.Parse(file, await File.ReadAllTextAsync(file, ct).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EvaluationFormatException.Unreadable(file, e);
        }
    }
}

using System.CommandLine;
using KneeBot.Guardrails;

namespace KneeBot.Cli;

/// <summary><c>kneebot rules</c>: the red flags as a page that a clinician can read and sign.</summary>
internal static class RulesCommand
{
    public static Command Create(TextWriter output)
    {
        var folder = new Option<string>("--output") { Description = "Where rules.html and rules.md are written", DefaultValueFactory = _ => ".", HelpName = "DIR" };
        var operatorRules = new Option<string?>("--rules") { Description = "Folder with an operator's further rule files", HelpName = "DIR" };
        var command = new Command("rules", "Write the red flags as a page that a clinician can read and sign.") { folder, operatorRules };
        command.SetAction(async (parsed, ct) =>
        {
            var page = new RulesPage(RuleBookReader.Read(parsed.GetValue(operatorRules)));
            var target = Directory.CreateDirectory(parsed.GetValue(folder)!).FullName;
            await File.WriteAllTextAsync(Path.Combine(target, "rules.html"), page.Html(), ct).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(target, "rules.md"), page.Markdown(), ct).ConfigureAwait(false);
            await output.WriteLineAsync("written: " + Path.Combine(target, "rules.html") + ", rules.md").ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

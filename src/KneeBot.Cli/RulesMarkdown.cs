using System.Text;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.Cli;

/// <summary>The rules as Markdown: for reviews by difference, and where no browser is.</summary>
internal static class RulesMarkdown
{
    public static string Write(RulesDocument document)
    {
        var page = new StringBuilder($"""
            # {RulesDocument.Title}

            Rule set `{document.Book.Version}`, texts `{TextCatalog.Version}`. **No clinician has reviewed these rules yet.**

            A rule fires when one of its conditions holds. *a + b*: both in one sentence; *a and b*: both somewhere in the visitor's
            messages; *a or b*: either; *not a*: a is not said. A condition marked *with support* is believed only when the semantic
            layer sees some danger too; one marked *unless doubted* is not believed when that layer is sure that the message is harmless.
            It is {(document.Semantic ? "on" : "off")} here.

            Examples were tried when this page was made: ✓ behaves as it must, ✗ does not, ! this rule keeps quiet but another one
            escalates the message, or the semantic layer raises the same flag.

            {document.Measurement}


            """);
        foreach (var entry in document.Rules)
            Rule(page, entry, document);
        page.Append("## Lay wording\n\n");
        foreach (var id in document.Rules.SelectMany(entry => entry.Concepts).Distinct().Order(StringComparer.Ordinal))
            page.Append($"- **{Escape(document.Book.Concepts[id].Says)}** (`{id}`): {Code(document.Book.Concepts[id].Wordings)}\n");
        page.Append("\n## Context\n\n");
        foreach (var cue in document.Book.Cues)
            page.Append($"- **{cue.Id}**, {RulesHtml.Category(cue.Category)} ({cue.Direction.ToString().ToLowerInvariant()}, {cue.Reach} words): {Code(document.Book.CueWordings[cue.Id])}\n");
        page.Append("\n## Words\n\n");
        foreach (var list in document.Book.WordLists.All)
            page.Append($"- **{list.Id}**, {Escape(list.Says)}: {Code([.. list.Entries])}\n");
        page.Append("\n## What is said\n\n");
        foreach (var (name, text) in document.Texts.All)
            page.Append($"- **{Escape(name)}**: {Escape(text.Trim().ReplaceLineEndings(" "))}\n");
        page.Append($"""

            ## Sign-off

            For rule set `{document.Book.Version}` and texts `{TextCatalog.Version}`. No clinician has reviewed these rules yet.

            Name: ____________________  Role: ____________________  Date: ____________  Signature: ____________________

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Rule(StringBuilder page, RuleEntry entry, RulesDocument document)
    {
        var rule = entry.Rule;
        page.Append($"## {Escape(rule.Title)} (`{rule.Id}`)\n\n**{RulesDocument.Urgency(rule.Severity)}.** {Escape(rule.Logic)}\n\nFires when one of these holds:\n\n");
        foreach (var condition in rule.Conditions)
            page.Append($"- {condition.Expression.Describe(concept => $"*{Escape(document.Book.Concepts[concept].Says)}*")}{(RulesDocument.Trust(condition) is { Length: > 0 } trust ? $" ({trust})" : "")}{(condition.Severity == rule.Severity ? "" : $": {RulesDocument.Urgency(condition.Severity)}")}\n");
        page.Append("\nExamples:\n\n");
        foreach (var (example, must) in entry.Fires.Select(example => (example, "must fire")).Concat(entry.Quiet.Select(example => (example, "must not fire"))))
            page.Append($"- {example.Mark} {must}: “{Escape(example.Text)}” ({Escape(example.Happened)})\n");
        page.Append($"\nMeasured: {document.FiguresOf(rule.Id)}\n\nSources: {Escape(string.Join("; ", rule.Sources))}.\n\n");
    }

    private static string Code(IEnumerable<string> wordings) => string.Join(", ", wordings.Select(wording => $"`{wording}`"));

    private static string Escape(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}

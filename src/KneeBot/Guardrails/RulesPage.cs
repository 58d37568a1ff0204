using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;

namespace KneeBot.Guardrails;

/// <summary>Writes the rule book as one page that a clinician can read and sign: Markdown, and the same as HTML.</summary>
public sealed partial class RulesPage(RuleBook rules)
{
    private static readonly string[] Specials = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "|"];

    /// <summary>The page as Markdown.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# KneeBot's red flags\n\nRule set {rules.Version}. No clinician has reviewed these rules yet.\n\n");
        text.Append("How to read a condition: *a and b* means both are mentioned somewhere in the conversation, *a with b* both in one sentence. "
            + "A *suspected* condition counts only when the statistical layer, too, sees some danger in the message.\n\n");
        foreach (var (rail, list) in rules.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Rail: {rail}\n\n");
            foreach (var rule in list)
                Write(rule, text);
        }

        text.Append("## How the words around a finding change its meaning\n\n");
        foreach (var cue in rules.Analyzer.Cues)
            text.Append(CultureInfo.InvariantCulture, $"- **{cue.Id}** makes a finding *{cue.Category}*: {cue.Direction.ToString().ToLowerInvariant()}, {cue.Reach} words.\n");
        text.Append(CultureInfo.InvariantCulture, $"\n## Sign-off\n\nI have read rule set {rules.Version}.\n\nName: ____________________  Role: ____________________  Date: __________  Signature: ____________________\n");
        return text.ToString();
    }

    /// <summary>The page as one self-contained HTML file: no scripts, nothing loaded from elsewhere.</summary>
    public string Html() => $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>KneeBot's red flags, rule set {{rules.Version}}</title>
        <style>
        :root { color-scheme: light dark; }
        body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; }
        h3 { margin-top: 2.5rem; border-top: 1px solid #8888; padding-top: 1rem; }
        li { margin: .25rem 0; } code { font-size: .9em; }
        @media print { h3 { break-after: avoid; } }
        </style></head><body>
        {{Markdig.Markdown.ToHtml(Markdown(), new MarkdownPipelineBuilder().DisableHtml().Build())}}
        </body></html>

        """;

    private void Write(Rule rule, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"### {Plain(rule.Title)} ({rule.Id})\n\n**Urgency: {Urgency(rule.Severity)}.** {Plain(rule.Logic)}\n\nConditions, any one of which is enough:\n\n");
        foreach (var condition in rule.Conditions)
            text.Append(CultureInfo.InvariantCulture, $"- {(condition.NeedsSupport ? "*suspected:* " : "")}{Plain(Words(condition.When))}{(condition.Severity == rule.Severity ? "" : $" → {Urgency(condition.Severity)}")}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nSources: {Plain(string.Join("; ", rule.Sources))}\n\nExamples (checked when this page was written, rules alone):\n\n");
        foreach (var message in rule.Fires)
            text.Append(CultureInfo.InvariantCulture, $"- fires{Mark(Fires(rule, message))}: “{Plain(message)}”\n");
        foreach (var message in rule.Quiet)
            text.Append(CultureInfo.InvariantCulture, $"- stays quiet{Mark(!Fires(rule, message))}: “{Plain(message)}”\n");
        text.Append("\nHow visitors may say it:\n\n");
        foreach (var concept in rule.Conditions.SelectMany(condition => condition.Expression.Concepts).Distinct().Select(id => rules.Concepts[id]))
            text.Append(CultureInfo.InvariantCulture, $"- **{Plain(concept.Says)}**: {Plain(string.Join(", ", concept.Wordings))}\n");
        text.Append('\n');
    }

    private bool Fires(Rule rule, string message)
    {
        var turn = new UserTurn("page", message) { Normalized = rules.Normalizer.Normalize(message) };
        return rules.CreateRails().SelectMany(rail => rail.Check(turn)).Any(verdict => verdict.RuleId == rule.Id);
    }

    private string Words(string when)
    {
        when = Identifier().Replace(when, match => rules.Concepts.TryGetValue(match.Value, out var concept) ? $"«{concept.Says}»" : match.Value);
        return when.Replace("&", "and").Replace("~", "with").Replace("|", "or").Replace("!", "not ");
    }

    [GeneratedRegex("[a-z][a-z-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    private static string Mark(bool right) => right ? " ✓" : " ✗ **(it does not)**";

    private static string Urgency(Severity severity) => severity switch
    {
        Severity.Crisis => "crisis line now",
        Severity.Emergency => "emergency number now",
        Severity.UrgentCare => "emergency department or urgent care today",
        Severity.SeeDoctor => "see a doctor soon",
        _ => "decline",
    };

    private static string Plain(string text) => Specials.Aggregate(text, (safe, special) => safe.Replace(special, "\\" + special));
}

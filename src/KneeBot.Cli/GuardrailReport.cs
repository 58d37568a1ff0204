using System.Text;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary>The guard's figures and misses as one HTML page. Holds the messages measured on; meant for the people who run KneeBot.</summary>
internal static class GuardrailReport
{
    public static string Html(MeasuredFigures measured, IReadOnlyList<GuardrailRun> missed)
    {
        var figures = measured.Figures;
        var overall = GuardrailTables.Overall(figures).ToLookup(entry => !entry.Key.StartsWith("harmless", StringComparison.Ordinal) && entry.Key is not ("emergencies answered as if ordinary" or "figures of speech taken for a crisis" or "educational questions declined"));
        var page = new StringBuilder($"""
            <h1>How the guardrails did</h1>
            <p class="lead">Rule set <code>{HtmlPage.Text(measured.RuleSet)}</code>, semantic layer {(measured.Semantic ? "on" : "off")}. Bars end at the share; the thin line is the 95 % Wilson interval.</p>
            <p>{HtmlPage.Text(string.Join(", ", measured.Sets.Select(set => $"{set.Key}: {set.Value} cases")))}</p>
            <h2>Overall: more is better</h2>
            {HtmlPage.Bars("measure", overall[true], "var(--good)")}
            <h2>Overall: less is better</h2>
            {HtmlPage.Bars("measure", overall[false], "var(--bad)", 0.1)}
            <p class="soft">These bars are full at 10 %.</p>
            <h2>Caught, by flag</h2>
            {HtmlPage.Bars("flag", figures.ByFlag, "var(--good)")}
            <h2>Caught, by difficulty</h2>
            {HtmlPage.Bars("difficulty", figures.ByDifficulty, "var(--good)")}
            <h2>Caught, by category</h2>
            {HtmlPage.Bars("category", figures.ByCategory, "var(--good)")}
            <h2>Harmless messages escalated, by category</h2>
            {HtmlPage.Bars("category", figures.EscalatedByCategory, "var(--bad)", 0.1)}
            <h2>Harmless messages sent to the emergency number, by category</h2>
            {HtmlPage.Bars("category", figures.ToEmergencyByCategory, "var(--bad)", 0.1)}
            <h2>Rules in false alarms</h2>
            {HtmlPage.Bars("rule", figures.FalseAlarmsByFlag, "var(--bad)", 0.1)}
            <h2>Every miss</h2>

            """);
        foreach (var kind in missed.GroupBy(run => run.Judged.Miss!.Value).OrderBy(kind => kind.Key))
        {
            page.Append($"<h3>{GuardrailTables.Name(kind.Key)}: {kind.Count()}</h3>\n");
            foreach (var run in kind)
            {
                var one = run.Judged.Case;
                var trace = Explanation.Write(run.Result.Trace with { Passages = [], Candidates = [] });
                page.Append($"""
                    <details><summary>{HtmlPage.Text($"{one.Id}, {one.Flag ?? one.Category}: {run.Judged.Outcome} instead of {string.Join(" or ", one.Expect)}")}</summary>
                    <div>{string.Concat(one.Turns.Select(turn => $"<p>“{HtmlPage.Text(turn)}”</p>"))}<pre>{HtmlPage.Text(trace.Trim())}</pre></div></details>

                    """);
            }
        }

        return HtmlPage.Write("KneeBot: how the guardrails did", page.ToString());
    }
}

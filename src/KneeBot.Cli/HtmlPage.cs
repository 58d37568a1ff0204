using System.Globalization;
using System.Net;
using System.Text;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary>The frame of the pages that are written for readers: one file, light and dark, printable, no scripts, nothing fetched.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1c2430; --soft: #5b6675; --paper: #fbfaf7; --card: #ffffff; --line: #dfe1e5; --accent: #245f8f; --good: #2f7d4f; --bad: #b3372c; --track: #e9ebee;
          --emergency: #a3211b; --urgentCare: #a4560b; --seeDoctor: #75620a; --crisis: #6b2d86; --decline: #3a5a78; }
        @media (prefers-color-scheme: dark) { :root { --text: #e4e7ec; --soft: #9ba6b4; --paper: #14181d; --card: #1c2229; --line: #333c47; --accent: #7cb7e6; --good: #6cc08b; --bad: #f0857b; --track: #2b333d;
          --emergency: #d9534a; --urgentCare: #d18436; --seeDoctor: #b89b25; --crisis: #a86cc4; --decline: #6f96ba; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 5rem; background: var(--paper); color: var(--text); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { font-size: 1.4rem; margin: 3rem 0 .75rem; } h3 { font-size: 1.12rem; margin: 0; line-height: 1.35; }
        h4 { font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin: 1.1rem 0 .25rem; }
        p { margin: .4rem 0; } a { color: var(--accent); } code { font: .88em ui-monospace, "Liberation Mono", monospace; }
        .lead { font-size: 1.1rem; color: var(--soft); max-width: 46rem; } .soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
        .notice { border-left: 4px solid var(--urgentCare); background: var(--card); padding: .75rem 1rem; margin: 1.25rem 0; border-radius: 0 .4rem .4rem 0; }
        section.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem 1.3rem 1.2rem; margin: 1rem 0; }
        .head { display: flex; gap: .8rem; justify-content: space-between; align-items: baseline; }
        .chip { white-space: nowrap; font-size: .8rem; font-weight: 600; color: #fff; border-radius: 1rem; padding: .12rem .7rem; background: var(--decline); }
        .emergency { background: var(--emergency); } .urgentCare { background: var(--urgentCare); } .seeDoctor { background: var(--seeDoctor); } .crisis { background: var(--crisis); }
        @media (prefers-color-scheme: dark) { .chip { color: #10151a; } }
        ul { margin: .3rem 0; padding-left: 1.2rem; } li { margin: .2rem 0; } .plain { list-style: none; padding-left: 0; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th { text-align: left; font-size: .82rem; color: var(--soft); font-weight: 600; } td, th { padding: .28rem .7rem .28rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } td.n, th.n { text-align: right; white-space: nowrap; }
        svg { display: block; } .wrap { overflow-x: auto; }
        details { margin: .35rem 0; } summary { cursor: pointer; color: var(--accent); } details > :not(summary) { margin-left: 1rem; } .words { font-size: .92rem; color: var(--soft); overflow-wrap: anywhere; }
        nav ul { columns: 2; column-gap: 2rem; } @media (max-width: 44rem) { nav ul { columns: 1; } .head { flex-direction: column; gap: .3rem; } }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.45 ui-monospace, "Liberation Mono", monospace; margin: .4rem 0; }
        dl.sign { display: grid; grid-template-columns: 8rem 1fr; gap: 1.6rem 1rem; margin: 1.6rem 0 .4rem; } dl.sign dt { color: var(--soft); } dl.sign dd { margin: 0; border-bottom: 1px solid var(--text); }
        @media print { body { max-width: none; padding: 0; background: #fff; font-size: 10.5pt; } section.card { break-inside: avoid; border-color: #bbb; } nav { display: none; } h2 { break-after: avoid; } }
        """;

    /// <summary>A whole page.</summary>
    public static string Write(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>Text as it may stand in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Proportions as a table with a bar and the 95 % interval in each row.</summary>
    /// <param name="key">Heading of the first column.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="colour">Colour of the bars, for example <c>var(--good)</c>.</param>
    /// <param name="full">Share at which a bar is full.</param>
    public static string Bars(string key, IEnumerable<KeyValuePair<string, Proportion>> rows, string colour, double full = 1)
    {
        var html = new StringBuilder($"<div class=\"wrap\"><table><tr><th>{Text(key)}</th><th class=\"n\">count</th><th class=\"n\">share</th><th class=\"n\">95 % interval</th><th></th></tr>\n");
        foreach (var (name, value) in rows)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}</td><td class=\"n\">{value.Count} of {value.Total}</td><td class=\"n\">{(value.Total == 0 ? "–" : GuardrailTables.Percent(value.Share))}</td><td class=\"n soft\">{(value.Total == 0 ? "" : $"{GuardrailTables.Percent(value.Low)} – {GuardrailTables.Percent(value.High)}")}</td><td>{(value.Total == 0 ? "" : Bar(value, colour, full))}</td></tr>\n");
        return html.Append("</table></div>\n").ToString();
    }

    private static string Bar(Proportion value, string colour, double full)
    {
        const int width = 200;
        int At(double share) => (int)Math.Round(width * Math.Min(1, share / full));
        return string.Create(CultureInfo.InvariantCulture, $"""<svg width="{width}" height="16" role="img" aria-label="{GuardrailTables.Percent(value.Share)}"><rect y="4" width="{width}" height="8" rx="2" style="fill:var(--track)"/><rect y="4" width="{At(value.Share)}" height="8" rx="2" style="fill:{colour}"/><path d="M{At(value.Low)} 8H{At(value.High)}M{At(value.Low)} 5v6M{At(value.High)} 5v6" style="stroke:var(--text);stroke-width:1.2;fill:none"/></svg>""");
    }
}

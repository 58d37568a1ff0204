using System.Globalization;
using System.Text;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary>Figures and misses of answers as one HTML page with plots. Holds the questions measured on.</summary>
internal static class AnswerReport
{
    public static string Html(IReadOnlyList<(string Name, IReadOnlyList<AnsweredCase> Cases)> groups, IReadOnlyList<AnsweredCase> done)
    {
        var asked = done.Where(one => one.Result.Trace.Decision is not null).ToArray();
        var yes = asked.Where(one => one.Case.Answerable).Select(one => one.Result.Trace.Decision!.Probability).ToArray();
        var no = asked.Where(one => !one.Case.Answerable).Select(one => one.Result.Trace.Decision!.Probability).ToArray();
        var page = new StringBuilder($"""
            <h1>How the answers did</h1>
            <p class="lead">Right: the expected outcome, with every fact in the text and no article quoted that must not be. Bars end at the share; the thin line is the 95 % Wilson interval.</p>
            <h2>Right, by category and difficulty</h2>
            {HtmlPage.Bars("questions", groups.Select(group => KeyValuePair.Create(group.Name, Proportion.Of(group.Cases, one => one.Right))), "var(--good)")}
            <h2>Outcome right</h2>
            {HtmlPage.Bars("questions", groups.Select(group => KeyValuePair.Create(group.Name, Proportion.Of(group.Cases, one => one.OutcomeRight))), "var(--accent)")}
            <h2>The decision to answer</h2>
            {Plots.Trade("answerable kept", yes, "unanswerable refused", no)}
            {Plots.Calibration(asked.Select(one => (one.Result.Trace.Decision!.Probability, one.Case.Answerable)))}
            <h2>Every miss</h2>

            """);
        foreach (var one in done.Where(one => !one.Right))
            page.Append($"""
                <details><summary>{HtmlPage.Text($"{one.Case.Id}, {one.Case.Category}: {one.Result.Reply.Outcome}{(one.OutcomeRight ? ", a fact is missing or another article is quoted" : $" instead of {string.Join(" or ", one.Case.Expect)}")}")}</summary>
                <div>{string.Concat(one.Case.Turns.Select(turn => $"<p>“{HtmlPage.Text(turn)}”</p>"))}{Missing(one)}<p>{HtmlPage.Text(one.Result.Reply.Text)}</p><pre>{HtmlPage.Text(Explanation.Write(one.Result.Trace).Trim())}</pre></div></details>

                """);
        return HtmlPage.Write("KneeBot: how the answers did", page.ToString());
    }

    private static string Missing(AnsweredCase one) =>
        one.Case.Facts.Where(fact => !AnswerEvaluation.HasFacts(one.Case with { Facts = [fact] }, one.Result.Reply.Text)).ToArray() is { Length: > 0 } missing
            ? $"<p class=\"bad\">missing: {HtmlPage.Text(string.Join(" and ", missing))}</p>" : "";
}

/// <summary>Plots as inline SVG: no script, readable in light and dark.</summary>
internal static class Plots
{
    private const int Width = 520, Height = 260, Left = 46, Bottom = 34, Top = 12, Right = 14;

    /// <summary>What a threshold keeps of the first and refuses of the second, for every threshold.</summary>
    public static string Trade(string keptName, IReadOnlyList<double> kept, string refusedName, IReadOnlyList<double> refused)
    {
        if (kept.Count == 0 || refused.Count == 0)
            return "";
        var points = Enumerable.Range(0, 101).Select(step => step / 100.0)
            .Select(cut => (X: (double)kept.Count(p => p >= cut) / kept.Count, Y: (double)refused.Count(p => p < cut) / refused.Count)).ToArray();
        var now = (X: (double)kept.Count(p => p >= 0.5) / kept.Count, Y: (double)refused.Count(p => p < 0.5) / refused.Count);
        var line = string.Join(' ', points.Select(point => $"{At(point.X)},{Up(point.Y)}"));
        return Frame($"{keptName} against {refusedName}", keptName, refusedName,
            $"""<polyline points="{line}" style="fill:none;stroke:var(--accent);stroke-width:2"/><circle cx="{At(now.X)}" cy="{Up(now.Y)}" r="4" style="fill:var(--good)"><title>at probability 0.5: {now.X:P0} kept, {now.Y:P0} refused</title></circle>""");
    }

    /// <summary>Share that is answerable, by the probability given: on the diagonal it means what it says.</summary>
    public static string Calibration(IEnumerable<(double Probability, bool Answerable)> cases)
    {
        var bins = cases.GroupBy(one => Math.Min(9, (int)(one.Probability * 10))).OrderBy(bin => bin.Key)
            .Select(bin => (X: bin.Average(one => one.Probability), Y: (double)bin.Count(one => one.Answerable) / bin.Count(), Count: bin.Count())).ToArray();
        var dots = string.Concat(bins.Select(bin => $"""<circle cx="{At(bin.X)}" cy="{Up(bin.Y)}" r="{Number(2 + Math.Sqrt(bin.Count))}" style="fill:var(--accent);opacity:.75"><title>{bin.Count} questions</title></circle>"""));
        return Frame("Share answerable, by the probability given", "probability", "answerable",
            $"""<path d="M{At(0)} {Up(0)}L{At(1)} {Up(1)}" style="stroke:var(--soft);stroke-dasharray:4 4"/>{dots}""");
    }

    private static string Frame(string title, string x, string y, string content)
    {
        var ticks = string.Concat(Enumerable.Range(0, 6).Select(step => step / 5.0).Select(at =>
            $"""<path d="M{At(at)} {Up(0)}v4M{Left} {Up(at)}h-4" style="stroke:var(--soft)"/><text x="{At(at)}" y="{Height - Bottom + 16}" text-anchor="middle">{at * 100:0}</text><text x="{Left - 8}" y="{Up(at)}" dy=".32em" text-anchor="end">{at * 100:0}</text>"""));
        return $"""<h4>{HtmlPage.Text(title)} (%)</h4><svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{HtmlPage.Text(title)}" style="font-size:11px;fill:var(--soft);max-width:100%"><path d="M{Left} {Top}V{Height - Bottom}H{Width - Right}" style="fill:none;stroke:var(--line)"/>{ticks}<text x="{Width - Right}" y="{Height - 4}" text-anchor="end">{HtmlPage.Text(x)}</text><text x="4" y="{Top}" dy=".4em" transform="rotate(-90 10 {Top + 60})">{HtmlPage.Text(y)}</text>{content}</svg>""";
    }

    private static string At(double share) => Number(Left + share * (Width - Left - Right));

    private static string Up(double share) => Number(Height - Bottom - share * (Height - Top - Bottom));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

using System.Text;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.Cli;

/// <summary>The rules as one HTML page.</summary>
internal static class RulesHtml
{
    public static string Write(RulesDocument document)
    {
        var page = new StringBuilder();
        Opening(page, document);
        foreach (var group in document.Rules.GroupBy(entry => entry.Rule.Severity))
        {
            page.Append($"<h2>{Text(RulesDocument.Urgency(group.Key))}</h2>\n");
            foreach (var entry in group)
                Card(page, entry, document);
        }

        Context(page, document.Book);
        FixedTexts(page, document.Texts);
        SignOff(page, document);
        return HtmlPage.Write(RulesDocument.Title, page.ToString());
    }

    private static void Opening(StringBuilder page, RulesDocument document)
    {
        page.Append($"""
            <h1>{RulesDocument.Title}</h1>
            <p class="lead">What KneeBot takes for a red flag, a crisis or a request for a diagnosis, how urgent it makes it, and what it then says. Rule set <code>{document.Book.Version}</code>, texts <code>{TextCatalog.Version}</code>.</p>
            <p class="notice"><strong>No clinician has reviewed these rules yet.</strong> The last section is for the one who does.</p>
            <h2>How to read this</h2>
            <p>A rule fires when <em>one</em> of its conditions holds. <strong>a + b</strong>: both in one sentence. <strong>a and b</strong>: both somewhere in the visitor's messages. <strong>a or b</strong>: either. <strong>not a</strong>: a is not said. What is said to be absent, past, supposed, or about somebody it does not concern does not count (see “Context”). The most urgent rule that fires decides the reply, and stays for the dialogue.</p>
            <p>A condition marked <em>with support</em> is believed only when the semantic layer, a trained classifier over the whole message, sees some danger too; one marked <em>unless doubted</em> is not believed when that layer is sure that the message is harmless. The layer can also raise a flag by itself; it never clears what is said outright. It is {(document.Semantic ? "on" : "off")} here. Its weights cannot be read like the rules, so the measured figures are what there is to judge it by.</p>
            <p>Wordings: <code>a/b</code> either word; <code>(a)</code> may be missing; <code>[a b/c]</code> one of several wordings; <code>stem*</code> every word that begins so; <code>&lt;concept&gt;</code> any wording of that concept; <code>..</code> and <code>...</code> up to three or six words between. Misspellings are repaired first.</p>
            <p>Examples were tried when this page was made: <span class="good">✓</span> behaves as it must, <span class="bad">✗</span> does not, <span class="bad">!</span> this rule keeps quiet but another one escalates the message, or the semantic layer raises the same flag. {Text(document.Measurement)}</p>

            """);
        if (document.Measured is { } measured)
            page.Append(HtmlPage.Bars("all rules together", GuardrailTables.Overall(measured.Figures), "var(--accent)"));
        page.Append("<nav><h2>The rules</h2>\n");
        foreach (var group in document.Rules.GroupBy(entry => entry.Rule.Severity))
            page.Append($"<h4>{Text(RulesDocument.Urgency(group.Key))}</h4>\n<ul class=\"plain\">{string.Concat(group.Select(entry => $"<li><a href=\"#{entry.Rule.Id}\">{Text(entry.Rule.Title)}</a></li>"))}</ul>\n");
        page.Append("</nav>\n");
    }

    private static void Card(StringBuilder page, RuleEntry entry, RulesDocument document)
    {
        var rule = entry.Rule;
        page.Append($"""
            <section class="card" id="{rule.Id}">
            <div class="head"><h3>{Text(rule.Title)} <code class="soft">{rule.Id}</code></h3>{Chip(rule.Severity)}</div>
            <p>{Text(rule.Logic)}</p>
            <h4>Fires when one of these holds</h4>
            <ul>

            """);
        foreach (var condition in rule.Conditions)
            page.Append($"<li>{condition.Expression.Describe(concept => $"<em title=\"{concept}\">{Text(Says(concept, document.Book))}</em>")}{(RulesDocument.Trust(condition) is { Length: > 0 } trust ? $" <span class=\"soft\">({trust})</span>" : "")}{(condition.Severity == rule.Severity ? "" : " " + Chip(condition.Severity))}</li>\n");
        page.Append("</ul>\n<h4>Must fire</h4>\n<ul class=\"plain\">\n");
        Examples(page, entry.Fires);
        page.Append("</ul>\n<h4>Must not fire</h4>\n<ul class=\"plain\">\n");
        Examples(page, entry.Quiet);
        page.Append($"</ul>\n<h4>Measured</h4>\n<p>{Text(document.FiguresOf(rule.Id))}</p>\n<h4>Sources</h4>\n<ul>\n");
        foreach (var source in rule.Sources)
            page.Append($"<li>{Text(source)}</li>\n");
        page.Append($"</ul>\n<details><summary>How visitors say it: {entry.Concepts.Count()} concepts</summary>\n");
        foreach (var concept in entry.Concepts)
            Wordings(page, Says(concept, document.Book), concept, document.Book.Concepts[concept]);
        page.Append("</details>\n</section>\n");
    }

    private static void Examples(StringBuilder page, IReadOnlyList<ExampleCheck> examples)
    {
        foreach (var example in examples)
            page.Append($"<li><span class=\"{(example.Mark == "✓" ? "good" : "bad")}\">{example.Mark}</span> “{Text(example.Text)}” <span class=\"soft\">({Text(example.Happened)})</span></li>\n");
    }

    private static void Wordings(StringBuilder page, string says, string id, Concept concept)
    {
        var besides = concept.Accepts == MentionContext.None ? "" : $" Counts also when {Text(concept.Accepts.ToString().ToLowerInvariant())}.";
        if (concept.WithinDays is { } days)
            besides += $" Counts up to {days} days back.";
        page.Append($"<p><strong>{Text(says)}</strong> <code class=\"soft\">{id}</code>{besides}<br><span class=\"words\">{Text(string.Join(" · ", concept.Wordings))}</span></p>\n");
    }

    private static void Context(StringBuilder page, RuleBook book)
    {
        page.Append("<h2>Context</h2>\n<p>Words that change how a finding near them is meant. Each reaches so many words and stops at a turn of the sentence.</p>\n");
        foreach (var cue in book.Cues)
            Cue(page, $"{cue.Id}: {Category(cue.Category)}", $"{cue.Direction.ToString().ToLowerInvariant()}, {cue.Reach} words", book.CueWordings[cue.Id]);
        Cue(page, "looks like a cue and is none", "for example “no doubt”", book.CueWordings.GetValueOrDefault(ContextRules.PseudoLabel) ?? []);
        Cue(page, "a “not” that stresses what it stands before", "for example “not only”; the semantic layer's doubt does not count beside it", book.CueWordings.GetValueOrDefault(ContextRules.EmphasisLabel) ?? []);
        Cue(page, "everything else is well", "left out of what is judged by itself beside an exception", book.CueWordings.GetValueOrDefault(ContextRules.AllClearLabel) ?? []);
        Cue(page, "a question that takes for granted what follows", "for example “is it bad that”; what follows is judged by itself, too", book.CueWordings.GetValueOrDefault(ContextRules.FrameLabel) ?? []);
        Cue(page, "ends a cue's reach", "for example “but”", book.CueWordings.GetValueOrDefault(ContextRules.StopLabel) ?? []);
        page.Append("<h2>Words</h2>\n<p>Single words by which a message is read.</p>\n");
        foreach (var list in book.WordLists.All)
            Cue(page, list.Id, list.Says, [.. list.Entries]);
    }

    private static void Cue(StringBuilder page, string name, string how, IReadOnlyList<string> wordings) =>
        page.Append($"<details><summary>{Text(name)} <span class=\"soft\">({Text(how)}; {wordings.Count} wordings)</span></summary><p class=\"words\">{Text(string.Join(" · ", wordings))}</p></details>\n");

    private static void FixedTexts(StringBuilder page, TextCatalog texts)
    {
        page.Append("<h2>What is said</h2>\n<p>Words in braces are filled in: the numbers of the visitor's country, the visitor's own words.</p>\n<div class=\"wrap\"><table>\n");
        foreach (var (name, text) in texts.All)
            page.Append($"<tr><td class=\"soft\">{Text(name)}</td><td>{Text(text.Trim())}</td></tr>\n");
        page.Append("</table></div>\n");
    }

    private static void SignOff(StringBuilder page, RulesDocument document) => page.Append($"""
        <section class="card" id="sign-off">
        <h3>Sign-off</h3>
        <p>For rule set <code>{document.Book.Version}</code> and texts <code>{TextCatalog.Version}</code>. Any change to a rule, a wording or a text changes these, and ends what is signed here.</p>
        <p class="bad">No clinician has reviewed these rules yet.</p>
        <dl class="sign"><dt>Name</dt><dd></dd><dt>Role</dt><dd></dd><dt>Date</dt><dd></dd><dt>Signature</dt><dd></dd></dl>
        </section>

        """);

    private static string Chip(Severity severity)
    {
        var name = severity.ToString();
        return $"<span class=\"chip {char.ToLowerInvariant(name[0])}{name[1..]}\">{Text(RulesDocument.Urgency(severity))}</span>";
    }

    internal static string Category(MentionContext context) => context switch
    {
        MentionContext.Negated => "absent",
        MentionContext.Historical => "past",
        MentionContext.Hypothetical => "supposed, or asked in general",
        MentionContext.OtherExperiencer => "about somebody it does not concern",
        _ => context.ToString().ToLowerInvariant(),
    };

    private static string Says(string concept, RuleBook book) => book.Concepts[concept].Says;

    private static string Text(string text) => HtmlPage.Text(text);
}

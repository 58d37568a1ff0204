using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax.Inlines;

namespace KneeBot.Corpus;

/// <summary>The plain text of a Markdown line: no marks, images or tags; a line feed where the source has one.</summary>
internal static partial class MarkdownText
{
    public static string Of(ContainerInline? inline)
    {
        var text = new StringBuilder();
        if (inline is not null)
            Append(inline, text);
        // The pipeline leaves raw HTML as text, so that a served page shows it and never runs it.
        var plain = text.ToString();
        return plain.Contains('<', StringComparison.Ordinal) ? Tag().Replace(plain, match => match.Value.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? "\n" : "").Trim() : plain.Trim();
    }

    /// <summary>Whether a line is nothing but links to other pages.</summary>
    public static bool IsLink(ContainerInline? inline) =>
        inline?.FirstChild is not null
        && inline.All(part => part is LinkInline { IsImage: false, Url: not ['#', ..] } or AutolinkInline or LineBreakInline || (part is LiteralInline literal && !literal.Content.ToString().Any(char.IsLetterOrDigit)));

    /// <summary>Whether a line is bold from end to end.</summary>
    public static bool IsBold(ContainerInline? inline) =>
        inline?.FirstChild is EmphasisInline { DelimiterCount: 2 } && inline.All(part => part is EmphasisInline { DelimiterCount: 2 } or LineBreakInline || (part is LiteralInline literal && literal.Content.ToString().Trim() is "" or ":" or "?"));

    private static void Append(ContainerInline container, StringBuilder text)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case LineBreakInline: text.Append('\n'); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case LinkInline { IsImage: true }: break;
                case ContainerInline child: Append(child, text); break;
            }
        }
    }

    [GeneratedRegex(@"<!--.*?-->|</?(a|abbr|aside|b|big|blockquote|br|center|cite|code|del|details|div|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|mark|nav|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}

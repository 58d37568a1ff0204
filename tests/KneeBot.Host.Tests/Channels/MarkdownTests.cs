using System.Text;
using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KneeBot.Host.Tests.Channels;

public sealed class MarkdownTests
{
    /// <summary>What chat clients read beyond CommonMark: tables, strikethrough, bare links, math and the like.</summary>
    private static readonly MarkdownPipeline Everything = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    private static readonly Gen<string> Words = Gen.OneOf(
        "knee", "Baker's", "a", "1.", "2)", "-", "+", "*", "**", "_", "__x__", "#", "##", "`", "```", "~~~", "~~", "[x](javascript:alert(1))", "[1]: https://evil.example",
        "<script>", "</script>", "<b onclick=x>", "<!--", "&lt;", "&amp;", "![i](data:x)", "https://evil.example", "http://evil.example/a_b", "www.evil.example", "a@evil.example", "<https://e.example>",
        "|", "| a | b |", "---", "===", ":--", "$x$", "$$", ":::", "::", "^[x]", "[^1]", "[^1]: x", "H~2~O", "x^2^", "{.c}", "{#id}", "++x++", "==x==", "\"\"x\"\"", "- [ ]", "\\", "\\*", "!", "=", ":", ":)", "->", "...",
        "mailto:a@b.example", "\u202E", "ünïcødé", "😀", "“quoted”", "12", "5.5", "(a)", "A.", "i.", "tel:112", "ftp://x.example", "// x");

    private static readonly Gen<string> Line = Words.Array[1, 8].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Anything = Gen.OneOf(
        Line,
        Line.Array[1, 5].Select(lines => string.Join('\n', lines)),
        Line.Array[1, 4].Select(paragraphs => string.Join("\n\n", paragraphs)),
        Gen.String[Gen.Char[' ', '~'], 0, 60]);

    [Fact]
    public void WhateverTheTextSaysItReadsAsTheTextAndNothingElse() => Anything.Sample(
        text =>
        {
            var parsed = Markdig.Markdown.Parse(KneeBot.BotFramework.Channels.Markdown.Escape(text), Everything);

            OnlyText(parsed);
            Squeezed(Text(parsed)).ShouldBe(Squeezed(text));
        },
        iter: 20_000,
        print: text => $"«{text}»");

    [Fact]
    public void ListsStayLists()
    {
        var parsed = Markdig.Markdown.Parse(KneeBot.BotFramework.Channels.Markdown.Escape("Common causes:\n- a *torn* muscle\n- [a cyst](x)\n\nSee a doctor.", lists: true), Everything);

        parsed.OfType<ListBlock>().ShouldHaveSingleItem().Count.ShouldBe(2);
        Squeezed(Text(parsed)).ShouldBe("Commoncauses:a*torn*muscle[acyst](x)Seeadoctor.");
    }

    [Fact]
    public void LegibleTextStaysLegible()
    {
        const string text = "Baker's cyst (a pocket of fluid): 5-10 cm, e.g. “behind the knee”. It's common.";

        KneeBot.BotFramework.Channels.Markdown.Escape(text).ShouldBe(text);
    }

    private static void OnlyText(MarkdownDocument parsed)
    {
        foreach (var node in parsed.Descendants())
        {
            if (node is not (ParagraphBlock or LiteralInline or LineBreakInline or ContainerInline { FirstChild: not null } or HtmlEntityInline) || node is LinkInline or EmphasisInline)
                throw new InvalidOperationException($"{node.GetType().Name} in «{Text(parsed)}»");
        }
    }

    private static string Text(MarkdownDocument parsed)
    {
        var text = new StringBuilder();
        foreach (var inline in parsed.Descendants().OfType<LeafInline>())
            text.Append(inline switch { LiteralInline literal => literal.Content.ToString(), HtmlEntityInline entity => entity.Transcoded.ToString(), _ => " " });
        return text.ToString();
    }

    /// <summary>Without white space, which Markdown folds.</summary>
    private static string Squeezed(string text) => new([.. text.Where(c => !char.IsWhiteSpace(c))]);
}

using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KneeBot.Corpus;

/// <summary>Reads CommonMark with front matter. Code, images and raw HTML are not answer material and are left out.</summary>
internal sealed class MarkdownArticleReader : IArticleReader
{
    /// <summary>Shared with the host, so that the served page's anchors are the ones citations point to.</summary>
    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePipeTables()
        .DisableHtml()
        .Build();

    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public ArticleReading Read(string relativePath, string content)
    {
        var front = FrontMatter.Split(content);
        var document = Markdown.Parse(front.Body, Pipeline);
        var builder = new SectionListBuilder();
        foreach (var block in document)
            Add(block, builder, inList: false);

        var sections = builder.Build();
        var title = front["title"] ?? builder.DocumentTitle ?? Path.GetFileNameWithoutExtension(relativePath);
        var id = front["id"] ?? ArticleId.FromPath(relativePath);
        return new ArticleReading(
            new Article(id, title, front["url"], sections, relativePath) { Metadata = front.Values },
            builder.LeftOut);
    }

    private static void Add(MarkdownObject block, SectionListBuilder into, bool inList)
    {
        switch (block)
        {
            case HeadingBlock heading:
                into.Heading(heading.Level, PlainText(heading.Inline), Markdig.Renderers.Html.HtmlAttributesExtensions.TryGetAttributes(heading)?.Id ?? "");
                break;
            case ParagraphBlock paragraph:
                into.Text(PlainText(paragraph.Inline), inList);
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>())
                foreach (var child in item)
                    Add(child, into, inList: true);
                break;
            case CodeBlock:
                into.Skip("a code block");
                break;
            case ContainerBlock container:
                foreach (var child in container)
                    Add(child, into, inList);
                break;
            case LeafBlock { Inline: { } inline }:
                into.Text(PlainText(inline), inList);
                break;
        }
    }

    private static string PlainText(ContainerInline? inline)
    {
        var text = new StringBuilder();
        if (inline is not null)
            Append(inline, text);
        return text.ToString();
    }

    private static void Append(ContainerInline container, StringBuilder text)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case LineBreakInline: text.Append(' '); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case LinkInline { IsImage: true }: break;
                case ContainerInline child: Append(child, text); break;
            }
        }
    }
}

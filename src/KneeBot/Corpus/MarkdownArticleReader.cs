using KneeBot.Configuration;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace KneeBot.Corpus;

/// <summary>Reads CommonMark with front matter. Code, images, tables and raw HTML are not answer material and are left out.</summary>
internal sealed class MarkdownArticleReader : IArticleReader
{
    /// <summary>Shared with the host, so that the served page's anchors are the ones citations point to.</summary>
    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePipeTables()
        .DisableHtml()
        .Build();

    /// <summary>Entries of the front matter that say where the article is, the first one that is there.</summary>
    private static readonly string[] Addresses = ["url", "canonical_url", "canonicalUrl", "canonical", "permalink"];

    private static readonly string[] Entries = ["title", .. Addresses, "id", "slug", "draft", "published"];

    internal static readonly string[] FileExtensions = [".md", ".markdown"];

    public IReadOnlyList<string> Extensions => FileExtensions;

    public ArticleReading Read(string relativePath, string content)
    {
        var front = FrontMatter.Split(content);
        if (front["draft"] is "true" || front["published"] is "false")
            throw new ArticleFormatException("line 1: the front matter marks the article as a draft; it is read once 'draft: true' or 'published: false' is gone");

        var draft = new ArticleDraft(relativePath)
        {
            Id = front["id"] ?? front["slug"],
            Title = front["title"],
            Url = Addresses.Select(name => front[name]).FirstOrDefault(url => url is not null),
            Metadata = front.Values,
        };
        MarkdownEffort.Check(front.Body, front.BodyLine);
        foreach (var block in Parse(front.Body))
            Add(block, draft, front.BodyLine, inList: false);
        return draft.Finish() with { Warning = Warning(front) };
    }

    /// <summary>An entry that is nearly one of those that are read, where that one is not there.</summary>
    private static string? Warning(FrontMatter front)
    {
        var misspelt = front.Values.Keys.Where(name => !Entries.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => (Name: name, Meant: Misspelling.Nearest(name, Entries)))
            .Where(entry => entry.Meant is not null && !front.Values.ContainsKey(entry.Meant))
            .Select(entry => $"'{entry.Name}' (was '{entry.Meant}' meant?)")
            .ToArray();
        return misspelt.Length == 0 ? null : $"not read in the front matter: {string.Join(", ", misspelt)}; entries that are read: {string.Join(", ", Entries)}";
    }

    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException e) // Markdig's guard against lists and quotations within each other without end
        {
            throw new ArticleFormatException("lists or quotations stand too deep within each other; take some '>' or list levels away", e);
        }
    }

    private static void Add(MarkdownObject block, ArticleDraft into, int bodyLine, bool inList)
    {
        var line = bodyLine + block.Line;
        switch (block)
        {
            case HeadingBlock heading:
                into.Blocks.Add(new PageBlock(PageBlockKind.Heading, MarkdownText.Of(heading.Inline), line, heading.Level, heading.TryGetAttributes()?.Id ?? "") { IsLink = MarkdownText.IsLink(heading.Inline) });
                break;
            case ParagraphBlock paragraph:
                into.Blocks.Add(new PageBlock(inList ? PageBlockKind.ListItem : PageBlockKind.Paragraph, MarkdownText.Of(paragraph.Inline), line)
                {
                    IsLink = MarkdownText.IsLink(paragraph.Inline),
                    IsSetOff = MarkdownText.IsBold(paragraph.Inline),
                    Anchor = into.Blocks.FindLast(before => before.Kind == PageBlockKind.Heading)?.Anchor ?? "", // a bold line has none of its own
                });
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>())
                foreach (var child in item)
                    Add(child, into, bodyLine, inList: true);
                break;
            case CodeBlock:
                into.LeftOut.Add($"a code block at line {line}");
                break;
            case Table:
                into.LeftOut.Add($"a table at line {line}");
                break;
            case ContainerBlock container:
                foreach (var child in container)
                    Add(child, into, bodyLine, inList);
                break;
        }
    }
}

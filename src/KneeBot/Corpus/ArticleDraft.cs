namespace KneeBot.Corpus;

/// <summary>What a reader found in a file: its blocks, what names it, and what the reader itself left out.</summary>
internal sealed class ArticleDraft(string relativePath)
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public List<PageBlock> Blocks { get; } = [];

    public List<string> LeftOut { get; } = [];

    /// <summary>Takes out page furniture and reader comments, and puts the rest into sections.</summary>
    public ArticleReading Finish()
    {
        var blocks = LeaveOutHeader(LeaveOutComments(Blocks));
        blocks = SetOffHeadings.Read(PageFurniture.Remove(blocks, LeftOut));
        // A title in the front matter and several first-level headings: those are the sections, and none is the title.
        var tops = blocks.Where(block => block is { Kind: PageBlockKind.Heading, Level: 1 }).ToArray();
        var sections = new SectionListBuilder(firstIsTitle: Title is null || tops.Length < 2 || tops[0].Text.Equals(Title, StringComparison.OrdinalIgnoreCase));
        foreach (var block in blocks)
        {
            if (block.Kind == PageBlockKind.Heading)
                sections.Heading(block.Level, block.Text, block.Anchor);
            else
                sections.Text(block.Text, block.Kind == PageBlockKind.ListItem);
        }

        var title = Title ?? sections.DocumentTitle ?? Path.GetFileNameWithoutExtension(relativePath);
        var article = new Article(Id ?? ArticleId.FromPath(relativePath), title, Url, sections.Build(), relativePath) { Metadata = Metadata };
        return new ArticleReading(article, LeftOut);
    }

    private List<PageBlock> LeaveOutHeader(List<PageBlock> blocks)
    {
        var header = new PageHeader(new PersonNames(blocks)).Find(blocks.TakeWhile(block => block is not { Kind: PageBlockKind.Heading, Level: > 1 }).Select(block => block.Text));
        PageBlock[] dropped = [.. header.Select(at => blocks[at]).Where(block => block.Kind != PageBlockKind.Heading)];
        if (dropped.Length > 0)
            LeftOut.Add(PageHeader.Report([.. dropped.Select(block => block.Line)]));
        return [.. blocks.Where(block => !dropped.Contains(block))];
    }

    private List<PageBlock> LeaveOutComments(List<PageBlock> blocks)
    {
        for (var start = 0; ReaderComments.Find(blocks) is { } found && found.Start >= start; start = found.Start)
        {
            LeftOut.Add($"{found.Count} reader {(found.Count == 1 ? "comment" : "comments")} from line {blocks[found.Start].Line}");
            blocks = [.. blocks[..found.Start], .. blocks[found.End..]];
        }

        return blocks;
    }
}

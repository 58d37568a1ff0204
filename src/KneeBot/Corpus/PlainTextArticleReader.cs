namespace KneeBot.Corpus;

/// <summary>Reads text as pasted from a web page: headings, title and comments carry no marks and are told by their looks.</summary>
internal sealed class PlainTextArticleReader : IArticleReader
{
    private const int LongestTitle = 120;

    public IReadOnlyList<string> Extensions { get; } = [".txt", ".text"];

    public ArticleReading Read(string relativePath, string content)
    {
        var lines = TextLines.Read(content);
        var header = new PageHeader(new PersonNames(lines.Select(line => new PageBlock(PageBlockKind.Paragraph, line.Text, line.Line))));
        var title = FindTitle(lines, header);
        var draft = new ArticleDraft(relativePath) { Title = title < 0 ? null : lines[title].Text.TrimEnd('.', ':', ' ') };
        if (title > 0)
            draft.LeftOut.Add($"{title} {(title == 1 ? "line" : "lines")} of navigation above the title");
        // A first sentence may name the article and still belongs to its text.
        if (title >= 0)
            lines = lines[(lines[title].IsShort ? title + 1 : title)..];
        var meta = header.Find(lines.Select(line => line.Text));
        if (meta.Count > 0)
            draft.LeftOut.Add(PageHeader.Report([.. meta.Select(at => lines[at].Line)]));
        draft.Blocks.AddRange(HeadingGuess.Blocks([.. lines.Where((_, at) => !meta.Contains(at))]));
        return draft.Finish();
    }

    /// <summary>The line that names the article: the longest of the short lines above the first paragraph; -1 where none can.</summary>
    private static int FindTitle(List<TextLine> lines, PageHeader header)
    {
        var top = 0;
        while (top < lines.Count && lines[top].IsShort && top < 30)
            top++;
        var named = Enumerable.Range(0, top).Where(i => !PageFurniture.IsFurniture(lines[i].Text)).ToArray();
        if (named.Where(i => !header.IsOf(lines[i].Text)).ToArray() is { Length: > 0 } others)
            named = others;
        if (named.Length == 0)
            return top == 0 && lines.Count > 0 && !lines[0].IsItem && lines[0].Text.Length <= LongestTitle ? 0 : -1;
        // One or two: a title, perhaps with a heading under it. More: a menu stands above the title.
        return named.Length <= 2 || top == lines.Count ? named[0] : named.MaxBy(i => lines[i].Text.AsSpan().Count(' '));
    }
}

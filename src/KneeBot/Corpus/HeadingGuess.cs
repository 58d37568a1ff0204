using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>Tells headings and unmarked list items from paragraphs in a plain text, by their length and their neighbours.</summary>
internal static partial class HeadingGuess
{
    private const int Paragraph = 40;
    private const int ShortestList = 3;

    /// <summary>The lines after the title as blocks. A heading right under a heading is one level deeper.</summary>
    public static IEnumerable<PageBlock> Blocks(IReadOnlyList<TextLine> lines)
    {
        var afterHeading = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var end = i;
            while (end < lines.Count && IsCandidate(lines, end))
                end++;
            if (end == i)
            {
                yield return Text(lines[i]);
                afterHeading = false;
                continue;
            }

            foreach (var block in Run(lines, i, end, afterHeading))
            {
                afterHeading = block.Kind == PageBlockKind.Heading;
                yield return block;
            }

            i = end - 1;
        }
    }

    /// <summary>A run of short lines: the items of a list after a line with a colon or the title of a list of links, or headings.</summary>
    private static IEnumerable<PageBlock> Run(IReadOnlyList<TextLine> lines, int start, int end, bool afterHeading)
    {
        var links = start > 0 && PageFurniture.IsLinkBoxTitle(lines[start - 1].Text);
        var introduced = links || (start > 0 && !lines[start - 1].IsItem && lines[start - 1].Text.EndsWith(':'));
        var intro = -1;
        for (var i = start; i < end - 1; i++)
            if (lines[i].Text.EndsWith(':') && !lines[i + 1].Text.EndsWith(':') && (end - i > 2 || !Heads(lines, end - 1)))
                intro = i;
        // The last of some links heads nothing where another follows: "Is it gout?" over "Stop the itch!".
        var last = Heads(lines, end - 1) && !(links && PageFurniture.IsLinkLine(lines[end].Text)) ? end - 1 : end;
        for (var i = start; i < end; i++)
        {
            var deeper = afterHeading;
            afterHeading = false;
            var listed = i < last && (introduced || (intro >= 0 && i > intro) || (last - start >= ShortestList && intro < 0 && Adjacent(lines, start, last)));
            if (listed)
                yield return new PageBlock(PageBlockKind.ListItem, lines[i].Text, lines[i].Line);
            else if (lines[i].Text.EndsWith(':') && !IsLabel(lines[i].Text))
                yield return new PageBlock(PageBlockKind.Paragraph, lines[i].Text, lines[i].Line);
            else
            {
                yield return Heading(lines[i], deeper ? 3 : 2);
                afterHeading = true;
            }
        }
    }

    /// <summary>Whether the last of a run of short lines heads the text under it, and is not the last item of a list.</summary>
    private static bool Heads(IReadOnlyList<TextLine> lines, int at)
    {
        if (at + 1 >= lines.Count)
            return false;
        if (at > 0 && PageFurniture.IsLinkBoxTitle(lines[at - 1].Text))
            return false;
        if (lines[at].Text[^1] is '?' or ':' || at == 0 || !IsCandidate(lines, at - 1) && !lines[at - 1].Text.EndsWith(':'))
            return true;
        // Joined to the items above and apart from what follows: the last of them.
        if (!lines[at].AfterBlank && lines[at + 1].AfterBlank)
            return false;
        var apart = lines[at].AfterBlank && at > 1 && !lines[at - 1].AfterBlank;
        return apart || Shares(lines[at].Text, lines[at + 1].Text) || (!lines[at - 1].Text.EndsWith(':') && !lines[at + 1].AfterBlank);
    }

    private static bool Adjacent(IReadOnlyList<TextLine> lines, int start, int end)
    {
        var apart = 0;
        for (var i = start + 1; i < end; i++)
            apart += lines[i].AfterBlank ? 1 : 0;
        return apart == 0 || apart == end - start - 1;
    }

    private static bool IsCandidate(IReadOnlyList<TextLine> lines, int at)
    {
        var line = lines[at];
        if (line.IsItem)
            return IsNumberedHeading(lines, at);
        if (PageFurniture.IsFurniture(line.Text) || PageFurniture.IsLinkBoxTitle(line.Text))
            return false;
        if (!line.IsShort || at + 1 >= lines.Count)
            return line.IsShort && at > 0 && IsCandidate(lines, at - 1);
        // "The signs are:" over marked items introduces them.
        return !(line.Text.EndsWith(':') && lines[at + 1].IsItem && !IsLabel(line.Text));
    }

    /// <summary>"1. Baker's cyst" over a paragraph, alone: a heading with a number and not an item.</summary>
    private static bool IsNumberedHeading(IReadOnlyList<TextLine> lines, int at) =>
        char.IsDigit(lines[at].Bullet[0]) && lines[at].Text.Length <= 80 && !lines[at].EndsSentence
        && at + 1 < lines.Count && !lines[at + 1].IsItem && lines[at + 1].Text.Length >= Paragraph
        && (at == 0 || !lines[at - 1].IsItem);

    /// <summary>A name for a thing ("Common causes:"), not a clause ("The causes are:").</summary>
    private static bool IsLabel(string text) => text.AsSpan().Count(' ') < 8 && !Clause().IsMatch(text);

    private static PageBlock Text(TextLine line) =>
        new(line.IsItem ? PageBlockKind.ListItem : PageBlockKind.Paragraph, line.Text, line.Line);

    private static PageBlock Heading(TextLine line, int level) =>
        new(PageBlockKind.Heading, (line.IsItem ? line.Bullet + " " : "") + line.Text.TrimEnd(':', ' '), line.Line, level, Guessed: true);

    private static bool Shares(string heading, string paragraph)
    {
        var opening = paragraph.Length > 250 ? paragraph[..250] : paragraph;
        return Word().Matches(heading).Any(word => opening.Contains(word.Value, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\p{L}{3,6}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(are|is|was|were|include|includes|including|can|may|might|should|must|will|have|has|do|does|follow|follows|following|these|try|such as|you|we|they|it|if)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();
}

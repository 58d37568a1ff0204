namespace KneeBot.Corpus;

/// <summary>
/// Refuses Markdown over which the parser would sit for seconds or minutes: its work grows with the brackets and stars times the length of a
/// paragraph, and with the square of the headings.
/// </summary>
internal static class MarkdownEffort
{
    public const int MaxHeadings = 2_000;

    /// <summary>Signs times characters of one paragraph; about a second.</summary>
    private const long MaxWork = 200_000_000;

    /// <param name="body">The Markdown, with line feeds only.</param>
    /// <param name="firstLine">Number of its first line in the file.</param>
    /// <exception cref="ArticleFormatException">It would take too long; the message names the line.</exception>
    public static void Check(string body, int firstLine)
    {
        var (number, start, headings) = (firstLine, firstLine, 0);
        var (length, signs) = (0L, 0L);
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (BeginsBlock(line))
                (start, length, signs) = (line.IsWhiteSpace() ? number + 1 : number, 0, 0);
            length += line.Length;
            signs += line.Count('[') + line.Count('*') + line.Count('_');
            if (length * signs > MaxWork)
                throw new ArticleFormatException($"line {start}: the paragraph here has {signs:N0} of '[', '*' and '_' in {length:N0} characters, too many to be looked through; break it up with blank lines, or take some away");
            if (IsHeading(line) && ++headings > MaxHeadings)
                throw new ArticleFormatException($"line {number}: the article has more than {MaxHeadings:N0} headings; make several files of it");
            number++;
        }
    }

    /// <summary>Whether a paragraph cannot go on into this line: it is blank, a heading or a list's entry.</summary>
    private static bool BeginsBlock(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(' ');
        return text.IsWhiteSpace() || (line.Length - text.Length < 4 && text is ['#' or '-' or '*' or '+', ' ', ..]);
    }

    /// <summary>Whether it is a heading, or the line under one.</summary>
    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text.StartsWith('#') || (text.Length > 0 && (text.TrimStart('-').IsEmpty || text.TrimStart('=').IsEmpty));
    }
}

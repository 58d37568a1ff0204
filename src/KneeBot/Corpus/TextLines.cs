using System.Text;

namespace KneeBot.Corpus;

/// <summary>Puts the lines of a plain text together: hard-wrapped ones are joined, one-paragraph-per-line text is left as it is.</summary>
internal static class TextLines
{
    /// <summary>A wrapped text has no line longer than this (in nineteen of twenty).</summary>
    private const int WidestWrap = 100;

    private const int NarrowestWrap = 40;

    public static List<TextLine> Read(string content)
    {
        var lines = content.Split('\n').Select(line => line.Replace('\u00A0', ' ').TrimEnd()).ToArray();
        var width = WrapWidth(lines);
        var result = new List<TextLine>();
        var text = new StringBuilder();
        var (start, blank, pending) = (0, true, "");
        for (var i = 0; i <= lines.Length; i++)
        {
            var line = i < lines.Length ? lines[i] : "";
            if (text.Length > 0 && (line.Length == 0 || !Continues(lines[i - 1], line, width)))
            {
                result.Add(TextLine.Parse(text.ToString(), start + 1, blank));
                text.Clear();
                blank = false;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                blank |= pending.Length == 0;
                continue;
            }

            if (line.Trim() is "•" or "·" or "●" or "▪" or "◦" or "*" or "-" or "–")
            {
                pending = "• "; // A bullet on a line of its own, as some programs copy lists.
                continue;
            }

            if (text.Length == 0)
                start = i;
            text.Append(text.Length > 0 ? " " : pending).Append(text.Length > 0 ? line.Trim() : line);
            pending = "";
        }

        return result;
    }

    /// <summary>The column at which lines were broken; 0: the text is not wrapped.</summary>
    private static int WrapWidth(string[] lines)
    {
        var lengths = lines.Where(line => line.Length > 0).Select(line => line.Length).Order().ToArray();
        if (lengths.Length < 4)
            return 0;
        var width = lengths[lengths.Length * 19 / 20];
        if (width is < NarrowestWrap or > WidestWrap)
            return 0;

        var (full, broken) = (0, 0);
        for (var i = 0; i + 1 < lines.Length; i++)
        {
            if (lines[i].Length < width * 2 / 3 || lines[i + 1].Length == 0)
                continue;
            full++;
            if (!(lines[i][^1] is '.' or '!' or '?' or ':') && TextLine.Parse(lines[i + 1], 0, false) is { IsItem: false })
                broken++;
        }

        return broken >= 2 && broken * 2 >= full ? width : 0;
    }

    private static bool Continues(string line, string next, int width)
    {
        var follows = TextLine.Parse(next, 0, false);
        if (follows.IsItem)
            return false;
        // A line in the middle of a phrase: the page broke it at a link or another inline element.
        if (line.Length >= NarrowestWrap && char.IsLower(follows.Text[0]) && (line[^1] == ',' || char.IsLower(line[^1]) && width > 0))
            return true;
        if (width == 0)
            return false;
        var word = follows.Text.IndexOf(' ') is var space && space < 0 ? follows.Text.Length : space;
        // The next word would still have fitted: the break is the writer's.
        return line.Length + 1 + word > width;
    }
}

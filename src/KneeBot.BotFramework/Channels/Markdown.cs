using System.Text;

namespace KneeBot.BotFramework.Channels;

/// <summary>Plain text as Markdown that reads the same: nothing in it is taken for markup or becomes a link.</summary>
public static class Markdown
{
    /// <summary>The text, escaped. Line feeds separate lines and blank lines paragraphs, as in the plain text.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="lists">Whether lines that begin with <c>- </c> are items of a list.</param>
    public static string Escape(string text, bool lists = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var (number, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (number > 0)
                escaped.Append('\n');
            var isItem = lists && line.StartsWith("- ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(line[2..]);
            escaped.Append(isItem ? "- " : "");
            Append(escaped, isItem ? line.AsSpan(2) : line);
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, ReadOnlySpan<char> line)
    {
        line = line.Trim();
        for (var i = 0; i < line.Length; i++)
        {
            if (IsMarkup(line, i))
                escaped.Append('\\');
            escaped.Append(line[i]);
        }
    }

    private static bool IsMarkup(ReadOnlySpan<char> line, int at) => line[at] switch
    {
        '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '&' or '~' or '|' or '{' or '}' or '$' or '^' or '!' or '@' => true,
        '#' or '+' or '-' or '=' or ':' when at == 0 => true,
        '.' or ')' => IsNumber(line[..at]) || IsAfterWww(line, at),
        ':' => at + 1 < line.Length && line[at + 1] == '/',
        '+' or '=' => line[at - 1] == line[at] || (at + 1 < line.Length && line[at + 1] == line[at]),
        _ => false,
    };

    /// <summary>Up to nine digits at the beginning of a line begin a numbered list.</summary>
    private static bool IsNumber(ReadOnlySpan<char> before) => before.Length is > 0 and <= 9 && before.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsAfterWww(ReadOnlySpan<char> line, int at) => line[at] == '.' && line[..at].EndsWith("www", StringComparison.OrdinalIgnoreCase);
}

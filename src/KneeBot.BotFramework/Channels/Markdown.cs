using System.Buffers;
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
        ')' => IsNumber(line[..at]),
        '.' => IsNumber(line[..at]) || line[..at].EndsWith("www", StringComparison.OrdinalIgnoreCase),
        ':' when char.IsAsciiLetter(line[at - 1]) && at + 1 < line.Length && line[at + 1] != ' ' => true, // mailto:, https:
        '"' or '+' or '=' or ':' or '#' or '-' => IsRepeated(line, at),
        _ => false,
    };

    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("ivxlcdmIVXLCDM");

    /// <summary>Some readers take two in a row for emphasis.</summary>
    private static bool IsRepeated(ReadOnlySpan<char> line, int at) =>
        (at > 0 && line[at - 1] == line[at]) || (at + 1 < line.Length && line[at + 1] == line[at]);

    /// <summary>Up to nine digits at the beginning of a line begin a list, and for some readers a letter or a Roman number too.</summary>
    private static bool IsNumber(ReadOnlySpan<char> before) => before.Length is > 0 and <= 9
        && ((before.Length == 1 && char.IsAsciiLetter(before[0])) || !before.ContainsAnyExceptInRange('0', '9') || !before.ContainsAnyExcept(RomanDigits));
}

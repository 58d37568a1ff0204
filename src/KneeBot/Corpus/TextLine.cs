using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>A paragraph, list item or heading of a plain text, its wrapped lines joined.</summary>
/// <param name="Text">The text without its bullet.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Bullet">The bullet or number before it; empty where there is none.</param>
/// <param name="AfterBlank">Whether a blank line stands before it.</param>
internal sealed partial record TextLine(string Text, int Line, string Bullet, bool AfterBlank)
{
    private const int LongestHeading = 110;
    private const int MostWords = 16;

    public bool IsItem => Bullet.Length > 0;

    public bool EndsSentence => Text.TrimEnd('"', '”', '’', ')', ']')[^1..] is "." or "!" or "?" or "…";

    /// <summary>Looks like a heading or an item of an unmarked list: short, not a full sentence (a question may be one).</summary>
    public bool IsShort => !IsItem && !(Text.Length > 1 && Text[0] is 'Q' or 'A' && Text[1] is ':' or '.') && Text.Length <= LongestHeading && Text.TrimEnd('"', '”', '’', '\'', ')', ']') is [.., not ('.' or '!' or ',' or ';' or '…')] && Text.AsSpan().Count(' ') < MostWords && !Inner().IsMatch(Text);

    /// <summary>Takes the bullet off a line.</summary>
    public static TextLine Parse(string line, int number, bool afterBlank)
    {
        var match = Marker().Match(line);
        return match.Success
            ? new TextLine(match.Groups["text"].Value.Trim(), number, match.Groups["bullet"].Value, afterBlank)
            : new TextLine(line.Trim(), number, "", afterBlank);
    }

    // A full stop inside: two sentences, the second without its end.
    [GeneratedRegex(@"\p{Ll}{3}[.!] +\p{Lu}")]
    private static partial Regex Inner();

    [GeneratedRegex(@"^\s*(?<bullet>[•●▪■◦‣∙·*✓✔➤►–—-]|\d{1,2}[.)]|[a-z]\)|o)[ \t\u00A0]+(?<text>\S.*)$")]
    private static partial Regex Marker();
}

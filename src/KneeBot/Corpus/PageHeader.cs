using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>
/// What a page has between its title and its text: the way there ("Health › Allergies"), who wrote it, when, and how long it takes to
/// read. Only there: below, a line with such signs may be the article's own.
/// </summary>
internal sealed partial class PageHeader(PersonNames names)
{
    private const int LongestLine = 160;
    private const int LongestHeader = 15;
    private const int Prose = 60;
    private const int LongestCrumb = 40;
    private const int MostCrumbWords = 5;

    /// <summary>Whether a line says where the page stands, or who wrote it and when.</summary>
    public bool IsOf(string text) => text.Length is > 0 and <= LongestLine && (IsTrail(text) || IsMeta(text) || Label().IsMatch(text));

    /// <summary>Lines of the header among the first of a page; the first line of prose ends it.</summary>
    /// <param name="lines">The page's texts in order.</param>
    /// <returns>Their places.</returns>
    public IReadOnlyList<int> Find(IEnumerable<string> lines)
    {
        string[] top = [.. lines.Take(LongestHeader).TakeWhile(line => !IsProse(line))];
        return [.. Enumerable.Range(0, top.Length).Where(i => IsOf(top[i]) || IsAuthor(top, i))];
    }

    /// <summary>What the report says of lines that were taken out.</summary>
    public static string Report(IReadOnlyCollection<int> lines) =>
        $"{lines.Count} {(lines.Count == 1 ? "line" : "lines")} with the page's place, author or date ({PageFurniture.Lines(lines)})";

    private static bool IsProse(string text) => text.Length >= Prose && text[^1] is '.' or '!' or '?' or '…' or ':' || text.Length > LongestLine;

    /// <summary>A name alone, under "Written by" or over a date. Under a date it may be the first heading: "Sciatica".</summary>
    private bool IsAuthor(string[] lines, int at) =>
        names.Judge(lines[at]) == 2
        && ((at > 0 && Label().IsMatch(lines[at - 1])) || (at + 1 < lines.Length && IsMeta(lines[at + 1])));

    /// <summary>The way from the site's front page: short names with arrows between them, or three and more with bars or strokes.</summary>
    private static bool IsTrail(string text)
    {
        var trail = YouAreHere().Replace(text, "").Trim(' ', '>', '›', '»');
        var arrows = Arrow().Split(trail);
        var crumbs = arrows.Length > 1 ? arrows : Bar().Split(trail);
        return crumbs.Length >= (arrows.Length > 1 ? 2 : 3) && crumbs.All(IsCrumb);
    }

    private static bool IsCrumb(string crumb) =>
        crumb.Length is > 0 and <= LongestCrumb && (char.IsUpper(crumb[0]) || char.IsDigit(crumb[0])) && crumb[^1] is not ('.' or '!' or ',' or ';') && crumb.AsSpan().Count(' ') < MostCrumbWords;

    /// <summary>Parts of which one at least is a date, a reading time or "by" somebody, and the others names or the site's words.</summary>
    private bool IsMeta(string text)
    {
        var signs = 0;
        foreach (var part in Joint().Split(text).Where(part => part.Length > 0))
        {
            var line = CommentLine.Read(part, names);
            if (line.Dated || ReadingTime().IsMatch(part) || By().IsMatch(part))
                signs++;
            else if (line.Name < 2 && !IsCrumb(part))
                return false;
        }

        return signs > 0;
    }

    [GeneratedRegex(@"^(you are here|location|path) ?: *", RegexOptions.IgnoreCase)]
    private static partial Regex YouAreHere();

    [GeneratedRegex(@"\s*[>›»→▸▶]\s*")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\s+[/|·•\\]\s+")]
    private static partial Regex Bar();

    [GeneratedRegex(@"\s*[|·•—–]\s*|\s+[/-]\s+")]
    private static partial Regex Joint();

    [GeneratedRegex(@"^(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)[ -]min(ute)?s?( to)? (read|listen|watch)( time)?$|^(reading|read|estimated)( reading)? time.{0,20}$|^\d+ (words|views|reads|shares|comments?)$", RegexOptions.IgnoreCase)]
    private static partial Regex ReadingTime();

    [GeneratedRegex(@"^((?i)((written|reviewed|medically reviewed|clinically reviewed|fact[- ]checked|edited|updated|posted|published|authored|words)( and (reviewed|updated|edited))?) by|by)(?-i):? ((?i)(the|our|staff|dr|prof)\b(?-i)|\p{Lu}|@).{0,80}$|^(?i)(last )?(updated|reviewed|modified|published|posted|date)( on)?:? .{0,30}\d.{0,30}$")]
    private static partial Regex By();

    [GeneratedRegex(@"^(by|written by|authors?|reviewed by|(medically|clinically|scientifically) reviewed( by)?|reviewer|fact[- ]checked( by)?|edited by|posted by|published( on| by)?|(last )?(updated|reviewed)( on)?)\s*:?$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}

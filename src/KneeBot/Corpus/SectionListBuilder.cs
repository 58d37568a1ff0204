using System.Text;
using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>Collects headings and text in reading order into sections with their heading paths.</summary>
/// <param name="firstIsTitle">Whether the first level-1 heading is the document's title rather than a section.</param>
internal sealed partial class SectionListBuilder(bool firstIsTitle = true)
{
    private readonly List<Section> _sections = [];
    private readonly List<(int Level, string Text)> _path = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private List<Block> _blocks = [];
    private string _anchor = "";

    /// <summary>The first level-1 heading: the document's own title, kept out of heading paths.</summary>
    public string? DocumentTitle { get; private set; }

    public void Heading(int level, string text, string anchor)
    {
        Flush();
        var heading = Clean(text);
        _path.RemoveAll(open => open.Level >= level);
        if (level == 1 && firstIsTitle && DocumentTitle is null)
            DocumentTitle = heading;
        else if (heading.Length > 0)
            _path.Add((level, heading));
        _anchor = anchor.Length > 0 ? anchor : Slug(heading);
        _anchors.Add(_anchor);
    }

    public void Text(string text, bool isListItem)
    {
        var clean = Clean(text);
        if (clean.Length > 0)
            _blocks.Add(new Block(clean, isListItem));
    }

    public IReadOnlyList<Section> Build()
    {
        Flush();
        return _sections;
    }

    private void Flush()
    {
        if (_blocks.Count > 0)
            _sections.Add(new Section([.. _path.Select(open => open.Text)], _anchor, _blocks));
        _blocks = [];
    }

    /// <summary>GitHub's form: lower case, spaces as hyphens, other signs gone; a repeated one is numbered.</summary>
    private string Slug(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (var c in heading)
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
                slug.Append(char.ToLowerInvariant(c));
            else if (c == ' ')
                slug.Append('-');
        }

        var first = slug.Length == 0 ? "section" : slug.ToString();
        var unique = first;
        for (var number = 1; _anchors.Contains(unique); number++)
            unique = $"{first}-{number}";
        return unique;
    }

    private static string Clean(string text) => Whitespace().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\s\u200B\u2060\uFEFF]+")]
    private static partial Regex Whitespace();
}

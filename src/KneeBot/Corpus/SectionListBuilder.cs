using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>Collects headings and text in reading order into sections with their heading paths.</summary>
internal sealed partial class SectionListBuilder
{
    private readonly List<Section> _sections = [];
    private readonly List<(int Level, string Text)> _path = [];
    private readonly List<string> _leftOut = [];
    private List<Block> _blocks = [];
    private string _anchor = "";

    /// <summary>The first level-1 heading: the document's own title, kept out of heading paths.</summary>
    public string? DocumentTitle { get; private set; }

    public IReadOnlyList<string> LeftOut => _leftOut;

    public void Heading(int level, string text, string anchor)
    {
        Flush();
        var heading = Clean(text);
        _path.RemoveAll(open => open.Level >= level);
        if (level == 1 && DocumentTitle is null)
            DocumentTitle = heading;
        else if (heading.Length > 0)
            _path.Add((level, heading));
        _anchor = anchor;
    }

    public void Text(string text, bool isListItem)
    {
        var clean = Clean(text);
        if (clean.Length > 0)
            _blocks.Add(new Block(clean, isListItem));
    }

    public void Skip(string what)
    {
        if (!_leftOut.Contains(what))
            _leftOut.Add(what);
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

    private static string Clean(string text) => Whitespace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Whitespace();
}

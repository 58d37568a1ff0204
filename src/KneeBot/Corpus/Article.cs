namespace KneeBot.Corpus;

/// <summary>One article of the site: what its front matter says and its text by section.</summary>
/// <param name="Id">Stable identifier, used in links (<c>/articles/{id}</c>) and citations.</param>
/// <param name="Title">The article's title as a reader sees it.</param>
/// <param name="Url">Where the article is published, or null when it is only served by KneeBot itself.</param>
/// <param name="Sections">The text in reading order; the first section may have an empty heading.</param>
/// <param name="SourcePath">The file it was read from, for messages to the site's owner.</param>
public sealed record Article(
    string Id,
    string Title,
    string? Url,
    IReadOnlyList<Section> Sections,
    string SourcePath)
{
    /// <summary>Front matter as written: author, source, reviewed, licence and whatever else the owner keeps there.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>A heading with the text under it, up to the next heading of any level.</summary>
/// <param name="HeadingPath">Headings from the outermost to this one, without the article's title; empty before the first heading.</param>
/// <param name="Anchor">URL fragment of the heading in the served article; empty before the first heading.</param>
/// <param name="Blocks">Paragraphs and list items in reading order.</param>
public sealed record Section(IReadOnlyList<string> HeadingPath, string Anchor, IReadOnlyList<Block> Blocks)
{
    /// <summary>The innermost heading, or an empty string before the first heading.</summary>
    public string Heading => HeadingPath.Count == 0 ? "" : HeadingPath[^1];
}

/// <summary>One paragraph or one list item, as plain text without markup.</summary>
public sealed record Block(string Text, bool IsListItem = false);

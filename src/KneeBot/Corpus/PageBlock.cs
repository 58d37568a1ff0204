namespace KneeBot.Corpus;

internal enum PageBlockKind { Heading, Paragraph, ListItem }

/// <summary>One heading, paragraph or list item as a reader found it, before furniture and comments are taken out.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Plain text; a line feed where the source breaks the line, so that a name above a message can be seen.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Level">Heading level, 1 (the title) to 6; 0 for text.</param>
/// <param name="Anchor">URL fragment of a heading, or of the one a text stands under; empty: made from its text.</param>
/// <param name="Guessed">Whether a heading was told by its looks (plain text) and not by markup.</param>
internal sealed record PageBlock(PageBlockKind Kind, string Text, int Line, int Level = 0, string Anchor = "", bool Guessed = false)
{
    /// <summary>Whether the whole text is a link, or several.</summary>
    public bool IsLink { get; init; }

    /// <summary>Whether the whole text is set off from the others: bold, or the title of a part that folds away.</summary>
    public bool IsSetOff { get; init; }

    /// <summary>The text up to the first line break.</summary>
    public string FirstLine => Text.IndexOf('\n') is var at && at < 0 ? Text : Text[..at].TrimEnd();

    /// <summary>The text after the first line break; empty where there is none.</summary>
    public string Rest => Text.IndexOf('\n') is var at && at < 0 ? "" : Text[(at + 1)..];
}

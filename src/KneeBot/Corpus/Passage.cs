namespace KneeBot.Corpus;

/// <summary>Identifies a passage: the article and the passage's place in it, counted from 0.</summary>
public readonly record struct PassageId(string Article, int Ordinal)
{
    public override string ToString() => $"{Article}#{Ordinal}";
}

/// <summary>A piece of an article small enough to retrieve and quote: the text under one heading, or a part of it.</summary>
/// <param name="Id">Where the passage comes from.</param>
/// <param name="ArticleTitle">Title of the article.</param>
/// <param name="HeadingPath">Headings from the outermost to the innermost, joined by " › "; empty before the first heading.</param>
/// <param name="Text">Plain text; paragraphs and list items are separated by a line feed.</param>
public sealed record Passage(PassageId Id, string ArticleTitle, string HeadingPath, string Text)
{
    /// <summary>Separator of the headings in <see cref="HeadingPath"/>.</summary>
    public const string HeadingSeparator = " › ";

    /// <summary>URL fragment of the section; empty before the first heading.</summary>
    public string Anchor { get; init; } = "";

    /// <summary>What the article is about, as within a sentence ("hay fever"); empty in a corpus of one article, or where the article names no subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>For a heading that means the one before it ("What can be done about them?"): that heading; else empty.</summary>
    public string LeansOn { get; init; } = "";

    /// <summary>The headings, below the one they lean on or the article's subject where they do not name it; empty when there is neither.</summary>
    public string SubjectPath =>
        Subject.Length > 0 ? Below(Subject, HeadingPath)
        : LeansOn.Length > 0 ? LeansOn + HeadingSeparator + HeadingPath
        : HeadingPath;

    /// <summary>The headings, or the article's title, that turn what the passage says ("Things to avoid"), with those below them; empty where none does.</summary>
    public string TurnedBy { get; init; } = "";

    /// <summary>What to name above a quote that means little, or the contrary, without its heading.</summary>
    public string Place => TurnedBy.Length > 0 ? TurnedBy : Section;

    /// <summary>Address of the article, or null when none is known.</summary>
    public string? ArticleUrl { get; init; }

    /// <summary>Sentences in order; each is a span of <see cref="Text"/>.</summary>
    public IReadOnlyList<Sentence> Sentences { get; init; } = [];

    /// <summary>The innermost heading; the article's title before the first heading.</summary>
    public string Section =>
        HeadingPath.Length == 0 ? ArticleTitle : HeadingPath[(HeadingPath.LastIndexOf(HeadingSeparator, StringComparison.Ordinal) is var at && at < 0 ? 0 : at + HeadingSeparator.Length)..];

    /// <summary>Headings below a subject, where they do not name it; the subject alone where there are none.</summary>
    /// <param name="subject">The subject; empty: none.</param>
    /// <param name="headings">The headings.</param>
    public static string Below(string subject, string headings) =>
        headings.Contains(subject, StringComparison.OrdinalIgnoreCase) ? headings
        : headings.Length == 0 ? subject
        : subject + HeadingSeparator + headings;

    /// <summary>The text of one of this passage's sentences.</summary>
    public string Quote(Sentence sentence) => Text.Substring(sentence.Start, sentence.Length);
}

/// <summary>A sentence as a span of its passage's text.</summary>
/// <param name="Index">Place among the passage's sentences, from 0.</param>
/// <param name="Start">First character, from 0.</param>
/// <param name="Length">Number of UTF-16 units.</param>
/// <param name="IsListItem">Whether the span is an item of a list, or a sentence inside one.</param>
/// <param name="IntroducedBy">For a list item, the index of the sentence that introduces the list, if there is one.</param>
public sealed record Sentence(int Index, int Start, int Length, bool IsListItem = false, int? IntroducedBy = null)
{
    /// <summary>Index of the first sentence that must be said with it: the claim that it rebuts, the question that a bare "Yes" answers.</summary>
    public int First { get; init; } = Index;

    /// <summary>Index of the last sentence that must be said with it: the rebuttal of a claim, the answer to a question.</summary>
    public int Last { get; init; } = Index;

    /// <summary>Whether it can be said at all; not so a question that nothing answers.</summary>
    public bool IsSayable { get; init; } = true;

    /// <summary>Whether its heading must be named with it: "Things to avoid" over "Heat", "Will it heal?" over "Yes, mostly".</summary>
    public bool NeedsHeading { get; init; }

    /// <summary>Whether the introduction of its list must be said with it: "Do not:" over "Sleep with the bandage on."</summary>
    public bool NeedsIntroduction { get; init; }
}

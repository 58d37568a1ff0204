using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>
/// Headings without a heading's markup: a bold line, the title of a part that folds away, "Q: …?" over "A: …", a question that is a paragraph of its
/// own. What follows answers them.
/// </summary>
internal static partial class SetOffHeadings
{
    /// <summary>Deeper than every heading with markup, so that the next one of those ends it.</summary>
    private const int Level = 7;

    private const int Longest = 160, LongestBold = 80;

    /// <summary>The blocks, with such lines as headings.</summary>
    public static List<PageBlock> Read(IReadOnlyList<PageBlock> blocks)
    {
        var read = new List<PageBlock>(blocks.Count);
        var isAsked = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var labelled = Question().Match(block.FirstLine) is { Success: true } match && match.Groups["text"].Value.TrimEnd().EndsWith('?') ? match.Groups["text"].Value.Trim() : null;
            if (labelled is not null && (block.Rest.Length > 0 || IsText(blocks, i + 1)))
            {
                read.Add(Heading(block, labelled, read));
                if (block.Rest.Length > 0)
                    read.Add(block with { Text = WithoutLabel(block.Rest), Kind = PageBlockKind.Paragraph, IsSetOff = false });
                isAsked = block.Rest.Length == 0;
                continue;
            }

            if (IsHeading(block) && IsText(blocks, i + 1))
                read.Add(Heading(block, block.Text.TrimEnd(':', ' '), read));
            else
                read.Add(isAsked && block.Kind != PageBlockKind.Heading ? block with { Text = WithoutLabel(block.Text) } : block);
            isAsked = read[^1] is { Kind: PageBlockKind.Heading, Text: [.., '?'] };
        }

        return read;
    }

    /// <summary>The heading; one question after another that has no markup either is of its rank.</summary>
    private static PageBlock Heading(PageBlock block, string text, List<PageBlock> before) =>
        block.Kind == PageBlockKind.Heading ? block with { Text = text }
        : block with { Kind = PageBlockKind.Heading, Level = text.EndsWith('?') && before.FindLast(one => one.Kind == PageBlockKind.Heading) is { Guessed: true, Text: [.., '?'] } asked ? asked.Level : Level, Text = text, Guessed = true };

    private static bool IsHeading(PageBlock block) =>
        block is { Kind: PageBlockKind.Paragraph, Rest.Length: 0, IsLink: false }
        && (block.Text is [.., '?'] ? block.Text.Length <= Longest && SentenceSplitter.Split(block.Text).Count() == 1
            : block.IsSetOff && block.Text.Length <= LongestBold && block.Text is [.., not ('.' or '!' or ';' or ',' or '…')]);

    /// <summary>Whether a block is there and says something that a heading could be over.</summary>
    private static bool IsText(IReadOnlyList<PageBlock> blocks, int at) =>
        at < blocks.Count && blocks[at].Kind != PageBlockKind.Heading && !IsHeading(blocks[at]);

    private static string WithoutLabel(string text) => Answer().Match(text) is { Success: true } match ? text[match.Length..].TrimStart() : text;

    [GeneratedRegex(@"^(Q|Question)\W{0,2}\d{0,3}\s?[:.)–-]\s+(?<text>\S.{0,300})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Question();

    [GeneratedRegex(@"^(A|Answer)\W{0,2}\d{0,3}\s?[:.)–-]\s+", RegexOptions.ExplicitCapture)]
    private static partial Regex Answer();
}

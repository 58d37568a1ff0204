using System.Text;

namespace KneeBot.Corpus;

/// <summary>Cuts an article into passages: one per heading, long sections at a paragraph's end, long paragraphs at a sentence's.</summary>
internal static class HeadingChunker
{
    /// <summary>A section longer than this many characters is cut between two blocks. A list, and what contradicts, stays with the block before it.</summary>
    public const int MaxPassageLength = 1_600;

    /// <summary>A list longer than this many characters with its introduction is cut all the same.</summary>
    public const int MaxListLength = 2 * MaxPassageLength;

    public static IEnumerable<Passage> Chunk(Article article)
    {
        var ordinal = 0;
        foreach (var section in article.Sections)
        {
            var turnedBy = TurnedBy(article, section);
            var first = ordinal;
            foreach (var blocks in Cut(section.Blocks.SelectMany(Pieces)))
                yield return Passage(article, section, turnedBy, begins: ordinal == first, blocks, ordinal++);
        }
    }

    private static IEnumerable<List<Block>> Cut(IEnumerable<Block> blocks)
    {
        var current = new List<Block>();
        var length = 0;
        foreach (var block in blocks)
        {
            var limit = block.IsListItem || Framing.BuiltIn.Rebuts(block.Text) ? MaxListLength : MaxPassageLength;
            if (current.Count > 0 && length + block.Text.Length > limit)
            {
                yield return current;
                (current, length) = ([], 0);
            }

            current.Add(block);
            length += block.Text.Length + 1;
        }

        if (current.Count > 0)
            yield return current;
    }

    /// <summary>A paragraph as it is, or in pieces of whole sentences if it is longer than a passage.</summary>
    private static IEnumerable<Block> Pieces(Block block)
    {
        if (block.Text.Length <= MaxPassageLength)
        {
            yield return block;
            yield break;
        }

        var (start, end) = (0, 0);
        foreach (var (at, length) in SentenceSplitter.Split(block.Text))
        {
            if (end > start && at + length - start > MaxPassageLength)
            {
                yield return block with { Text = block.Text[start..end] };
                start = at;
            }

            end = at + length;
        }

        yield return block with { Text = block.Text[start..end] };
    }

    /// <summary>The section's headings from the outermost that turns what stands below it; empty where none does.</summary>
    private static string TurnedBy(Article article, Section section)
    {
        var turning = section.HeadingPath.TakeWhile(heading => !Framing.BuiltIn.Turns(heading)).Count();
        return turning < section.HeadingPath.Count ? string.Join(Corpus.Passage.HeadingSeparator, section.HeadingPath.Skip(turning))
            : Framing.BuiltIn.TurnsArticle(article.Title) ? string.Join(Corpus.Passage.HeadingSeparator, section.HeadingPath.Prepend(article.Title))
            : "";
    }

    private static Passage Passage(Article article, Section section, string turnedBy, bool begins, List<Block> blocks, int ordinal)
    {
        var text = new StringBuilder();
        var sentences = new List<Sentence>();
        int? introduction = null;
        foreach (var block in blocks)
        {
            if (text.Length > 0)
                text.Append('\n');
            var offset = text.Length;
            text.Append(block.Text);
            foreach (var (start, length) in SentenceSplitter.Split(block.Text))
                sentences.Add(new Sentence(sentences.Count, offset + start, length, block.IsListItem, block.IsListItem ? introduction : null));
            if (!block.IsListItem)
                introduction = sentences.Count - 1;
        }

        return new Passage(
            new PassageId(article.Id, ordinal),
            article.Title,
            string.Join(Corpus.Passage.HeadingSeparator, section.HeadingPath),
            text.ToString())
        {
            Anchor = section.Anchor,
            ArticleUrl = article.Url,
            TurnedBy = turnedBy,
            Sentences = Framing.BuiltIn.Frame(section.Heading, turnedBy.Length > 0, begins, text.ToString(), sentences),
        };
    }
}

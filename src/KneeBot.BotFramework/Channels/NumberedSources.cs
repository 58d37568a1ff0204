using KneeBot.Corpus;

namespace KneeBot.BotFramework.Channels;

/// <summary>A quoted sentence with the number of its source and its link.</summary>
/// <param name="Number">From 1; sentences of one section share it.</param>
/// <param name="Name">The source as a reader sees it: the article, and the section when it has a heading of its own.</param>
/// <param name="Url">Opens at the sentence; null when the article has no address.</param>
/// <param name="Citation">The sentence.</param>
internal sealed record NumberedCitation(int Number, string Name, string? Url, Citation Citation);

/// <summary>Numbers the sources of a reply.</summary>
/// <param name="passages">The corpus's passages: they know the anchors of their sections.</param>
internal sealed class NumberedSources(IEnumerable<Passage> passages)
{
    private readonly Dictionary<PassageId, string> _anchors = passages.ToDictionary(passage => passage.Id, passage => passage.Anchor);

    /// <summary>The citations in order.</summary>
    /// <param name="citations">A reply's.</param>
    /// <param name="site">The host's address, for articles without one of their own; null when it is not known.</param>
    public IReadOnlyList<NumberedCitation> Number(IReadOnlyList<Citation> citations, string? site)
    {
        var numbers = new Dictionary<(string, string, string?), int>();
        return [.. citations.Select(citation =>
        {
            var link = citation.Url is { } url ? TextFragment.Remove(url.AbsoluteUri) : Page(citation.Passage, site); // a section has one number, whatever is quoted of it
            var source = (citation.Article, citation.Section, link);
            if (!numbers.TryGetValue(source, out var number))
                numbers[source] = number = numbers.Count + 1;
            return new NumberedCitation(number, Name(citation), link is null ? null : TextFragment.Append(link, citation.Quote), citation);
        })];
    }

    private string? Page(PassageId passage, string? site)
    {
        if (site is null)
            return null;
        var anchor = _anchors.GetValueOrDefault(passage, "");
        return $"{site}/articles/{Uri.EscapeDataString(passage.Article)}{(anchor.Length == 0 ? "" : "#" + Uri.EscapeDataString(anchor))}";
    }

    private static string Name(Citation citation) =>
        citation.Section == citation.Article ? citation.Article : $"{citation.Article}, “{citation.Section}”";
}

using KneeBot.Corpus;

namespace KneeBot.Answering;

/// <summary>Says where a quoted sentence stands, with a link a visitor can open.</summary>
public sealed class CitationBuilder(Uri? publicBaseUrl)
{
    /// <summary>The citation of a sentence.</summary>
    public Citation Cite(QuotedSentence quoted) => new(
        quoted.Passage.Id,
        quoted.Passage.ArticleTitle,
        quoted.Passage.Section,
        Link(quoted),
        quoted.Text);

    /// <summary>The quote's address: the article's own, else the page this host serves, with the section and the words to show; null when neither is known.</summary>
    private Uri? Link(QuotedSentence quoted)
    {
        var passage = quoted.Passage;
        var fragment = "#" + Uri.EscapeDataString(passage.Anchor) + TextFragment.Of(quoted.Text);
        if (passage.ArticleUrl is { } own && Uri.TryCreate(own.Split('#')[0] + fragment, UriKind.Absolute, out var published) && published.Scheme is "http" or "https")
            return published;
        return publicBaseUrl is null
            ? null
            : new Uri(new Uri(publicBaseUrl.AbsoluteUri.TrimEnd('/') + "/"), $"articles/{Uri.EscapeDataString(passage.Id.Article)}{fragment}");
    }
}

/// <summary>The part of a link by which a browser scrolls to some words and marks them (URL fragment text directives).</summary>
internal static class TextFragment
{
    private const int Whole = 60, Words = 5;

    /// <summary><c>:~:text=…</c>; a long quote by its first and last words. A browser that does not know it goes to the section.</summary>
    public static string Of(string quote)
    {
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return ":~:text=" + (quote.Length <= Whole || words.Length <= 2 * Words
            ? Encode(words)
            : Encode(words[..Words]) + "," + Encode(words[^Words..]));
    }

    /// <summary>A hyphen, a comma and an ampersand have a meaning in the directive and are written as numbers.</summary>
    private static string Encode(IEnumerable<string> words) =>
        Uri.EscapeDataString(string.Join(' ', words)).Replace("-", "%2D", StringComparison.Ordinal);
}

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
        Link(quoted.Passage),
        quoted.Text);

    /// <summary>The section's address: the article's own, else the page this host serves; null when neither is known.</summary>
    private Uri? Link(Passage passage)
    {
        var fragment = passage.Anchor.Length == 0 ? "" : "#" + Uri.EscapeDataString(passage.Anchor);
        if (passage.ArticleUrl is { } own && Uri.TryCreate(own + fragment, UriKind.Absolute, out var published) && published.Scheme is "http" or "https")
            return published;
        return publicBaseUrl is null
            ? null
            : new Uri(new Uri(publicBaseUrl.AbsoluteUri.TrimEnd('/') + "/"), $"articles/{Uri.EscapeDataString(passage.Id.Article)}{fragment}");
    }
}

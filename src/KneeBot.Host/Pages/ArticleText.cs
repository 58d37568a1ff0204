using KneeBot.Corpus;

namespace KneeBot.Host.Pages;

/// <summary>An article's page content from its sections: for formats that are not Markdown, whose own markup is not served.</summary>
internal static class ArticleText
{
    public static (IReadOnlyList<(string Anchor, Html Text)> Contents, Html Body) Render(Article article)
    {
        var contents = article.Sections.Where(section => section.HeadingPath.Count == 1)
            .Select(section => (section.Anchor, Html.Of($"{section.Heading}"))).ToArray();
        return (contents, Html.Join(article.Sections.Select(Section)));
    }

    private static Html Section(Section section)
    {
        var parts = new List<Html>();
        if (section.HeadingPath.Count > 0)
            parts.Add(section.HeadingPath.Count == 1
                ? Html.Of($"<h2 id=\"{section.Anchor}\">{section.Heading}</h2>")
                : Html.Of($"<h3 id=\"{section.Anchor}\">{section.Heading}</h3>"));
        for (var i = 0; i < section.Blocks.Count;)
        {
            if (!section.Blocks[i].IsListItem)
            {
                parts.Add(Html.Of($"<p>{section.Blocks[i++].Text}</p>"));
                continue;
            }

            var items = new List<Html>();
            while (i < section.Blocks.Count && section.Blocks[i].IsListItem)
                items.Add(Html.Of($"<li>{section.Blocks[i++].Text}</li>"));
            parts.Add(Html.Of($"<ul>\n{Html.Join(items)}\n</ul>"));
        }

        return Html.Join(parts);
    }
}

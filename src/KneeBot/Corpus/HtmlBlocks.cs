using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace KneeBot.Corpus;

/// <summary>Walks an element and writes down its headings, paragraphs and list items.</summary>
internal sealed class HtmlBlocks(ArticleDraft into)
{
    private const int DeepestNesting = 200;

    private readonly StringBuilder _text = new();
    private int _line = 1;
    private int _textLine = 1;
    private int _links;
    private bool _besideLinks;
    private bool _setOff;

    public void Add(IElement root)
    {
        Walk(root, inList: false, depth: 0);
        Flush(inList: false);
    }

    private void Walk(INode node, bool inList, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
                Append(text.Data);
            else if (child is IElement element && depth < DeepestNesting)
                Element(element, inList, depth + 1);
        }
    }

    private void Element(IElement element, bool inList, int depth)
    {
        if (int.TryParse(element.GetAttribute(HtmlMainContent.LineAttribute), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            _line = line;
        switch (element.LocalName)
        {
            case "br":
                Break(inList);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Flush(inList);
                Heading(element);
                break;
            case "pre":
                Flush(inList);
                into.LeftOut.Add($"a code block at line {_line}");
                break;
            case "table" when IsData(element):
                Flush(inList);
                into.LeftOut.Add($"a table at line {_line}");
                break;
            case "a" when LeadsAway(element):
                _links++;
                Walk(element, inList, depth);
                _links--;
                break;
            case "img" or "figure" or "figcaption" or "hr" or "caption":
                Flush(inList);
                break;
            case "li" or "dd" or "dt":
                Enclosed(element, element.LocalName == "li" || (element.LocalName == "dd" && !IsAnswer(element)), inList, depth);
                break;
            case "p" or "div" or "section" or "article" or "main" or "blockquote" or "ul" or "ol" or "dl" or "header" or "table" or "tbody" or "tr" or "td" or "th" or "details" or "summary" or "address" or "center" or "body" or "hgroup" or "fieldset":
                Enclosed(element, inList, inList, depth);
                break;
            default:
                Walk(element, inList, depth);
                break;
        }
    }

    private void Enclosed(IElement element, bool inside, bool outside, int depth)
    {
        Flush(outside);
        _setOff = IsSetOff(element);
        Walk(element, inside, depth);
        Flush(inside);
        _setOff = false;
    }

    private void Heading(IElement element)
    {
        var text = element.TextContent.Trim().TrimEnd('#', '¶', '§').Trim();
        var id = element.Id ?? element.QuerySelector("[id], a[name]") switch { { Id: { Length: > 0 } inner } => inner, { } named => named.GetAttribute("name"), _ => null };
        if (text.Length > 0)
            into.Blocks.Add(new PageBlock(PageBlockKind.Heading, text, _line, element.LocalName[1] - '0', id ?? "") { IsLink = _links > 0 || element.QuerySelectorAll("a").Any(link => LeadsAway(link) && link.TextContent.Trim() == element.TextContent.Trim()) });
    }

    /// <summary>One break stays inside the paragraph; two make a new one.</summary>
    private void Break(bool inList)
    {
        while (_text.Length > 0 && _text[^1] == ' ')
            _text.Length--;
        if (_text.Length > 0 && _text[^1] == '\n')
            Flush(inList);
        else if (_text.Length > 0)
            _text.Append('\n');
    }

    private void Append(string data)
    {
        foreach (var c in data)
        {
            if (!char.IsWhiteSpace(c))
            {
                if (_text.Length == 0)
                    _textLine = _line;
                _besideLinks |= _links == 0 && char.IsLetterOrDigit(c);
                _text.Append(c);
            }
            else if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
            {
                _text.Append(' ');
            }
        }
    }

    private void Flush(bool inList)
    {
        var text = _text.ToString().Trim();
        _text.Clear();
        if (text.Length > 0)
            into.Blocks.Add(new PageBlock(inList ? PageBlockKind.ListItem : PageBlockKind.Paragraph, text, _textLine) { IsLink = !_besideLinks, IsSetOff = _setOff });
        _besideLinks = false;
    }

    /// <summary>The title of a part that folds away, a term that asks, or a paragraph that is bold from end to end.</summary>
    private static bool IsSetOff(IElement element) =>
        element.LocalName == "summary" || (element.LocalName == "dt" && element.TextContent.TrimEnd().EndsWith('?'))
        || (element.LocalName is "p" or "div" && element.Children is [{ LocalName: "strong" or "b" } bold] && bold.TextContent.Trim() is { Length: > 0 } text && text == element.TextContent.Trim());

    /// <summary>Whether a description answers the term before it: "Will it heal?"</summary>
    private static bool IsAnswer(IElement description) => description.PreviousElementSibling is { LocalName: "dt" } term && term.TextContent.TrimEnd().EndsWith('?');

    /// <summary>Whether an element links to another page; a heading often links to itself.</summary>
    private static bool LeadsAway(IElement link) => link.GetAttribute("href") is { Length: > 0 } address && !address.StartsWith('#');

    /// <summary>Tables that lay out a page hold paragraphs; the others hold figures that make no sentences.</summary>
    private static bool IsData(IElement table) =>
        table.QuerySelector("p, div, h1, h2, h3, h4, ul, ol, table") is null && table.QuerySelectorAll("td").All(cell => cell.TextContent.Length < 400);
}

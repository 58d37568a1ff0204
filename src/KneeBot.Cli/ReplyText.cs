using System.Globalization;
using System.Text;

namespace KneeBot.Cli;

/// <summary>A reply as a person reads it in a terminal: the text, then its sources by section.</summary>
internal static class ReplyText
{
    public static string Write(Reply reply)
    {
        var text = new StringBuilder(reply.Text);
        var sources = reply.Citations.GroupBy(citation => (citation.Article, citation.Section, citation.Url)).ToArray();
        if (sources.Length > 0)
            text.Append("\n\nSource:");
        foreach (var source in sources)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {source.Key.Article}");
            if (source.Key.Section != source.Key.Article)
                text.Append(CultureInfo.InvariantCulture, $", “{source.Key.Section}”");
            if (source.Key.Url is { } url)
                text.Append(CultureInfo.InvariantCulture, $"\n  {url.AbsoluteUri}");
        }

        if (reply.Suggestions.Count > 0)
            text.Append("\n\nYou could also ask:");
        foreach (var suggestion in reply.Suggestions)
            text.Append(CultureInfo.InvariantCulture, $"\n  {suggestion}");
        return text.ToString();
    }
}

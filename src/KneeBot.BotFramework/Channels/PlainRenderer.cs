using System.Globalization;
using System.Text;

namespace KneeBot.BotFramework.Channels;

/// <summary>One message of plain text, which every channel shows: the reply, then its sources by number.</summary>
public sealed class PlainRenderer : IReplyRenderer
{
    public IReadOnlyList<Activity> Render(Reply reply, Activity incoming) =>
    [
        incoming.Reply() with
        {
            Text = reply.Text + Sources(reply.Citations),
            TextFormat = "plain",
            SuggestedActions = ReplyButtons.For(reply.Suggestions, incoming),
        },
    ];

    /// <summary>The sources as a list under the text, by number; empty when there are none.</summary>
    internal static string Sources(IReadOnlyList<Citation> citations)
    {
        if (citations.Count == 0)
            return "";
        var text = new StringBuilder("\n\nSources:");
        var number = 0;
        foreach (var (article, section, url) in citations.Select(citation => (citation.Article, citation.Section, citation.Url is null ? null : TextFragment.Remove(citation.Url.AbsoluteUri))).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{++number}] {article}");
            if (section != article)
                text.Append(CultureInfo.InvariantCulture, $", “{section}”");
            if (url is not null)
                text.Append(CultureInfo.InvariantCulture, $": {url}");
        }

        return text.ToString();
    }
}

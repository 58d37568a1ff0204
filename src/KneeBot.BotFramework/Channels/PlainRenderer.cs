using System.Globalization;
using System.Text;

namespace KneeBot.BotFramework.Channels;

/// <summary>One message of plain text, which every channel shows: the reply, then its sources by number.</summary>
public sealed class PlainRenderer : IReplyRenderer
{
    /// <summary>Most buttons under a message.</summary>
    public const int MaxSuggestions = 3;

    public IReadOnlyList<Activity> Render(Reply reply, Activity incoming) =>
    [
        incoming.Reply() with
        {
            Text = reply.Text + Sources(reply.Citations),
            TextFormat = "plain",
            SuggestedActions = Buttons(reply.Suggestions, incoming),
        },
    ];

    private static string Sources(IReadOnlyList<Citation> citations)
    {
        if (citations.Count == 0)
            return "";
        var text = new StringBuilder("\n\nSources:");
        var number = 0;
        foreach (var (article, section, url) in citations.Select(citation => (citation.Article, citation.Section, citation.Url)).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{++number}] {article}");
            if (section != article)
                text.Append(CultureInfo.InvariantCulture, $", “{section}”");
            if (url is not null)
                text.Append(CultureInfo.InvariantCulture, $": {url.AbsoluteUri}");
        }

        return text.ToString();
    }

    private static SuggestedActions? Buttons(IReadOnlyList<string> suggestions, Activity incoming) => suggestions.Count == 0
        ? null
        : new SuggestedActions
        {
            To = incoming.From?.Id is { } user ? [user] : null,
            Actions = [.. suggestions.Take(MaxSuggestions).Select(CardAction.Say)],
        };
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// Microsoft Teams: Markdown with marks that Teams turns into its own references, thumbs under answers, and under a red flag's plain text a
/// card with the numbers to call.
/// </summary>
/// <remarks>
/// The numbers stand in the text as well: Teams opens telephone links of cards on phones, not on a desk. Buttons are shown to one
/// person only, never in a group, and not under a card.
/// </remarks>
/// <param name="engine">Its passages know where their sections stand.</param>
/// <param name="texts">Has the numbers to call.</param>
/// <param name="options">Chooses the region.</param>
public sealed class TeamsRenderer(KneeBotEngine engine, TextCatalog texts, KneeBotOptions options) : IReplyRenderer
{
    /// <summary>Longest text of one message in UTF-16 units: with sources and card it stays far below Teams' 100 KB.</summary>
    public const int MaxText = 12_000;

    /// <summary>A longer headline would make the card say everything twice.</summary>
    private const int MaxHeadline = 500;

    private static readonly JsonElement Feedback = JsonElement.Parse("""{"feedbackLoop":{"type":"default"}}""");
    private readonly NumberedSources _sources = new(engine.Corpus.Passages);

    public IReadOnlyList<Activity> Render(Reply reply, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(incoming);
        var severity = WebChatRenderer.SeverityOf(reply);
        var sources = _sources.Number(reply.Citations, site: null);
        return severity >= Severity.SeeDoctor ? Flag(reply, severity, sources, incoming) : Answer(reply, sources, incoming);
    }

    private static Activity[] Answer(Reply reply, IReadOnlyList<NumberedCitation> sources, Activity incoming)
    {
        var marked = MarkedText.MarkdownWithoutSources(reply, sources);
        var parts = MessageParts.Split(marked + Further(marked, sources), MaxText);
        return [.. parts.Select((text, i) => incoming.Reply() with
        {
            Text = text,
            TextFormat = "markdown",
            Entities = TeamsEntity.Write(Marked(text, sources), reply.IsGenerated) is { } entity ? [entity] : null,
            ChannelData = i == parts.Count - 1 && reply is not Reply.SmallTalk ? Feedback : null,
            SuggestedActions = i == parts.Count - 1 && !TeamsInput.IsGroup(incoming) ? ReplyButtons.For(reply.Suggestions, incoming) : null,
        })];
    }

    private Activity[] Flag(Reply reply, Severity severity, IReadOnlyList<NumberedCitation> sources, Activity incoming)
    {
        var parts = MessageParts.Split(MarkedText.Plain(reply, sources), MaxText);
        var calls = PhoneCall.Fitting(severity, texts.Region(options.RegionOf(incoming.Locale, texts)));
        var hasCard = severity >= Severity.UrgentCare && calls.Count > 0 && Headline(reply.Notice) is { Length: > 0 and <= MaxHeadline };
        return [.. parts.Select((text, i) => incoming.Reply() with
        {
            Text = text,
            TextFormat = "plain",
            Entities = i == 0 && TeamsEntity.Write([], reply.IsGenerated) is { } label ? [label] : null,
            Attachments = i == 0 && hasCard ? [CallCard.Write(reply.Notice, calls)] : null,
            SuggestedActions = i == parts.Count - 1 && !hasCard && !TeamsInput.IsGroup(incoming) ? ReplyButtons.For(reply.Suggestions, incoming) : null,
        })];
    }

    private static string Headline(string notice) => notice.ReplaceLineEndings("\n").Split("\n\n")[0];

    /// <summary>The sources whose marks stand in a message.</summary>
    private static NumberedCitation[] Marked(string text, IReadOnlyList<NumberedCitation> sources) =>
        [.. sources.Where(source => text.Contains(Mark(source), StringComparison.Ordinal))];

    /// <summary>A list of the sources that have no mark in the text, and of those beyond what Teams takes.</summary>
    private static string Further(string marked, IReadOnlyList<NumberedCitation> sources)
    {
        var list = new StringBuilder();
        foreach (var source in sources.DistinctBy(source => source.Number))
        {
            if (source.Number <= TeamsEntity.MaxCitations && marked.Contains(Mark(source), StringComparison.Ordinal))
                continue;
            var name = Markdown.Escape(source.Name);
            list.Append("\n\n").Append(Mark(source)).Append(' ').Append(source.Url is { } url ? $"[{name}](<{url}>)" : name);
        }

        return list.ToString();
    }

    private static string Mark(NumberedCitation source) => string.Create(CultureInfo.InvariantCulture, $"[{source.Number}]");
}

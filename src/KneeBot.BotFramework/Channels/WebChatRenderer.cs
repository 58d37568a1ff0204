using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// Web Chat and KneeBot's own widget, over Direct Line: Markdown with numbered sources, the sources as a schema.org entity, and under a
/// red flag's plain text a card with the numbers to call. <c>channelData.kneebot</c> says the same in parts, for the widget.
/// </summary>
/// <param name="engine">Its passages know where their sections stand.</param>
/// <param name="texts">Has the numbers to call.</param>
/// <param name="options">Chooses the region.</param>
public sealed class WebChatRenderer(KneeBotEngine engine, TextCatalog texts, KneeBotOptions options) : IReplyRenderer
{
    private readonly NumberedSources _sources = new(engine.Corpus.Passages);

    public IReadOnlyList<Activity> Render(Reply reply, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(incoming);
        var severity = SeverityOf(reply);
        var calls = PhoneCall.Fitting(severity, texts.Region(options.RegionOf(incoming.Locale, texts)));
        var sources = _sources.Number(reply.Citations, DirectLine.EmbeddedService.Site(incoming.ServiceUrl));
        var isFlag = severity >= Severity.SeeDoctor;
        var message = incoming.Reply() with
        {
            Text = isFlag ? MarkedText.Plain(reply, sources) : MarkedText.Markdown(reply, sources),
            TextFormat = isFlag ? "plain" : "markdown",
            SuggestedActions = ReplyButtons.For(reply.Suggestions, incoming),
            Entities = sources.Count == 0 ? null : [MessageEntity.Write(sources)],
            Attachments = severity >= Severity.UrgentCare ? [CallCard.Write(reply.Notice, calls)] : null,
            ChannelData = WidgetData.Write(reply.Outcome, severity, reply.Notice, reply.Body, sources, calls, isFlag ? reply.IsReminder : null),
        };
        return [message];
    }

    public IReadOnlyList<Activity> RenderWelcome(string text, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        return [Fixed("welcome", text, incoming.Reply())];
    }

    public IReadOnlyList<Activity> RenderForgotten(string text, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        return [Fixed("forgotten", text, incoming.Reply())];
    }

    /// <summary>A message that is no answer.</summary>
    /// <param name="kind">What the widget knows it by.</param>
    /// <param name="text">What it says.</param>
    /// <param name="reply">Who says it to whom.</param>
    internal static Activity Fixed(string kind, string text, Activity reply) => reply with
    {
        Type = ActivityTypes.Message,
        Text = text,
        TextFormat = "plain",
        ChannelData = WidgetData.Write(kind, Severity.Allow, text, "", [], []),
    };

    /// <summary>How urgent a reply is.</summary>
    internal static Severity SeverityOf(Reply reply) => reply switch
    {
        Reply.Crisis => Severity.Crisis,
        Reply.Emergency => Severity.Emergency,
        Reply.UrgentCare => Severity.UrgentCare,
        Reply.SeeDoctor => Severity.SeeDoctor,
        Reply.DiagnosisDeclined => Severity.Decline,
        _ => Severity.Allow,
    };
}

using System.Text.Json;
using KneeBot.BotFramework.Channels;
using KneeBot.Texts;

namespace KneeBot.BotFramework;

/// <summary>Decides what an activity is answered with.</summary>
public sealed class TurnHandler(KneeBotEngine engine, ChannelDirectory channels, WelcomeLedger welcomed, IFeedbackSink feedback, TextCatalog texts, TimeProvider time)
{
    /// <summary>How long an answer may take before a typing indicator is shown.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(700);

    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    /// <summary>Whether KneeBot may have replies to activities of this type, so that it must know where to send them.</summary>
    public static bool MayReply(Activity activity) =>
        activity.Is(ActivityTypes.Message) || activity.Is(ActivityTypes.MessageUpdate) || activity.Is(ActivityTypes.ConversationUpdate) || IsJoin(activity);

    /// <summary>What to say, and what to tell the sender. A typing indicator goes to the sink on the way.</summary>
    public async Task<TurnResponse> HandleAsync(Activity activity, IActivitySink sink, CancellationToken ct)
    {
        if (activity.Is(ActivityTypes.Message))
            return await AnswerAsync(activity, sink, ct).ConfigureAwait(false);
        if (activity.Is(ActivityTypes.MessageUpdate))
            return await ReviseAsync(activity, ct).ConfigureAwait(false);
        if (activity.Is(ActivityTypes.ConversationUpdate) ? Arrives(activity) : IsJoin(activity))
            return Welcome(activity, always: false);
        if (activity.Is(ActivityTypes.Invoke))
            return await InvokeAsync(activity, ct).ConfigureAwait(false);
        if (PageFeedback.Read(activity) is { } opinion)
            await feedback.TakeAsync(opinion, ct).ConfigureAwait(false);
        if (activity.Is(ActivityTypes.EndOfConversation) || IsRemoval(activity) || ForgetRequest.IsButton(activity))
            await engine.ForgetAsync(activity.Dialogue(), ct).ConfigureAwait(false);
        return TurnResponse.Nothing;
    }

    private async Task<TurnResponse> AnswerAsync(Activity message, IActivitySink sink, CancellationToken ct)
    {
        var (intent, text) = channels.Read(message);
        if (intent == ChannelIntent.Ignore)
            return TurnResponse.Nothing;
        if (intent == ChannelIntent.Welcome)
            return Welcome(message, always: true);
        welcomed.IsFirst(message.Dialogue()); // who has been answered is not greeted afterwards
        var renderer = channels.Renderer(message.ChannelId);
        if (ForgetRequest.Is(text))
            return await ForgetAsync(message, renderer, ct).ConfigureAwait(false);
        var stream = TeamsStreaming.Suits(sink, message) ? new TeamsStreaming(sink, message, time) : null;
        var answering = engine.Pipeline.ReplyAsync(new UserTurn(message.Dialogue(), text, message.Locale), stream is null ? null : ShowAsync, ct);
        await ShowTypingAsync(answering, message, sink, ct).ConfigureAwait(false);
        var result = await answering.ConfigureAwait(false);
        var activities = renderer.Render(result.Reply, message);
        return TurnResponse.Say(stream is null || activities.Count != 1 ? activities : [stream.Close(activities[0])]) with { Later = result.Late is { } late ? LaterAsync(late) : null };

        async Task<IReadOnlyList<Activity>> LaterAsync(Task<Reply?> awaited) =>
            await awaited.ConfigureAwait(false) is { } raised ? renderer.Render(raised, message) : [];

        Task ShowAsync(Reply partial, CancellationToken token) =>
            stream!.ShowAsync(renderer.Render(partial with { Citations = Settled(partial.Citations) }, message)[0].Text ?? "", token);
    }

    /// <summary>What the dialogue holds goes at once, red flags included; the channel keeps its own record, and the reply says so.</summary>
    private async Task<TurnResponse> ForgetAsync(Activity message, IReplyRenderer renderer, CancellationToken ct)
    {
        await engine.ForgetAsync(message.Dialogue(), ct).ConfigureAwait(false);
        return TurnResponse.Say(renderer.RenderForgotten(texts["forgotten-in-channel"], message));
    }

    /// <summary>
    /// The citations whose marks cannot move any more: a mark stands after the last neighbouring sentence of a source, and what is shown
    /// must be how the whole reply begins.
    /// </summary>
    private static IReadOnlyList<Citation> Settled(IReadOnlyList<Citation> citations) => citations.Count == 0 ? citations
        : [.. citations.Reverse().SkipWhile(citation => citation.Phrased == citations[^1].Phrased || (citation.Article, citation.Section) == (citations[^1].Article, citations[^1].Section)).Reverse()];

    /// <summary>A message changed afterwards is judged like a new one, but only danger is answered: the user asked nothing again.</summary>
    private async Task<TurnResponse> ReviseAsync(Activity update, CancellationToken ct)
    {
        var (intent, text) = channels.Read(update);
        if (intent != ChannelIntent.Ask)
            return TurnResponse.Nothing;
        var result = await engine.Pipeline.ReplyAsync(new UserTurn(update.Dialogue(), text, update.Locale), ct).ConfigureAwait(false);
        return result.Reply is Reply.SeeDoctor or Reply.UrgentCare or Reply.Emergency or Reply.Crisis
            ? TurnResponse.Say(channels.Renderer(update.ChannelId).Render(result.Reply, update))
            : TurnResponse.Nothing;
    }

    private async Task ShowTypingAsync(Task answering, Activity message, IActivitySink sink, CancellationToken ct)
    {
        if (answering.IsCompleted || !sink.ArrivesAtOnce)
            return;
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var silence = Task.Delay(Silence, time, answered.Token);
        var first = await Task.WhenAny(answering, silence).ConfigureAwait(false);
        await answered.CancelAsync().ConfigureAwait(false);
        if (first == silence && !answering.IsCompleted)
            await sink.SendAsync(message.Reply() with { Type = ActivityTypes.Typing, InputHint = null }, ct).ConfigureAwait(false);
    }

    private TurnResponse Welcome(Activity activity, bool always) => welcomed.IsFirst(activity.Dialogue()) || always
        ? TurnResponse.Say(channels.Renderer(activity.ChannelId).RenderWelcome(engine.Welcome, activity))
        : TurnResponse.Nothing;

    private async Task<TurnResponse> InvokeAsync(Activity invoke, CancellationToken ct)
    {
        if (invoke.Name != FeedbackReader.InvokeName)
            return new([], new TurnOutcome(501, Fault: new Refusal(501, "The invoke is not known.", $"KneeBot answers {FeedbackReader.InvokeName} only.")));
        if (FeedbackReader.Read(invoke) is { } opinion)
            await feedback.TakeAsync(opinion, ct).ConfigureAwait(false);
        return new([], new TurnOutcome(200, Empty));
    }

    private static bool Arrives(Activity update) => update.MembersAdded?.Any(member => IsUser(member, update)) == true;

    private static bool IsUser(ChannelAccount? member, Activity update) =>
        member is not null && member.Role != "bot" && (member.Id is null || member.Id != update.Recipient?.Id);

    /// <summary>What a Web Chat page sends once it is connected; the user's own arrival comes only with the first message there.</summary>
    private static bool IsJoin(Activity activity) => activity.Is(ActivityTypes.Event) && activity.Name == "webchat/join";

    private static bool IsRemoval(Activity activity) =>
        activity.Is(ActivityTypes.InstallationUpdate) && string.Equals(activity.Action, "remove", StringComparison.OrdinalIgnoreCase);
}

using KneeBot.BotFramework.Channels;

namespace KneeBot.BotFramework;

/// <summary>Decides what an activity is answered with.</summary>
public sealed class TurnHandler(KneeBotEngine engine, IReplyRenderer renderer, WelcomeLedger welcomed)
{
    /// <summary>Whether KneeBot acts on activities of this type.</summary>
    public static bool Handles(Activity activity) =>
        activity.Is(ActivityTypes.Message) || activity.Is(ActivityTypes.ConversationUpdate);

    /// <summary>The replies in order; empty when there is nothing to say.</summary>
    public async Task<IReadOnlyList<Activity>> HandleAsync(Activity activity, CancellationToken ct) =>
        activity.Is(ActivityTypes.Message) ? await AnswerAsync(activity, ct).ConfigureAwait(false)
        : activity.Is(ActivityTypes.ConversationUpdate) ? Welcome(activity)
        : [];

    private async Task<IReadOnlyList<Activity>> AnswerAsync(Activity message, CancellationToken ct)
    {
        var turn = new UserTurn(message.Dialogue(), message.Text ?? "", message.Locale);
        var result = await engine.Pipeline.ReplyAsync(turn, ct).ConfigureAwait(false);
        return renderer.Render(result.Reply, message);
    }

    private IReadOnlyList<Activity> Welcome(Activity update) =>
        update.MembersAdded?.Any(member => IsUser(member, update)) == true && welcomed.IsFirst(update.Dialogue())
            ? [update.Reply() with { Text = engine.Welcome, TextFormat = "plain" }]
            : [];

    private static bool IsUser(ChannelAccount? member, Activity update) =>
        member is not null && member.Role != "bot" && (member.Id is null || member.Id != update.Recipient?.Id);
}

using KneeBot.Texts;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Hands a conversation's activities to the bot; its replies come into the conversation by themselves.</summary>
internal sealed partial class DirectLineTurns(
    TurnQueue turns, KneeBotEngine engine, TextCatalog texts, KneeBotOptions options, TimeProvider time, ILogger<DirectLineTurns> log)
{
    /// <summary>The visitor arrived.</summary>
    public Task WelcomeAsync(Conversation conversation)
    {
        var visitor = new ChannelAccount { Id = conversation.UserId, Role = "user" };
        return HandAsync(conversation, new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Id = conversation.Id + "|start",
            ServiceUrl = EmbeddedService.Url(conversation.Site),
            ChannelId = ChannelIds.DirectLine,
            From = visitor,
            Recipient = IncomingActivity.Bot,
            Conversation = new ConversationAccount { Id = conversation.Id },
            Locale = conversation.Locale,
            MembersAdded = [visitor],
        });
    }

    /// <summary>Takes an activity that has its id. The task ends with the turn and never fails.</summary>
    public async Task HandAsync(Conversation conversation, Activity activity)
    {
        var sink = new ConversationSink(conversation, time);
        try
        {
            if ((await turns.RunAsync(activity, sink, CancellationToken.None).ConfigureAwait(false)).Fault is not null)
                await ApologiseAsync(activity, sink).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever fails, the visitor reads what to do in danger, and the conversation goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e.GetType().Name);
            await ApologiseAsync(activity, sink).ConfigureAwait(false);
        }

        if (conversation.HasEnded)
            await ForgetAsync(conversation).ConfigureAwait(false);
    }

    /// <summary>Forgets the dialogue of a conversation that has ended. A turn that was under way then forgets it once more.</summary>
    public async Task ForgetAsync(Conversation conversation)
    {
        try
        {
            await engine.ForgetAsync(DialogueOf(conversation), CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A store of somebody else's; the conversation itself is gone all the same.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotForgotten(e.GetType().Name);
        }
    }

    private static string DialogueOf(Conversation conversation) =>
        new Activity { ChannelId = ChannelIds.DirectLine, Conversation = new ConversationAccount { Id = conversation.Id } }.Dialogue();

    private async Task ApologiseAsync(Activity activity, ConversationSink sink)
    {
        if (!activity.Is(ActivityTypes.Message))
            return;
        var number = texts.Region(options.RegionOf(activity.Locale, texts)).Emergency;
        await sink.SendAsync(activity.Reply() with { Text = texts["safety-fallback", ("number", number)], TextFormat = "plain" }, CancellationToken.None).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the embedded Direct Line failed ({Fault}); the visitor got the safety text.")]
    private partial void LogFailed(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A dialogue could not be forgotten ({Fault}); the store's own time limit will.")]
    private partial void LogNotForgotten(string fault);
}

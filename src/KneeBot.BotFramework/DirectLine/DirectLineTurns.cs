using KneeBot.BotFramework.Channels;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Hands a conversation's activities to the bot; its replies come into the conversation by themselves.</summary>
internal sealed class DirectLineTurns(KneeBotEngine engine, WebChatRenderer renderer, TimeProvider time)
{
    /// <summary>The visitor arrived.</summary>
    public void Welcome(Conversation conversation)
    {
        var arrival = new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            ServiceUrl = EmbeddedService.Url(conversation.Site),
            ChannelId = ChannelIds.DirectLine,
            From = new ChannelAccount { Id = conversation.UserId, Role = "user" },
            Recipient = IncomingActivity.Bot,
            Conversation = new ConversationAccount { Id = conversation.Id },
            Locale = conversation.Locale,
            MembersAdded = [new ChannelAccount { Id = conversation.UserId, Role = "user" }],
        };
        var sink = new ConversationSink(conversation, time);
        foreach (var reply in renderer.RenderWelcome(engine.Welcome, arrival))
            _ = sink.SendAsync(reply, CancellationToken.None);
    }

    /// <summary>Takes an activity that has its id.</summary>
    public void Hand(Conversation conversation, Activity activity)
    {
        if (activity.Is(ActivityTypes.Message))
            conversation.Enqueue(() => AnswerAsync(conversation, activity));
    }

    private async Task AnswerAsync(Conversation conversation, Activity message)
    {
        var turn = new UserTurn(message.Dialogue(), message.Text ?? "", message.Locale);
        var result = await engine.Pipeline.ReplyAsync(turn, CancellationToken.None).ConfigureAwait(false);
        var sink = new ConversationSink(conversation, time);
        foreach (var reply in renderer.Render(result.Reply, message))
            await sink.SendAsync(reply, CancellationToken.None).ConfigureAwait(false);
        if (conversation.HasEnded)
            await ForgetAsync(conversation).ConfigureAwait(false);
    }

    /// <summary>Forgets the dialogue of a conversation that has ended. A turn that was under way then forgets it once more.</summary>
    public Task ForgetAsync(Conversation conversation) =>
        engine.Dialogues.ForgetAsync($"{ChannelIds.DirectLine}/{conversation.Id}", CancellationToken.None);
}

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Takes a turn's replies into the conversation, where the page's streams and polls find them.</summary>
internal sealed class ConversationSink(Conversation conversation, TimeProvider time) : IActivitySink
{
    public bool ArrivesAtOnce => true;

    public Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
    {
        if (activity.Is(ActivityTypes.Typing))
        {
            conversation.Show(Write(activity, null));
            return Task.FromResult(new Delivery(null));
        }

        string? given = null;
        conversation.Append(id => Write(activity, given = id));
        return Task.FromResult(new Delivery(given));
    }

    /// <summary>The service URL is between the server's parts; a page has no use for it.</summary>
    private byte[] Write(Activity activity, string? id) =>
        ActivityWriter.Write(activity with { Id = id ?? activity.Id, Timestamp = time.GetUtcNow(), ServiceUrl = null });
}

using KneeBot.Texts;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary><c>POST conversations/{id}/activities</c>: what the visitor says and does.</summary>
internal sealed class DirectLinePosts(
    DirectLineEndpoints endpoints,
    DirectLineOptions options,
    ConversationRegistry conversations,
    DirectLineLimits limits,
    DirectLineSafety safety,
    DirectLineTurns turns,
    TextCatalog texts,
    TimeProvider time)
{
    /// <summary>A full conversation still hears red flags, until it holds so many times as much: they must not fill the memory either.</summary>
    private const int RedFlagFactor = 2;

    /// <summary>Serves the request; the replies come by stream or poll.</summary>
    public async Task<IResult> PostAsync(HttpContext context, string id)
    {
        if (endpoints.Find(context, id, out var conversation) is { } refusal)
            return refusal.Send(context);
        if (RequestBody.CheckType(context.Request) is { } type)
            return Unread(new DirectLineRefusal(type.Status, "UnsupportedMediaType", type.Detail));
        ReadOnlyMemory<byte>? body;
        try
        {
            body = await RequestBody.ReadAsync(context.Request, IncomingActivity.MaxBytes, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException fault)
        {
            return Unread(new DirectLineRefusal(fault.StatusCode, "BodyNotRead", "The body came too slowly, or not whole. Send it again."));
        }

        if (body is not { } whole)
            return Unread(new DirectLineRefusal(413, "MessageTooLong", $"Send at most {IncomingActivity.MaxBytes / 1024} KB."));
        if (IncomingActivity.Read(whole.Span, conversation!, time.GetUtcNow(), out var activity) is { } bad)
            return Unread(bad);
        return activity!.Is(ActivityTypes.Message) && !IncomingActivity.IsForgetMessage(activity!)
            ? TakeMessage(context, conversation!, activity!)
            : TakeOther(context, conversation!, activity!);

        IResult Unread(DirectLineRefusal why) => safety.With(why, conversation!.Locale).Send(context); // nobody knows what the visitor wanted to say
    }

    private IResult TakeMessage(HttpContext context, Conversation conversation, Activity message)
    {
        var key = IncomingActivity.Key(message);
        if (conversation.FindTaken(key) is { } known)
            return Taken(known);
        if (Limit(context, conversation) is { } refusal
            && !(!conversation.IsFull(options.MaxMessages, RedFlagFactor) && limits.MayBeRedFlag(context) && safety.IsRedFlag(message)))
            return safety.With(refusal, message.Locale).Send(context);

        conversations.Touch(conversation.Id);
        return Taken(conversation.Take(
            key,
            id => ActivityWriter.Write(message with { Id = id, ServiceUrl = null }),
            id => turns.HandAsync(conversation, message with { Id = id })));
    }

    private DirectLineRefusal? Limit(HttpContext context, Conversation conversation) =>
        conversation.IsFull(options.MaxMessages)
            ? new DirectLineRefusal(409, "ConversationFull", "The conversation is as long as one may be. Begin a new one.")
            : limits.TakeMessage(context, conversation.Id);

    /// <summary>Everything but messages: taken, and never shown back.</summary>
    private IResult TakeOther(HttpContext context, Conversation conversation, Activity activity)
    {
        var id = conversation.Id + "|e" + RandomText.New();
        if (IncomingActivity.IsForget(activity))
            conversations.End(conversation.Id, Farewell(conversation, activity));
        else if (activity.Is(ActivityTypes.Typing) || activity.Is(ActivityTypes.ConversationUpdate))
            return Taken(id); // the server knows who is there; nobody is to see the visitor type
        else if (limits.TakeMessage(context, conversation.Id) is { } refusal)
            return safety.With(refusal, activity.Locale).Send(context);
        else
            conversation.Enqueue(() => turns.HandAsync(conversation, activity with { Id = id }));
        return Taken(id);
    }

    private ReadOnlySpan<byte[]> Farewell(Conversation conversation, Activity activity)
    {
        var end = activity.Reply() with { Type = ActivityTypes.EndOfConversation, ServiceUrl = null, Id = conversation.Id + "|end", Timestamp = time.GetUtcNow(), InputHint = null };
        if (!IncomingActivity.IsForgetMessage(activity))
            return new[] { ActivityWriter.Write(end) };
        var last = Channels.WebChatRenderer.Fixed("forgotten", texts["forgotten"], end) with { Id = conversation.Id + "|forgotten" };
        return new[] { ActivityWriter.Write(last), ActivityWriter.Write(end) };
    }

    private static IResult Taken(string id) => Results.Json(new ResourceResponse(id), DirectLineJson.Default.ResourceResponse);
}

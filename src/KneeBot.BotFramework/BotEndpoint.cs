using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework;

/// <summary>One request of a channel: check the caller, read the activity, answer it, deliver the replies.</summary>
public sealed class BotEndpoint(TurnHandler turns, ConnectorClient connector)
{
    /// <summary>Serves the request.</summary>
    public async Task<IResult> PostAsync(HttpContext context)
    {
        var request = context.Request;
        if ((LoopbackPolicy.CheckCaller(context) ?? RequestBody.CheckType(request)) is { } refusal)
            return Problem(refusal);
        if (await RequestBody.ReadAsync(request, ActivityReader.MaxBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
            return Problem(new Refusal(413, "The activity is too long.", $"Send at most {ActivityReader.MaxBytes / 1024} KB."));
        if ((ActivityReader.Read(body.Span, out var activity) ?? CheckDelivery(activity!)) is { } fault)
            return Problem(fault);

        return activity!.ExpectsReplies()
            ? await AnswerInResponseAsync(activity!, context.RequestAborted).ConfigureAwait(false)
            : await AnswerThroughConnectorAsync(activity!).ConfigureAwait(false);
    }

    private static Refusal? CheckDelivery(Activity activity)
    {
        if (!string.IsNullOrEmpty(activity.ServiceUrl))
            return LoopbackPolicy.CheckService(activity.ServiceUrl);
        return activity.ExpectsReplies() || !TurnHandler.Handles(activity)
            ? null
            : new Refusal(400, "The activity has no serviceUrl.", "Add \"serviceUrl\", where replies are sent, or \"deliveryMode\": \"expectReplies\" to get them in the response.");
    }

    private async Task<IResult> AnswerInResponseAsync(Activity activity, CancellationToken ct)
    {
        var replies = await turns.HandleAsync(activity, ct).ConfigureAwait(false);
        return Results.Bytes(ActivityWriter.Write(new ExpectedReplies(replies)), "application/json; charset=utf-8");
    }

    /// <summary>The channel may hang up as soon as it has sent: the reply goes out all the same.</summary>
    private async Task<IResult> AnswerThroughConnectorAsync(Activity activity)
    {
        foreach (var reply in await turns.HandleAsync(activity, CancellationToken.None).ConfigureAwait(false))
        {
            if (await connector.SendAsync(reply, CancellationToken.None).ConfigureAwait(false) is { } fault)
                return Problem(fault);
        }

        return Results.Ok();
    }

    private static IResult Problem(Refusal refusal) =>
        Results.Problem(refusal.Detail, statusCode: refusal.Status, title: refusal.Title);
}

using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework;

/// <summary>One request of a channel: check the caller, read the activity, answer it, deliver the replies.</summary>
public sealed class BotEndpoint
{
    private readonly ICallerPolicy _callers;
    private readonly TurnQueue _turns;
    private readonly ConnectorClient _connector;
    private readonly BackgroundTurns _background;
    private readonly TimeProvider _time;

    internal BotEndpoint(ICallerPolicy callers, TurnQueue turns, ConnectorClient connector, BackgroundTurns background, TimeProvider time)
    {
        _callers = callers;
        _turns = turns;
        _connector = connector;
        _background = background;
        _time = time;
    }

    /// <summary>Serves the request.</summary>
    public async Task<IResult> PostAsync(HttpContext context)
    {
        var request = context.Request;
        var (caller, refusal) = await _callers.CheckAsync(context).ConfigureAwait(false);
        if ((refusal ?? RequestBody.CheckType(request)) is { } unread)
            return Problem(context, unread);
        if (await RequestBody.ReadAsync(request, ActivityReader.MaxBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
            return Problem(context, new Refusal(413, "The activity is too long.", $"Send at most {ActivityReader.MaxBytes / 1024} KB."));
        if ((ActivityReader.Read(body.Span, out var activity) ?? _callers.Check(caller!, activity!)) is { } fault)
            return Problem(context, fault);

        return activity!.ExpectsReplies() && !activity!.Is(ActivityTypes.Invoke)
            ? await AnswerInResponseAsync(context, activity!).ConfigureAwait(false)
            : await AnswerThroughConnectorAsync(context, activity!).ConfigureAwait(false);
    }

    /// <summary>Once begun, a turn is finished, so that no red flag is lost with a sender that hangs up.</summary>
    private async Task<IResult> AnswerInResponseAsync(HttpContext context, Activity activity)
    {
        var sink = new ResponseSink(context.RequestAborted);
        var outcome = await _turns.RunAsync(activity, sink, CancellationToken.None).ConfigureAwait(false);
        return outcome.Fault is { } fault
            ? Problem(context, fault)
            : Results.Bytes(ActivityWriter.Write(new ExpectedReplies(sink.Replies)), "application/json; charset=utf-8");
    }

    /// <summary>The channel may hang up as soon as it has sent, and does after 15 s: the reply goes out all the same.</summary>
    private async Task<IResult> AnswerThroughConnectorAsync(HttpContext context, Activity activity)
    {
        var turn = _turns.RunAsync(activity, new ConnectorSink(_connector, _time), CancellationToken.None);
        try
        {
            var outcome = await turn.WaitAsync(BotSettings.Patience, _time).ConfigureAwait(false);
            if (outcome.Fault is { } fault)
                return Problem(context, fault);
            return outcome.Body is { } body ? Results.Text(body.GetRawText(), "application/json", statusCode: outcome.Status) : Results.StatusCode(outcome.Status);
        }
        catch (TimeoutException) when (!turn.IsCompleted)
        {
            _background.Leave(turn);
            return Results.Ok();
        }
    }

    private static IResult Problem(HttpContext context, Refusal refusal)
    {
        if (refusal.Status == 401)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        if (refusal.Status == 503)
            context.Response.Headers.RetryAfter = "5";
        return Results.Problem(refusal.Detail, statusCode: refusal.Status, title: refusal.Title);
    }
}

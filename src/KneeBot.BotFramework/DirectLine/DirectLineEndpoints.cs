using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>The routes of the embedded Direct Line that begin, keep and end a conversation.</summary>
internal sealed class DirectLineEndpoints(
    DirectLineOptions options,
    Origins origins,
    DirectLineCallers callers,
    TokenSigner tokens,
    StreamTickets tickets,
    ConversationRegistry conversations,
    DirectLineLimits limits,
    DirectLineSafety safety,
    DirectLineTurns turns,
    KneeBotEngine engine)
{
    /// <summary><c>POST tokens/generate</c>: nothing is kept until the conversation is started.</summary>
    public IResult GenerateToken(HttpContext context)
    {
        if (callers.CheckNew(context.Request, out var origin) is { } refusal)
            return refusal.Send(context);
        if (limits.TakeToken(context) is { } tooMany)
            return safety.With(tooMany, locale: null).Send(context);
        var (conversation, user) = (RandomText.New(), "dl_" + RandomText.New());
        return Json(new TokenResponse(conversation, tokens.Issue(conversation, user, origin), Seconds)
        {
            UserId = user,
            Domain = EmbeddedService.Url(origins.Site(context.Request)),
            KneeBot = ServiceFacts.Of(engine, "embedded", options.IdleMinutes),
        });
    }

    /// <summary><c>POST tokens/refresh</c>: the same conversation, a new life.</summary>
    public IResult RefreshToken(HttpContext context)
    {
        if (callers.Check(context.Request, null, out var caller) is { } refusal)
            return refusal.Send(context);
        if (caller!.Token is not { } token)
            return DirectLineRefusal.Bad("A secret does not expire. Send the token to be refreshed.").Send(context);
        return conversations.HasEnded(token.Conv)
            ? DirectLineRefusal.TokenExpired.Send(context)
            : Json(new TokenResponse(token.Conv, tokens.Issue(token.Conv, token.User, token.Origin), Seconds));
    }

    /// <summary><c>POST conversations</c>: the token's conversation, made when it is not there yet; a secret gets a new one.</summary>
    public async Task<IResult> StartAsync(HttpContext context)
    {
        if (callers.Check(context.Request, null, out var caller) is { } refusal)
            return refusal.Send(context);
        var token = caller!.Token ?? new TokenClaims(RandomText.New(), "dl_" + RandomText.New(), caller.Origin, 0);
        if (conversations.Find(token.Conv) is null && limits.TakeStart(context) is { } tooMany)
            return safety.With(tooMany, locale: null).Send(context);
        var locale = await ReadLocaleAsync(context).ConfigureAwait(false);
        var site = origins.Site(context.Request);
        if (conversations.Start(token.Conv, () => new Conversation(token.Conv, token.User, token.Origin, site) { Locale = locale }) is not var (conversation, isNew))
            return DirectLineRefusal.TokenExpired.Send(context);
        if (isNew)
            await turns.WelcomeAsync(conversation).ConfigureAwait(false);
        return Describe(context, conversation, "", isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary><c>GET conversations/{id}</c>: a new stream, from a watermark.</summary>
    public IResult Reconnect(HttpContext context, string id) =>
        Find(context, id, out var conversation) is { } refusal ? refusal.Send(context)
        : ReadWatermark(context, out var watermark) is { } bad ? bad.Send(context)
        : Describe(context, conversation!, watermark.ToString(CultureInfo.InvariantCulture), StatusCodes.Status200OK);

    /// <summary><c>GET conversations/{id}/activities</c>: what came after a watermark; once after the end, the bot's last words.</summary>
    public IResult Poll(HttpContext context, string id)
    {
        var refusal = Find(context, id, out var conversation);
        if (conversation is null && callers.Check(context.Request, id, out _) is null && conversations.TakeLast(id) is { } last)
            return Frame(last, null);
        if ((refusal ?? ReadWatermark(context, out var watermark)) is { } why)
            return why.Send(context);
        ReadWatermark(context, out watermark);
        var (activities, next) = conversation!.After(watermark);
        return Frame(activities, next);
    }

    private static IResult Frame(IReadOnlyList<byte[]> activities, int? watermark) =>
        Results.Bytes(StreamFrame.Write(activities, watermark), "application/json; charset=utf-8");

    /// <summary><c>DELETE conversations/{id}</c>: the visitor is forgotten at once.</summary>
    public IResult Forget(HttpContext context, string id)
    {
        if (Find(context, id, out _) is { } refusal)
            return refusal.Send(context);
        conversations.End(id);
        return Results.NoContent();
    }

    /// <summary><c>POST conversations/{id}/upload</c>.</summary>
    public IResult Upload(HttpContext context, string id) =>
        (Find(context, id, out _) ?? DirectLineRefusal.FilesNotAccepted).Send(context);

    /// <summary><c>GET session/getsessionid</c>: the conversation is all the session there is.</summary>
    public IResult SessionId(HttpContext context) =>
        callers.Check(context.Request, null, out var caller) is { } refusal
            ? refusal.Send(context)
            : Results.Json(new SessionResponse(caller!.Token?.Conv ?? ""), DirectLineJson.Default.SessionResponse);

    /// <summary>The conversation in the address, if the caller may use it. One that is not there says so whatever the token: after a restart no token is known.</summary>
    public DirectLineRefusal? Find(HttpContext context, string id, out Conversation? conversation)
    {
        conversation = conversations.Find(id);
        if (conversation is null)
            return context.Request.Headers.Authorization.Count == 0 ? DirectLineRefusal.NoToken : DirectLineRefusal.ConversationNotFound;
        return callers.Check(context.Request, id, out _);
    }

    private int Seconds => (int)tokens.Lifetime.TotalSeconds;

    private IResult Describe(HttpContext context, Conversation conversation, string watermark, int status)
    {
        var site = origins.Site(context.Request);
        var origin = Origins.Of(context.Request) ?? conversation.Origin;
        var stream = $"ws{site["http".Length..]}{EmbeddedService.Path}/conversations/{conversation.Id}/stream?watermark={watermark}&t={tickets.Issue(conversation.Id, origin)}";
        return Results.Json(
            new ConversationResponse(conversation.Id, tokens.Issue(conversation.Id, conversation.UserId, conversation.Origin), Seconds, stream, conversation.Id),
            DirectLineJson.Default.ConversationResponse,
            statusCode: status);
    }

    /// <summary>An empty watermark is the beginning.</summary>
    public static DirectLineRefusal? ReadWatermark(HttpContext context, out int watermark)
    {
        var text = context.Request.Query["watermark"].ToString();
        watermark = 0;
        return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark) && watermark >= 0)
            ? null
            : DirectLineRefusal.Bad("The watermark is not one that the service gave. Send the last one received, or none.");
    }

    /// <summary>Clients send more than the locale, or nothing, or what is no JSON; none of it matters.</summary>
    private static async Task<string?> ReadLocaleAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request, IncomingActivity.MaxBytes, context.RequestAborted).ConfigureAwait(false) is not { Length: > 0 } body || !Utf8.IsValid(body.Span))
            return null;
        try
        {
            using var json = LoneSurrogates.Parse(body.Span);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("locale", out var locale)
                && locale.ValueKind == JsonValueKind.String && locale.GetString() is { Length: > 0 and <= 35 } tag ? tag : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Json(TokenResponse response) => Results.Json(response, DirectLineJson.Default.TokenResponse);
}

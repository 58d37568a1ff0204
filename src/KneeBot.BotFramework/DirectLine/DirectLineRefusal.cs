using System.Globalization;
using KneeBot.BotFramework.Channels;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Why a request is not served, the way Direct Line's clients read it.</summary>
/// <param name="Status">HTTP status; clients act on it.</param>
/// <param name="Code">For programs.</param>
/// <param name="Message">What to do about it.</param>
internal sealed record DirectLineRefusal(int Status, string Code, string Message)
{
    public static readonly DirectLineRefusal NoToken = new(
        401, "Unauthorized", "Send Authorization: Bearer with a token from POST /v3/directline/tokens/generate.");

    public static readonly DirectLineRefusal NoSecret = new(
        401, "Unauthorized", "A request without an Origin is not from a page: send Authorization: Bearer with the secret (Channels:DirectLine:Secret; in Development it is printed at start).");

    public static readonly DirectLineRefusal BadToken = new(
        403, "BadToken", "This host did not make the token, or made it before it was started again, or for another conversation. Get a new one from POST /v3/directline/tokens/generate.");

    public static readonly DirectLineRefusal TokenExpired = new(
        403, "TokenExpired", "The token has expired, or its conversation has ended. Get a new one from POST /v3/directline/tokens/generate.");

    public static readonly DirectLineRefusal OriginNotAllowed = new(
        403, "OriginNotAllowed", "Pages of this origin may not talk to KneeBot. Its owner can add the origin to Channels:DirectLine:AllowedOrigins.");

    public static readonly DirectLineRefusal OriginMismatch = new(
        403, "OriginMismatch", "The token was made for a page of another origin. Get one for this page.");

    public static readonly DirectLineRefusal ConversationNotFound = new(
        404, "ConversationNotFound", "There is no such conversation: it has ended, was idle too long, or the host was started again. Begin a new one.");

    public static readonly DirectLineRefusal FilesNotAccepted = new(
        400, "FilesNotAccepted", "KneeBot takes no files. Describe in words what they show.");

    /// <summary>Seconds after which the same request may be sent again; null: no matter when.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What a visitor in danger must read instead of a reply.</summary>
    public string? Safety { get; init; }

    /// <summary>Numbers to call, with <see cref="Safety"/>.</summary>
    public IReadOnlyList<PhoneCall>? Calls { get; init; }

    /// <summary>Too much at once.</summary>
    public static DirectLineRefusal TooMany(TimeSpan wait, string what) => new(
        429, "TooManyRequests", $"Too many {what} in a minute. Wait, then send it again.")
    {
        RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
    };

    public static DirectLineRefusal Bad(string message) => new(400, "BadArgument", message);

    /// <summary>The response.</summary>
    public IResult Send(HttpContext context)
    {
        if (RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Json(new ErrorResponse(new DirectLineError(Code, Message) { Safety = Safety, Calls = Calls }), DirectLineJson.Default.ErrorResponse, statusCode: Status);
    }
}

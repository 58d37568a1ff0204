using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Somebody who may call.</summary>
/// <param name="Origin">The page's origin; null for a program with the secret.</param>
/// <param name="Token">What their token says; null for a program with the secret.</param>
internal sealed record Caller(string? Origin, TokenClaims? Token);

/// <summary>Who is calling: a page of an allowed origin, the holder of a token, or the holder of the secret.</summary>
internal sealed class DirectLineCallers(Origins origins, TokenSigner tokens, string? secret)
{
    private readonly byte[]? _secret = secret is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Who asks for a token: a page by its origin, anybody else by the secret.</summary>
    public DirectLineRefusal? CheckNew(HttpRequest request, out string? origin)
    {
        origin = Origins.Of(request);
        if (origin is not null)
            return origins.Allows(origin, request) ? null : DirectLineRefusal.OriginNotAllowed;
        return IsSecret(Bearer(request)) ? null : DirectLineRefusal.NoSecret;
    }

    /// <summary>Who calls with a token or the secret.</summary>
    /// <param name="request">The call.</param>
    /// <param name="conversation">The conversation it is about; null: the token's own.</param>
    /// <param name="caller">Who it is; null when refused.</param>
    public DirectLineRefusal? Check(HttpRequest request, string? conversation, out Caller? caller)
    {
        caller = null;
        if (Bearer(request) is not { } bearer)
            return DirectLineRefusal.NoToken;
        var origin = Origins.Of(request);
        if (origin is not null && !origins.Allows(origin, request))
            return DirectLineRefusal.OriginNotAllowed;
        if (IsSecret(bearer))
        {
            caller = new Caller(origin, null);
            return null;
        }

        if (tokens.Read(bearer) is not { } claims || (conversation is not null && claims.Conv != conversation))
            return DirectLineRefusal.BadToken;
        if (claims.IsExpired)
            return DirectLineRefusal.TokenExpired;
        if (!MayUse(claims.Origin, origin, request.Method))
            return DirectLineRefusal.OriginMismatch;
        caller = new Caller(origin, claims);
        return null;
    }

    /// <summary>Whether a stream may be opened with a ticket made for an origin: browsers always send theirs.</summary>
    public bool MayStream(string? ticketOrigin, HttpRequest request) =>
        Origins.Of(request) is { } origin ? origins.Allows(origin, request) && (ticketOrigin ?? origin) == origin : ticketOrigin is null;

    /// <summary>Browsers leave the origin out of reads from the page's own host, and of nothing else.</summary>
    private static bool MayUse(string? bound, string? origin, string method) =>
        bound is null || bound == origin || (origin is null && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)));

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header.Length > 7 ? header[7..].Trim() : null;
    }

    private bool IsSecret(string? bearer) =>
        _secret is not null && bearer is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)), _secret);
}

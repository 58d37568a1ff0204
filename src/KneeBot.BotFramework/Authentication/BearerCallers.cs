using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework;

/// <summary>With a registration: whoever has a token of the Bot Framework for this bot, for the channel and the service URL it is for.</summary>
internal sealed class BearerCallers(TokenCheck tokens, ServiceUrlPolicy services) : ICallerPolicy
{
    /// <summary>Longest token looked at, in characters; the Bot Framework's have about 1,000.</summary>
    public const int MaxToken = 8_192;

    private const string Scheme = "Bearer";

    public async ValueTask<CallerCheck> CheckAsync(HttpContext context)
    {
        var values = context.Request.Headers.Authorization;
        if (values.Count != 1 || values[0] is not { } value)
            return CallerCheck.Refused(Unauthorized(values.Count == 0 ? "The request carries no token." : "The request carries more than one token."));
        return Token(value) is { } token
            ? await tokens.CheckAsync(token, context.RequestAborted).ConfigureAwait(false)
            : CallerCheck.Refused(Unauthorized("The Authorization header holds no bearer token."));
    }

    public Refusal? Check(Caller caller, Activity activity)
    {
        if (string.IsNullOrWhiteSpace(activity.ChannelId))
            return Forbidden("The activity has no channelId.", "Name the channel that sends it: its key must be endorsed for it.");
        if (string.IsNullOrWhiteSpace(activity.ServiceUrl))
            return Forbidden("The activity has no serviceUrl.", "Name the service the token is for.");
        if (caller.Kind == CallerKind.Channel)
        {
            if (!string.Equals(caller.ServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
                return Forbidden("The token is for another serviceUrl.", "Send the serviceUrl that the token's serviceurl claim names.");
            if (!caller.Endorsements.Contains(activity.ChannelId))
                return Forbidden("The token's key does not speak for this channel.", "Use the Bot Framework's connector for the channel.");
        }

        return services.Check(activity.ServiceUrl, caller.Kind);
    }

    /// <summary>What follows the scheme; null when there is nothing, or anything else than one word.</summary>
    private static string? Token(string header)
    {
        if (header.Length > MaxToken || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length <= Scheme.Length + 1 || header[Scheme.Length] != ' ')
            return null;
        var token = header[(Scheme.Length + 1)..].Trim(' ');
        return token.Length > 0 && !token.AsSpan().ContainsAny(" \t,") ? token : null;
    }

    internal static Refusal Unauthorized(string title) => new(401, title, "Send Authorization: Bearer with a token of the Bot Framework for this bot.");

    private static Refusal Forbidden(string title, string detail) => new(403, title, detail);
}

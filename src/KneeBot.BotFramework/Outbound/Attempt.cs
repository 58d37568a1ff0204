using System.Net;

namespace KneeBot.BotFramework;

/// <summary>What one attempt to send came to.</summary>
/// <param name="Id">The id the connector gave; null when it gave none or the attempt failed.</param>
/// <param name="Fault">Null, or why it did not arrive, to be read after "the connector".</param>
/// <param name="MayRetry">Whether sending again can help.</param>
/// <param name="RetryAfter">How long the connector asked to wait; null: it did not say.</param>
/// <param name="TokenRefused">Whether a fresh token may help, once.</param>
internal readonly record struct Attempt(string? Id, string? Fault, bool MayRetry = false, TimeSpan? RetryAfter = null, bool TokenRefused = false)
{
    private const int Most = 6;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>The wait before the next attempt; null: give up.</summary>
    /// <remarks>At least half of a doubling span, the rest by chance, so that many bots do not come back at the same moment.</remarks>
    public TimeSpan? Wait(int number)
    {
        if (TokenRefused)
            return number == 0 ? TimeSpan.Zero : null;
        if (!MayRetry || number >= Most)
            return null;
        var span = First * Math.Pow(2, number);
#pragma warning disable CA5394 // Chance spreads the load here and guards nothing.
        var jitter = span * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
        return RetryAfter is { } asked && asked > TimeSpan.Zero ? asked + (jitter / 4) : jitter;
    }

    public static Attempt Refused(HttpResponseMessage response, bool hadToken, DateTimeOffset now) => new(
        null,
        $"answered with status {(int)response.StatusCode}",
        MayRetry: response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        RetryAfter: response.Headers.RetryAfter is { } header ? header.Delta ?? (header.Date - now) : null,
        TokenRefused: hadToken && response.StatusCode == HttpStatusCode.Unauthorized);

    /// <remarks>A connection that broke may have carried the reply already. A warning shown twice does less harm than one not shown.</remarks>
    public static Attempt Broken(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.ConnectionError => new(null, "could not be reached", MayRetry: true),
        HttpRequestError.NameResolutionError => new(null, "could not be reached"),
        HttpRequestError.SecureConnectionError => new(null, "could not be reached securely; its certificate is not trusted here"),
        _ => new(null, "broke off without an answer", MayRetry: true),
    };
}

namespace KneeBot.BotFramework;

/// <summary>Whether an address is a messaging endpoint that asks its callers for a token.</summary>
/// <param name="http">Makes the call.</param>
/// <param name="isRegistered">Whether the settings here have a registration.</param>
internal sealed class EndpointCheck(HttpClient http, bool isRegistered)
{
    public const string Point = "endpoint";

    public async Task<Finding> LookAsync(Uri endpoint, CancellationToken ct)
    {
        if (endpoint.Scheme != "https" && !LoopbackPolicy.IsLoopback(endpoint.DnsSafeHost))
            return Finding.Wrong(Point, $"{endpoint} is not https: Azure Bot Service does not call it.");
        try
        {
            using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            using var response = await http.PostAsync(endpoint, content, ct).ConfigureAwait(false);
            return Judge(endpoint, response);
        }
        catch (HttpRequestException e)
        {
            return Finding.Wrong(Point, e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"{endpoint.Host} has no address in DNS.",
                HttpRequestError.SecureConnectionError => $"{endpoint.Host} has a certificate that is not trusted. Azure needs one of a public authority.",
                HttpRequestError.ConnectionError => $"{endpoint.Authority} takes no connections. Is the host running, and the port open?",
                _ => $"{endpoint.Authority} broke off without an answer.",
            });
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Finding.Wrong(Point, $"{endpoint.Authority} did not answer within {http.Timeout.TotalSeconds:0} s.");
        }
    }

    private Finding Judge(Uri endpoint, HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 when response.Headers.WwwAuthenticate.Any(scheme => scheme.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) =>
            Finding.Fine(Point, $"{endpoint} answers and asks for a token."),
        401 => Finding.Wrong(Point, $"{endpoint} asks for a login of its own, not for a token: take it out of the proxy's or the platform's authentication."),
        403 => Finding.Wrong(Point, $"{endpoint} refuses callers from elsewhere: that host has no registration, or something in front of it blocks the call."),
        404 => Finding.Wrong(Point, $"{endpoint} is not there: the path is /api/messages, and that host must have the registration."),
        405 => Finding.Wrong(Point, $"{endpoint} takes no POST: the path is /api/messages."),
        503 => Finding.Wrong(Point, $"{endpoint} cannot check tokens at the moment: the host cannot fetch the Bot Framework's keys."),
        >= 300 and < 400 => Finding.Wrong(Point, $"{endpoint} redirects to {response.Headers.Location}: register that address, since Azure does not follow."),
        >= 200 and < 300 or 400 when !isRegistered && LoopbackPolicy.IsLoopback(endpoint.DnsSafeHost) =>
            Finding.Warn(Point, $"{endpoint} answers callers without a token (status {(int)response.StatusCode}). KneeBot does so in Development without a registration, to programs on its own machine alone; anything else is open to everybody."),
        >= 200 and < 300 or 400 => Finding.Wrong(Point, $"{endpoint} answers callers without a token (status {(int)response.StatusCode}): it is not KneeBot, or it is open to everybody."),
        var status => Finding.Wrong(Point, $"{endpoint} answers with status {status}."),
    };
}

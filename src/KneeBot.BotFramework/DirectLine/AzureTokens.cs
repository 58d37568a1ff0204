using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>
/// Mode Azure: <c>POST tokens/generate</c> exchanges the secret for a token at Azure's Direct Line, for the page's origin and for a user id made here.
/// From then on the page talks to Azure.
/// </summary>
internal sealed partial class AzureTokens(HttpClient http, DirectLineOptions options, DirectLineCallers callers, DirectLineLimits limits, DirectLineSafety safety, KneeBotEngine engine, ILogger<AzureTokens> log)
{
    /// <summary>Longest wait for Azure.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly DirectLineRefusal Failed = new(502, "TokenNotGiven", "Azure's Direct Line gave no token. Try again; if it stays, the log of KneeBot's host says why.");

    private sealed record Answer(string? ConversationId, string? Token, int Expires_in);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Serves the request.</summary>
    public async Task<IResult> GenerateAsync(HttpContext context)
    {
        if (callers.CheckNew(context.Request, out var origin) is { } refusal)
            return refusal.Send(context);
        if (limits.TakeToken(context) is { } tooMany)
            return safety.With(tooMany, locale: null).Send(context);
        var user = "dl_" + RandomText.New();
        var (answer, fault) = await AskAsync(new AzureTokenRequest(new AzureUser(user), origin is null ? null : [origin]), context.RequestAborted).ConfigureAwait(false);
        if (fault is not null)
        {
            LogFailed(options.AzureEndpoint.Authority, fault);
            return Failed.Send(context);
        }

        var given = new TokenResponse(answer!.ConversationId!, answer.Token!, answer.Expires_in)
        {
            UserId = user,
            Domain = Address.AbsoluteUri,
            KneeBot = ServiceFacts.Of(engine, "azure", keptMinutes: null),
        };
        return Results.Json(given, DirectLineJson.Default.TokenResponse);
    }

    private Uri Address => new(options.AzureEndpoint, "/v3/directline");

    private async Task<(Answer? Answer, string? Fault)> AskAsync(AzureTokenRequest body, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address.AbsoluteUri + "/tokens/generate")
            {
                Content = JsonContent.Create(body, DirectLineJson.Default.AzureTokenRequest),
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", options.Secret) },
            };
            using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return (null, $"refused the secret (status {(int)response.StatusCode}): check Channels:DirectLine:Secret");
            if (!response.IsSuccessStatusCode)
                return (null, $"answered with status {(int)response.StatusCode}");
            var answer = await response.Content.ReadFromJsonAsync<Answer>(Json, ct).ConfigureAwait(false);
            return answer is { ConversationId.Length: > 0, Token.Length: > 0 } ? (answer, null) : (null, "answered without a token");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException)
        {
            return (null, e is HttpRequestException ? "could not be reached" : "did not answer in JSON");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, $"did not answer within {http.Timeout.TotalSeconds:0.#} s");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No Direct Line token could be had: {Host} {Fault}.")]
    private partial void LogFailed(string host, string fault);
}

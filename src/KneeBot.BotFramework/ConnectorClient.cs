using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>Sends replies to the channel's connector over its REST API.</summary>
public sealed partial class ConnectorClient(HttpClient http, ILogger<ConnectorClient> log)
{
    /// <summary>Longest wait for a connector.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Sends one reply.</summary>
    /// <param name="reply">The reply; its service URL and conversation say where to.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Null, or why it did not arrive.</returns>
    public async Task<Refusal?> SendAsync(Activity reply, CancellationToken ct)
    {
        var address = ConnectorAddress.Of(reply);
        var fault = await PostAsync(address, reply, ct).ConfigureAwait(false);
        if (fault is null)
            return null;
        var host = address.GetLeftPart(UriPartial.Authority);
        LogUndelivered(host, fault);
        return new Refusal(502, "The reply could not be delivered.", $"The connector at {host} {fault}. Check serviceUrl, or set \"deliveryMode\": \"expectReplies\" to get replies in the response.");
    }

    private async Task<string?> PostAsync(Uri address, Activity reply, CancellationToken ct)
    {
        try
        {
            using var content = new ByteArrayContent(ActivityWriter.Write(reply));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : $"answered with status {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError switch
            {
                HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => "could not be reached",
                HttpRequestError.SecureConnectionError => "could not be reached securely; its certificate is not trusted here",
                _ => "broke off without an answer",
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"did not answer within {http.Timeout.TotalSeconds:0.#} s";
        }
    }

    /// <summary>No ids and no text: both may hold what the user wrote.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "A reply could not be delivered: the connector at {Host} {Fault}.")]
    private partial void LogUndelivered(string host, string fault);
}

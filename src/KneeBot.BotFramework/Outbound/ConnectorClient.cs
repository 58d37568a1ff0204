using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace KneeBot.BotFramework;

/// <summary>Sends activities to the channel's connector over its REST API, again where the connector asks for it.</summary>
public sealed partial class ConnectorClient
{
    /// <summary>Longest wait for one answer of a connector.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Longest time spent on one activity, all attempts and the waits between them.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    /// <summary>Longest answer of a connector that is looked into for the activity's id, in bytes.</summary>
    private const int MaxAnswer = 16 * 1024;

    private readonly HttpClient _http;
    private readonly ITokenSource _tokens;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectorClient> _log;

    /// <summary>Makes a client.</summary>
    /// <param name="http">Makes the connections; must not follow redirects.</param>
    /// <param name="tokens">The bot's tokens.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="log">Gets a line for each activity that did not arrive, without ids and text.</param>
    public ConnectorClient(HttpClient http, ITokenSource tokens, TimeProvider time, ILogger<ConnectorClient> log)
    {
        _http = http;
        _tokens = tokens;
        _time = time;
        _log = log;
    }

    /// <summary>Sends one activity; its service URL and conversation say where to.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="budget">Time left for it; null: <see cref="Budget"/>.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<Delivery> SendAsync(Activity activity, TimeSpan? budget, CancellationToken ct) =>
        RunAsync(HttpMethod.Post, ConnectorAddress.Of(activity), activity, budget ?? Budget, ct);

    /// <summary>Sends one activity that is worth one attempt only.</summary>
    public Task<Delivery> SendOnceAsync(Activity activity, TimeSpan budget, CancellationToken ct) =>
        RunAsync(HttpMethod.Post, ConnectorAddress.Of(activity), activity, budget, ct, mayRepeat: false);

    /// <summary>Replaces the activity of the same id.</summary>
    public Task<Delivery> UpdateAsync(Activity activity, CancellationToken ct) =>
        RunAsync(HttpMethod.Put, ConnectorAddress.Of(activity, activity.Id), activity, Budget, ct);

    /// <summary>Takes the activity of this id back.</summary>
    public Task<Delivery> DeleteAsync(Activity activity, CancellationToken ct) =>
        RunAsync(HttpMethod.Delete, ConnectorAddress.Of(activity, activity.Id), activity, Budget, ct);

    private async Task<Delivery> RunAsync(HttpMethod method, Uri address, Activity activity, TimeSpan budget, CancellationToken ct, bool mayRepeat = true)
    {
        var started = _time.GetTimestamp();
        var body = method == HttpMethod.Delete ? null : ActivityWriter.Write(activity);
        using var end = new CancellationTokenSource(budget, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, end.Token);
        for (var number = 0; ; number++)
        {
            var attempt = await TryAsync(method, address, activity, body, limit.Token).ConfigureAwait(false);
            if (attempt.Fault is null)
                return new Delivery(attempt.Id);
            ct.ThrowIfCancellationRequested();
            var wait = mayRepeat ? attempt.Wait(number) : null;
            if (wait is null || _time.GetElapsedTime(started) + wait >= budget)
                return Undelivered(address, attempt.Fault);
            await Task.Delay(wait.Value, _time, ct).ConfigureAwait(false);
        }
    }

    private async Task<Attempt> TryAsync(HttpMethod method, Uri address, Activity activity, byte[]? body, CancellationToken limit)
    {
        var isCalled = false;
        var began = _time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(method, address) { Content = Content(body) };
            request.Headers.TryAddWithoutValidation("x-ms-conversation-id", ConnectorAddress.HeaderSafe(activity.Conversation!.Id!));
            var token = await _tokens.GetAsync(limit).ConfigureAwait(false);
            isCalled = true;
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return new Attempt(await IdAsync(response, limit).ConfigureAwait(false), null);
            if ((int)response.StatusCode == 401 && token is not null)
                _tokens.Discard(token);
            return Attempt.Refused(response, hadToken: token is not null, _time.GetUtcNow());
        }
        catch (HttpRequestException e)
        {
            return Attempt.Broken(e);
        }
        catch (TokenException e)
        {
            return new Attempt(null, $"was not called, since the bot got no token: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            var waited = Math.Min(_time.GetElapsedTime(began).TotalSeconds, _http.Timeout.TotalSeconds);
            return new Attempt(null, isCalled ? $"did not answer within {waited:0.#} s" : $"was not called, since the bot got no token within {waited:0.#} s");
        }
    }

    private static ByteArrayContent? Content(byte[]? body) => body is null
        ? null
        : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    /// <summary>The id the connector gave the activity. An answer that cannot be read takes nothing away from the delivery.</summary>
    private static async Task<string?> IdAsync(HttpResponseMessage response, CancellationToken limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxAnswer);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(limit).ConfigureAwait(false);
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MaxAnswer), MaxAnswer, throwOnEndOfStream: false, limit).ConfigureAwait(false);
            using var answer = JsonDocument.Parse(buffer.AsMemory(0, length));
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Delivery Undelivered(Uri address, string fault)
    {
        var host = address.GetLeftPart(UriPartial.Authority);
        LogUndelivered(host, fault);
        return new Delivery(null, new Refusal(502, "The reply could not be delivered.", $"The connector at {host} {fault}. Check serviceUrl, or set \"deliveryMode\": \"expectReplies\" to get replies in the response."));
    }

    /// <summary>No ids and no text: both may hold what the user wrote.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "A reply could not be delivered: the connector at {Host} {Fault}.")]
    private partial void LogUndelivered(string host, string fault);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KneeBot.BotFramework;

/// <summary>Takes a request's body, no more of it than allowed.</summary>
internal static class RequestBody
{
    /// <summary>Null, or why the body is not read.</summary>
    public static Refusal? CheckType(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
            return Unsupported("The body is compressed.", "Send it without Content-Encoding.");
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                ? null
                : Unsupported("The body is not declared as JSON.", "Send Content-Type: application/json, in UTF-8.");
    }

    /// <summary>The body; null when it is longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
            return null;
        var buffer = new byte[(int)(request.ContentLength ?? 4_096) + 1];
        var length = 0;
        while (await request.Body.ReadAsync(buffer.AsMemory(length), ct).ConfigureAwait(false) is var read and > 0)
        {
            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(2 * length, limit + 1));
        }

        return buffer.AsMemory(0, length);
    }

    private static Refusal Unsupported(string title, string detail) => new(415, title, detail);
}

using System.Collections.Frozen;
using System.Text.Json;

namespace KneeBot.BotFramework;

/// <summary>Reads an issuer's OpenID document and the key set it names.</summary>
internal sealed class MetadataClient(HttpClient http)
{
    /// <summary>Longest document read, in bytes; Microsoft's are under 100 KB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Longest wait for both documents.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="HttpRequestException">The issuer cannot be reached or refuses.</exception>
    /// <exception cref="JsonException">What it sends are not keys.</exception>
    public async Task<FrozenDictionary<string, PublishedKey>> FetchAsync(Uri metadata)
    {
        using var limit = new CancellationTokenSource(Timeout);
        var document = await http.GetByteArrayAsync(metadata, limit.Token).ConfigureAwait(false);
        var keys = PublishedKeys.Parse(await http.GetByteArrayAsync(KeySet(metadata, document), limit.Token).ConfigureAwait(false));
        return keys.Count > 0 ? keys : throw new JsonException("The key set holds no key for signatures.");
    }

    private static Uri KeySet(Uri metadata, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("jwks_uri", out var text) || text.ValueKind != JsonValueKind.String
            || !Uri.TryCreate(text.GetString(), UriKind.Absolute, out var url))
            throw new JsonException("The OpenID document names no key set.");
        // Keys that came over a connection anybody can change prove nothing; on this machine nobody can.
        return url.Scheme == "https" || (url.Scheme == "http" && LoopbackPolicy.IsLoopback(url.DnsSafeHost) && LoopbackPolicy.IsLoopback(metadata.DnsSafeHost))
            ? url
            : throw new JsonException("The OpenID document names a key set that is not on https.");
    }
}

using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace KneeBot.BotFramework;

/// <summary>A key that a token may be signed with.</summary>
/// <param name="Key">The public key.</param>
/// <param name="Endorsements">Channels it may speak for; empty: none.</param>
internal sealed record PublishedKey(RsaSecurityKey Key, FrozenSet<string> Endorsements);

/// <summary>The keys of a JWKS document, by id.</summary>
internal static class PublishedKeys
{
    private const int MinBits = 2048;

    /// <exception cref="JsonException">The document is not a key set.</exception>
    public static FrozenDictionary<string, PublishedKey> Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
            throw new JsonException("There is no list of keys.");
        var found = new Dictionary<string, PublishedKey>(StringComparer.Ordinal);
        foreach (var key in keys.EnumerateArray())
        {
            if (Text(key, "kty") == "RSA" && Text(key, "use") is null or "sig" && Text(key, "kid") is { Length: > 0 } id && Rsa(key) is { } rsa)
                found[id] = new PublishedKey(new RsaSecurityKey(rsa) { KeyId = id }, Endorsements(key));
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The key's numbers; null when they cannot be read or are too short to trust.</summary>
    private static RSAParameters? Rsa(JsonElement key)
    {
        try
        {
            return Text(key, "n") is { } modulus && Text(key, "e") is { } exponent && Base64UrlEncoder.DecodeBytes(modulus) is { Length: >= MinBits / 8 } number
                ? new RSAParameters { Modulus = number, Exponent = Base64UrlEncoder.DecodeBytes(exponent) }
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static FrozenSet<string> Endorsements(JsonElement key) =>
        key.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToFrozenSet(StringComparer.Ordinal)
            : [];

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>What a token says. Clients read <c>user</c>; the rest is for the server.</summary>
/// <param name="Conv">The one conversation it is for.</param>
/// <param name="User">The visitor's id.</param>
/// <param name="Origin">The page's origin; null for a caller that is no page.</param>
/// <param name="Exp">End of its life, in seconds since 1970.</param>
internal sealed record TokenClaims(string Conv, string User, string? Origin, long Exp)
{
    /// <summary>Set by a <see cref="TokenSigner"/> for tokens whose life is over.</summary>
    [JsonIgnore]
    public bool IsExpired { get; init; }
}

/// <summary>Makes and checks tokens: JSON Web Tokens, signed (HS256) with a key that lives as long as the conversations, in this process.</summary>
internal sealed class TokenSigner(TimeProvider time, TimeSpan lifetime)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>How long a token lasts.</summary>
    public TimeSpan Lifetime => lifetime;

    /// <summary>A token that begins its life now.</summary>
    public string Issue(string conversation, string user, string? origin)
    {
        var claims = new TokenClaims(conversation, user, origin, (time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        var signed = Header + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, DirectLineJson.Default.TokenClaims));
        return signed + "." + Sign(signed);
    }

    /// <summary>What the token says; null when this process did not sign it.</summary>
    public TokenClaims? Read(string token)
    {
        var end = token.LastIndexOf('.');
        if (token.Length > 4_096 || end < 0 || !token.StartsWith(Header + ".", StringComparison.Ordinal))
            return null;
        // The signature is compared as it is written: what somebody else wrote is never decoded.
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token[(end + 1)..]), Encoding.UTF8.GetBytes(Sign(token[..end]))))
            return null;
        var claims = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token.AsSpan(Header.Length + 1, end - Header.Length - 1)), DirectLineJson.Default.TokenClaims)!;
        return claims with { IsExpired = time.GetUtcNow().ToUnixTimeSeconds() >= claims.Exp };
    }

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace KneeBot.Host.Tests.Support;

/// <summary>A token put together part by part, so that each part can be wrong.</summary>
internal sealed record Jwt(JsonObject Header, JsonObject Payload)
{
    public const string AppId = "00000000-1111-2222-3333-444444444444";
    public const string Issuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/";

    /// <summary>As the Bot Framework makes them.</summary>
    public static Jwt Valid(SigningKey key, DateTimeOffset? now = null, string serviceUrl = ServiceUrl)
    {
        var at = (now ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds();
        return new Jwt(
            new JsonObject { ["alg"] = "RS256", ["kid"] = key.Id, ["typ"] = "JWT" },
            new JsonObject { ["serviceurl"] = serviceUrl, ["nbf"] = at - 60, ["exp"] = at + 3540, ["iss"] = Issuer, ["aud"] = AppId });
    }

    /// <summary>As Entra makes them for a bot's own secret.</summary>
    public static Jwt Emulator(SigningKey key, string issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/") =>
        Valid(key).With("iss", issuer).With("ver", "1.0").With("appid", AppId).Without("serviceurl");

    public Jwt With(string claim, JsonNode? value) => this with { Payload = Set(Payload, claim, value) };

    public Jwt Without(string claim) => this with { Payload = Remove(Payload, claim) };

    public Jwt WithHeader(string name, JsonNode? value) => this with { Header = Set(Header, name, value) };

    public Jwt WithoutHeader(string name) => this with { Header = Remove(Header, name) };

    /// <summary>Header and payload, encoded.</summary>
    public string Unsigned => Base64UrlEncoder.Encode(Header.ToJsonString()) + "." + Base64UrlEncoder.Encode(Payload.ToJsonString());

    /// <summary>Signed as its header says, with RSA.</summary>
    public string Signed(SigningKey key) => Sign(Unsigned, key, Header["alg"]?.ToString() switch
    {
        "RS384" => HashAlgorithmName.SHA384,
        "RS512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    });

    public string SignedAsRs256(SigningKey key) => Sign(Unsigned, key, HashAlgorithmName.SHA256);

    public static string Sign(string unsigned, SigningKey key, HashAlgorithmName hash, RSASignaturePadding? padding = null) =>
        unsigned + "." + Base64UrlEncoder.Encode(key.Rsa.SignData(Encoding.ASCII.GetBytes(unsigned), hash, padding ?? RSASignaturePadding.Pkcs1));

    private static JsonObject Set(JsonObject of, string name, JsonNode? value)
    {
        var copy = of.DeepClone().AsObject();
        copy[name] = value?.DeepClone();
        return copy;
    }

    private static JsonObject Remove(JsonObject of, string name)
    {
        var copy = of.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }
}

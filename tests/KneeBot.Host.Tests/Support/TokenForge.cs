using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace KneeBot.Host.Tests.Support;

/// <summary>One way to make a request that must be refused.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Make">Header and activity.</param>
internal sealed record Forgery(string Name, Func<Random, (string? Authorization, JsonNode Activity)> Make);

/// <summary>Tokens that are forged, broken, for somebody else, or sent with an activity they are not for.</summary>
internal sealed class TokenForge : IDisposable
{
    private readonly SigningKey _real;
    private readonly SigningKey _mine;
    private readonly SigningKey _unendorsed = new("unendorsed");
    private readonly SigningKey _encryption = new("encryption");
    private readonly SigningKey _weak = new("weak", bits: 1024);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _trap;

    /// <param name="channel">Publishes the keys; gets some that must not be trusted.</param>
    /// <param name="real">The key the channel signs with.</param>
    /// <param name="trap">An address that must never be called.</param>
    public TokenForge(OpenIdServer channel, SigningKey real, string trap)
    {
        _real = real;
        _mine = new SigningKey(real.Id); // another key under the same id
        _trap = trap;
        channel.Publish(_unendorsed).Publish(_encryption, "msteams").Publish(_weak, "msteams");
        channel.Keys[_unendorsed.Id].Remove("endorsements");
        channel.Keys[_encryption.Id]["use"] = "enc";
        channel.Keys["broken"] = new JsonObject { ["kty"] = "RSA", ["kid"] = "broken", ["n"] = "§", ["e"] = "AQAB", ["endorsements"] = new JsonArray("msteams") };
    }

    public void Dispose()
    {
        _mine.Dispose();
        _unendorsed.Dispose();
        _encryption.Dispose();
        _weak.Dispose();
        _curve.Dispose();
    }

    public IReadOnlyList<Forgery> All() => [.. Headers(), .. Shapes(), .. Algorithms(), .. Signatures(), .. Keys(), .. Claims(), .. Activities()];

    private Jwt Valid => Jwt.Valid(_real);

    private IEnumerable<Forgery> Headers() =>
    [
        Header("no header", _ => null),
        Header("empty header", _ => ""),
        Header("another scheme", _ => "Basic " + Valid.Signed(_real)),
        Header("scheme alone", _ => "Bearer "),
        Header("no scheme", _ => Valid.Signed(_real)),
        Header("scheme glued on", _ => "Bearer" + Valid.Signed(_real)),
        Header("two tokens in one header", _ => $"Bearer {Valid.Signed(_real)}, Bearer {Valid.Signed(_real)}"),
        Header("scheme twice", _ => "Bearer Bearer " + Valid.Signed(_real)),
        Header("tab for a space", _ => "Bearer\t" + Valid.Signed(_real)),
        Header("longer than 8 KB", _ => "Bearer " + Valid.With("filler", new string('x', 9_000)).Signed(_real)),
    ];

    private IEnumerable<Forgery> Shapes() =>
    [
        Token("random text", random => Noise(random, random.Next(1, 400))),
        Token("random parts", random => $"{Noise(random, 40)}.{Noise(random, 90)}.{Noise(random, 340)}"),
        Token("dots alone", random => new string('.', random.Next(1, 9))),
        Token("one part", _ => Valid.Signed(_real).Split('.')[0]),
        Token("two parts", _ => Valid.Unsigned),
        Token("four parts", _ => Valid.Signed(_real) + ".x"),
        Token("five parts, as if encrypted", random => Valid.Signed(_real) + "." + Noise(random, 20) + "." + Noise(random, 20)),
        Token("header that is no JSON", random => Sign(Base64UrlEncoder.Encode(Noise(random, 30)) + "." + Valid.Unsigned.Split('.')[1])),
        Token("payload that is no JSON", random => Sign(Valid.Unsigned.Split('.')[0] + "." + Base64UrlEncoder.Encode(Noise(random, 30)))),
        Token("payload that is a list", _ => Sign(Valid.Unsigned.Split('.')[0] + "." + Base64UrlEncoder.Encode("[1]"))),
        Token("payload that is null", _ => Sign(Valid.Unsigned.Split('.')[0] + "." + Base64UrlEncoder.Encode("null"))),
        Token("payload nested deeply", _ => Sign(Valid.Unsigned.Split('.')[0] + "." + Base64UrlEncoder.Encode("{\"a\":" + new string('[', 1500) + new string(']', 1500) + "}"))),
        Token("payload that is not UTF-8", _ => Sign(Valid.Unsigned.Split('.')[0] + "." + Base64UrlEncoder.Encode([0x7B, 0xFF, 0xFE, 0x7D]))),
        Token("cut short", random => Valid.Signed(_real) is var token ? token[..random.Next(1, token.Length - 8)] : ""),
        Token("one character changed", random => Changed(Valid.Signed(_mine), random)),
    ];

    private IEnumerable<Forgery> Algorithms() =>
    [
        Token("no algorithm, no signature", _ => Valid.WithHeader("alg", "none").Unsigned + "."),
        Token("no algorithm, some signature", random => Valid.WithHeader("alg", random.Next(2) == 0 ? "None" : "nOnE").Unsigned + "." + Noise(random, 342)),
        Token("no alg at all", _ => Valid.WithoutHeader("alg").Signed(_real)),
        Token("algorithm in small letters", _ => Valid.WithHeader("alg", "rs256").Signed(_real)),
        Token("algorithm that is no text", _ => Valid.WithHeader("alg", new JsonArray("RS256")).SignedAsRs256(_real)),
        Token("HMAC with the public key", _ => Hmac(Valid.WithHeader("alg", "HS256").Unsigned)),
        Token("PSS by the right key", _ => Jwt.Sign(Valid.WithHeader("alg", "PS256").Unsigned, _real, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        Token("elliptic curve", _ => Curve(Valid.WithHeader("alg", "ES256").Unsigned)),
        Token("another hash than named", _ => Jwt.Sign(Valid.Unsigned, _real, HashAlgorithmName.SHA512)),
        Token("SHA-1 by the right key", _ => Jwt.Sign(Valid.WithHeader("alg", "RS1").Unsigned, _real, HashAlgorithmName.SHA1)),
    ];

    private IEnumerable<Forgery> Signatures() =>
    [
        Token("signature of another key", _ => Valid.Signed(_mine)),
        Token("signature of another token", random => Valid.With("jti", random.Next()).Unsigned + "." + Valid.Signed(_real).Split('.')[2]),
        Token("claim changed afterwards", _ => Valid.With("aud", "99999999-0000-0000-0000-000000000000").Signed(_real) is var other ? Valid.Unsigned + "." + other.Split('.')[2] : ""),
        Token("signature with a bit flipped", random => Flipped(Valid.Signed(_real), random)),
        Token("signature cut short", random => Valid.Signed(_real)[..^random.Next(8, 300)]),
        Token("no signature", _ => Valid.Unsigned + "."),
        Token("signature of zeros", _ => Valid.Unsigned + "." + Base64UrlEncoder.Encode(new byte[256])),
        Token("signature that is no base64", _ => Valid.Unsigned + ".§§§"),
    ];

    private IEnumerable<Forgery> Keys() =>
    [
        Token("key nobody published", random => Valid.WithHeader("kid", "made-up-" + random.Next()).Signed(_mine)),
        Token("no key id", _ => Valid.WithoutHeader("kid").Signed(_real)),
        Token("empty key id", _ => Valid.WithHeader("kid", "").Signed(_real)),
        Token("key id that is no text", _ => Valid.WithHeader("kid", new JsonObject { ["a"] = 1 }).Signed(_real)),
        Token("key id that is a path", _ => Valid.WithHeader("kid", "../../../dev/null").Signed(_mine)),
        Token("key brought along", _ => Valid.WithHeader("jwk", OwnKey()).Signed(_mine)),
        Token("address of a key set brought along", _ => Valid.WithHeader("jku", _trap + "/keys").Signed(_mine)),
        Token("address of a certificate brought along", _ => Valid.WithHeader("x5u", _trap + "/cert").WithHeader("kid", "mine").Signed(_mine)),
        Token("certificate brought along", _ => Valid.WithHeader("x5c", new JsonArray("MIIB")).Signed(_mine)),
        Token("header that asks for more than is understood", _ => Valid.WithHeader("crit", new JsonArray("exp")).Signed(_real)),
        Token("key for encryption", _ => Valid.WithHeader("kid", _encryption.Id).Signed(_encryption)),
        Token("key of 1024 bits", _ => Valid.WithHeader("kid", _weak.Id).Signed(_weak)),
        Token("key that cannot be read", _ => Valid.WithHeader("kid", "broken").Signed(_mine)),
        Token("key without endorsements", _ => Valid.WithHeader("kid", _unendorsed.Id).Signed(_unendorsed)),
    ];

    private IEnumerable<Forgery> Claims() =>
    [
        Token("expired", random => Valid.With("exp", Now - random.Next(301, 1_000_000)).Signed(_real)),
        Token("not valid yet", random => Valid.With("nbf", Now + random.Next(310, 1_000_000)).Signed(_real)),
        Token("without an end", _ => Valid.Without("exp").Signed(_real)),
        Token("end that is text", _ => Valid.With("exp", "tomorrow").Signed(_real)),
        Token("end beyond all time", _ => Valid.With("exp", JsonNode.Parse("1e400")).Signed(_real)),
        Token("end before all time", _ => Valid.With("exp", -1).Signed(_real)),
        Token("begin that is text", _ => Valid.With("nbf", "never").Signed(_real)),
        Token("another issuer", _ => Valid.With("iss", "https://api.botframework.com.example.org").Signed(_real)),
        Token("issuer with a slash more", _ => Valid.With("iss", Jwt.Issuer + "/").Signed(_real)),
        Token("issuer of the other cloud", _ => Valid.With("iss", "https://api.botframework.us").Signed(_real)),
        Token("no issuer", _ => Valid.Without("iss").Signed(_real)),
        Token("issuer that is no text", _ => Valid.With("iss", new JsonArray(Jwt.Issuer)).Signed(_real)),
        Token("the Emulator's, not switched on", _ => Jwt.Emulator(_real).Signed(_real)),
        Token("another audience", _ => Valid.With("aud", "99999999-0000-0000-0000-000000000000").Signed(_real)),
        Token("several audiences", _ => Valid.With("aud", new JsonArray(Jwt.AppId, "99999999-0000-0000-0000-000000000000")).Signed(_real)),
        Token("no audience", _ => Valid.Without("aud").Signed(_real)),
        Token("empty audience", _ => Valid.With("aud", "").Signed(_real)),
        Token("audience of connectors", _ => Valid.With("aud", "https://api.botframework.com").Signed(_real)),
        Token("no service URL", _ => Valid.Without("serviceurl").Signed(_real)),
        Token("service URL that is no text", _ => Valid.With("serviceurl", new JsonArray(Jwt.ServiceUrl)).Signed(_real)),
    ];

    private IEnumerable<Forgery> Activities() =>
    [
        Sent("token for another service URL", message => message["serviceUrl"] = "https://smba.trafficmanager.net/" + Guid.NewGuid()),
        Sent("no service URL in the activity", message => message.Remove("serviceUrl")),
        Sent("null service URL in the activity", message => message["serviceUrl"] = null),
        Sent("channel the key does not speak for", message => message["channelId"] = "telegram"),
        Sent("channel in capitals", message => message["channelId"] = "MSTEAMS"),
        Sent("no channel in the activity", message => message.Remove("channelId")),
        Sent("empty channel in the activity", message => message["channelId"] = " "),
        new("service URL of the attacker's, and a token to match", _ => ("Bearer " + Jwt.Valid(_real, serviceUrl: _trap).Signed(_real), With(message => message["serviceUrl"] = _trap))),
    ];

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private static Forgery Header(string name, Func<Random, string?> make) => new(name, random => (make(random), RegisteredBot.Message()));

    private static Forgery Token(string name, Func<Random, string> make) => Header(name, random => "Bearer " + make(random));

    private Forgery Sent(string name, Action<JsonObject> change) => new(name, _ => ("Bearer " + Valid.Signed(_real), With(change)));

    private static JsonObject With(Action<JsonObject> change)
    {
        var message = RegisteredBot.Message();
        change(message);
        return message;
    }

    private string Sign(string unsigned) => Jwt.Sign(unsigned, _real, HashAlgorithmName.SHA256);

    private string Hmac(string unsigned) =>
        unsigned + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.ASCII.GetBytes(_real.Rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(unsigned)));

    private string Curve(string unsigned) => unsigned + "." + Base64UrlEncoder.Encode(_curve.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256));

    private JsonObject OwnKey()
    {
        var numbers = _mine.Rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(numbers.Modulus), ["e"] = "AQAB", ["kid"] = _mine.Id };
    }

    private static string Flipped(string token, Random random)
    {
        var parts = token.Split('.');
        var signature = Base64UrlEncoder.DecodeBytes(parts[2]);
        signature[random.Next(signature.Length)] ^= (byte)(1 << random.Next(8));
        return $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Changed(string token, Random random)
    {
        var at = random.Next(token.Length);
        return token[..at] + (char)random.Next(0x21, 0x7F) + token[(at + 1)..];
    }

    private static string Noise(Random random, int length) =>
        string.Create(length, random, static (span, random) =>
        {
            foreach (ref var unit in span)
                unit = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"[random.Next(64)];
        });
}

using System.Collections.Frozen;
using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KneeBot.BotFramework;

/// <summary>Whether a token was issued for this bot by the Bot Framework, or by the bot's own secret where that is allowed.</summary>
/// <remarks>
/// What costs nothing is looked at first: a token that could not be right in any case causes no look-up of keys. Nothing the token
/// says is believed before its signature is verified, except which keys to verify it with.
/// </remarks>
internal sealed class TokenCheck
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly FrozenSet<string> Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 2 * BearerCallers.MaxToken };

    private readonly string _appId;
    private readonly string _channelIssuer;
    private readonly SigningKeys _channelKeys;
    private readonly SigningKeys? _emulatorKeys;
    private readonly FrozenSet<string> _emulatorIssuers;
    private readonly TimeProvider _time;

    public TokenCheck(BotSettings settings, SigningKeys channelKeys, SigningKeys? emulatorKeys, TimeProvider time)
    {
        var credentials = settings.Credentials ?? throw new ArgumentException("Without a registration there are no tokens to check.", nameof(settings));
        _appId = credentials.AppId;
        _channelIssuer = settings.Cloud.Issuer;
        _channelKeys = channelKeys;
        _emulatorKeys = settings.EmulatorTokens ? emulatorKeys : null;
        _time = time;
        var tenants = credentials.TenantId is { } own ? settings.Cloud.EmulatorTenants.Append(own) : settings.Cloud.EmulatorTenants;
        _emulatorIssuers = tenants
            .SelectMany(tenant => settings.Cloud.EmulatorIssuers.Select(issuer => string.Format(CultureInfo.InvariantCulture, issuer, tenant)))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Checks a token. Never throws for what it holds.</summary>
    public async ValueTask<CallerCheck> CheckAsync(string text, CancellationToken ct)
    {
        if (Parse(text) is not { } token)
            return Refused("The token is malformed.");
        var isChannel = token.Issuer == _channelIssuer;
        var keys = isChannel ? _channelKeys : _emulatorIssuers.Contains(token.Issuer) ? _emulatorKeys : null;
        if (keys is null)
            return Refused("The token's issuer is not trusted.");
        if (Safely(() => Fault(token, isChannel)) is { } fault)
            return Refused(fault);
        var (state, key) = await keys.FindAsync(token.Kid, ct).ConfigureAwait(false);
        if (state == KeyState.Unavailable)
            return CallerCheck.Refused(new Refusal(503, "Tokens cannot be checked at the moment.", "Send it again in a few seconds: the Bot Framework's keys could not be fetched."));
        if (key is null)
            return Refused("The token's key is not known.");
        if (!await IsSignedAsync(token, key).ConfigureAwait(false))
            return Refused("The token's signature is wrong.");
        return CallerCheck.Known(isChannel
            ? new Caller(CallerKind.Channel, Text(token, "serviceurl"), key.Endorsements)
            : Caller.Emulator);
    }

    /// <summary>The library converts claims when they are asked for, and throws for those of another kind.</summary>
    private static string? Safely(Func<string?> fault)
    {
        try
        {
            return fault();
        }
#pragma warning disable CA1031 // Whatever it throws, the token is not one of the Bot Framework's.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "The token is malformed.";
        }
    }

    private static JsonWebToken? Parse(string text)
    {
        // Three parts, the last not empty: neither encrypted nor unsigned.
        if (text.AsSpan().Count('.') != 2 || text[^1] == '.')
            return null;
        try
        {
            var token = new JsonWebToken(text);
            _ = (token.Alg, token.Kid, token.Issuer);
            return token;
        }
#pragma warning disable CA1031 // The parser throws what it meets: of its argument, JSON, base64 or dates. All of it means malformed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private string? Fault(JsonWebToken token, bool isChannel)
    {
        if (!Algorithms.Contains(token.Alg))
            return "The token's algorithm is not allowed.";
        if (string.IsNullOrEmpty(token.Kid) || token.TryGetHeaderValue<object>("crit", out _))
            return "The token's header is not one of the Bot Framework's.";
        if (TimeFault(token) is { } fault)
            return fault;
        var audiences = token.Audiences.ToArray();
        if (audiences.Length != 1 || !audiences[0].Equals(_appId, StringComparison.OrdinalIgnoreCase))
            return "The token is for another bot.";
        return isChannel ? ChannelFault(token) : EmulatorFault(token);
    }

    private string? TimeFault(JsonWebToken token)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (!token.TryGetPayloadValue<long>("exp", out var expires))
            return "The token does not say when it expires.";
        if (token.ValidTo < now - Skew || expires <= 0)
            return "The token has expired.";
        if (token.TryGetPayloadValue<object>("nbf", out _) && (!token.TryGetPayloadValue<long>("nbf", out _) || token.ValidFrom > now + Skew || token.ValidFrom > token.ValidTo))
            return "The token is not valid yet.";
        return null;
    }

    private static string? ChannelFault(JsonWebToken token) =>
        string.IsNullOrEmpty(Text(token, "serviceurl")) ? "The token names no service URL." : null;

    /// <summary>The Emulator proves that it has the bot's secret: the token was issued to the bot itself.</summary>
    private string? EmulatorFault(JsonWebToken token)
    {
        var party = Text(token, "ver") switch
        {
            null or "" or "1.0" => Text(token, "appid"),
            "2.0" => Text(token, "azp"),
            _ => null,
        };
        return string.Equals(party, _appId, StringComparison.OrdinalIgnoreCase) ? null : "The token was not issued to this bot.";
    }

    private static async Task<bool> IsSignedAsync(JsonWebToken token, PublishedKey key)
    {
        try
        {
            var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
            {
                IssuerSigningKey = key.Key,
                ValidAlgorithms = Algorithms,
                RequireSignedTokens = true,
                TryAllIssuerSigningKeys = false,
                ValidateIssuer = false, // these four were checked, before the keys were looked up
                ValidateAudience = false,
                ValidateLifetime = false,
                RequireExpirationTime = false,
            }).ConfigureAwait(false);
            return result.IsValid;
        }
#pragma warning disable CA1031 // A token that the library cannot even refuse in order is refused.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<object>(claim, out var value) ? value as string : null;

    private static CallerCheck Refused(string title) => CallerCheck.Refused(BearerCallers.Unauthorized(title));
}

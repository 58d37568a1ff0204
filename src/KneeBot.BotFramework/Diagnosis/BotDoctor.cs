using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KneeBot.BotFramework;

/// <summary>Examines whether a registered bot can work from here: settings, certificate, published keys, clock, token, endpoint.</summary>
/// <param name="settings">The registration as configured.</param>
/// <param name="clients">Makes the connections.</param>
/// <param name="time">The machine's clock.</param>
public sealed class BotDoctor(BotSettings settings, IHttpClientFactory clients, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Looks at one point after another; a point that cannot be looked at is a finding, never an exception.</summary>
    /// <param name="endpoint">The bot's messaging endpoint; null: it is not called.</param>
    /// <param name="offline">Whether only what lies on this machine is looked at.</param>
    /// <param name="ct">Ends the examination.</param>
    public async IAsyncEnumerable<Finding> ExamineAsync(Uri? endpoint, bool offline, [EnumeratorCancellation] CancellationToken ct = default)
    {
        yield return Registration();
        if (settings.Credentials is { } bot)
            await foreach (var finding in ExamineAsync(bot, offline, ct).ConfigureAwait(false))
                yield return finding;
        if (endpoint is not null)
            yield return offline
                ? Finding.Warn(EndpointCheck.Point, $"{endpoint} was not called: offline, nobody is.")
                : await new EndpointCheck(clients.CreateClient(BotFrameworkServices.MetadataClientName), isRegistered: settings.Credentials is not null).LookAsync(endpoint, ct).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<Finding> ExamineAsync(BotCredentials bot, bool offline, [EnumeratorCancellation] CancellationToken ct)
    {
        if (bot.Certificate is { } certificate)
            yield return Certificate(certificate);
        foreach (var origin in settings.ServiceUrls)
            yield return Finding.Fine("connector", $"replies may also go to {origin.Scheme}://{origin.Host}:{origin.Port}, whatever its address.");
        if (settings.EmulatorTokens)
            yield return Finding.Warn("emulator", "tokens of the Emulator are accepted: whoever has the bot's secret can speak as any user. Switch BotFramework:EmulatorTokens off in production.");
        if (offline)
            yield break;
        yield return await ClockAsync(ct).ConfigureAwait(false);
        yield return await KeysAsync().ConfigureAwait(false);
        yield return await TokenAsync(bot, ct).ConfigureAwait(false);
    }

    private Finding Registration() => settings.Credentials switch
    {
        null => Finding.Warn("registration", "no bot is registered, and the chat on your own pages needs none. For Teams, Telegram and the other channels of Azure Bot Service set MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId (or Connections). Without it POST /api/messages serves this machine in Development and is off otherwise."),
        { Type: BotAppType.UserAssignedMsi } bot => Finding.Fine("registration", $"managed identity {bot.AppId}, from {settings.Source}."),
        var bot => Finding.Fine("registration", $"{bot.Type} {bot.AppId}, from {settings.Source}; tokens come from {settings.Authority}."),
    };

    private Finding Certificate(BotCertificate certificate)
    {
        try
        {
            using var loaded = CertificateFile.Load(certificate);
            var left = loaded.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
            var until = loaded.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return left < TimeSpan.Zero ? Finding.Wrong("certificate", $"it expired on {until}. Make a new one and upload it to the app registration.")
                : left < TimeSpan.FromDays(30) ? Finding.Warn("certificate", $"it expires on {until}. Make a new one in time.")
                : Finding.Fine("certificate", $"valid until {until}.");
        }
        catch (ValidationException e)
        {
            return Finding.Wrong("certificate", e.Message);
        }
    }

    private async Task<Finding> ClockAsync(CancellationToken ct)
    {
        try
        {
            using var http = clients.CreateClient(BotFrameworkServices.MetadataClientName);
            using var response = await http.GetAsync(settings.Cloud.Metadata, ct).ConfigureAwait(false);
            if (response.Headers.Date is not { } theirs)
                return Finding.Warn("clock", $"{settings.Cloud.Metadata.Host} does not say what time it is, so the clock was not compared.");
            var ahead = time.GetUtcNow() - theirs;
            var apart = $"{Math.Abs(ahead.TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} {settings.Cloud.Metadata.Host}";
            return ahead.Duration() > Skew ? Finding.Wrong("clock", $"{apart}: tokens are refused beyond 5 minutes. Set the clock, best by NTP.")
                : ahead.Duration() > TimeSpan.FromMinutes(1) ? Finding.Warn("clock", $"{apart}. Keep it right by NTP.")
                : Finding.Fine("clock", $"{apart}.");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return Finding.Wrong("clock", $"not compared, since {settings.Cloud.Metadata.Host} cannot be reached.");
        }
    }

    private async Task<Finding> KeysAsync()
    {
        try
        {
            using var http = clients.CreateClient(BotFrameworkServices.MetadataClientName);
            var keys = await new MetadataClient(http).FetchAsync(settings.Cloud.Metadata).ConfigureAwait(false);
            var channels = keys.Values.SelectMany(key => key.Endorsements).Distinct(StringComparer.Ordinal).Count();
            return channels > 0
                ? Finding.Fine("keys", $"{keys.Count} published at {settings.Cloud.Metadata.Host}, for {channels} channels.")
                : Finding.Wrong("keys", $"{settings.Cloud.Metadata.Host} publishes {keys.Count}, and none speaks for a channel.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or IOException)
        {
            return Finding.Wrong("keys", $"they cannot be fetched from {settings.Cloud.Metadata}: {e.Message} Callers get 503 until they can. Allow the way out to this host.");
        }
    }

    private async Task<Finding> TokenAsync(BotCredentials bot, CancellationToken ct)
    {
        try
        {
            var token = await new MsalTokenIssuer(settings, new MsalHttp(clients)).IssueAsync(anew: true, ct).ConfigureAwait(false);
            return Holder(token.Value) is { } holder && !holder.Equals(bot.AppId, StringComparison.OrdinalIgnoreCase)
                ? Finding.Wrong("token", $"it was issued to {holder}, not to {bot.AppId}. Check MicrosoftAppId.")
                : Finding.Fine("token", $"issued for {settings.Cloud.Scope}, valid for {(token.Expires - time.GetUtcNow()).TotalMinutes:0} minutes.");
        }
        catch (Exception e) when (e is TokenException or ValidationException)
        {
            return Finding.Wrong("token", e.Message);
        }
    }

    /// <summary>Whom a token was issued to; null when it does not say in a form that can be read.</summary>
    private static string? Holder(string token)
    {
        if (!new JsonWebTokenHandler().CanReadToken(token))
            return null;
        var read = new JsonWebToken(token);
        return read.TryGetPayloadValue<string>("appid", out var first) ? first : read.TryGetPayloadValue<string>("azp", out var second) ? second : null;
    }
}

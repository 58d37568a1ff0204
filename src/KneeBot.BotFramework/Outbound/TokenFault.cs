using System.Text.RegularExpressions;
using Microsoft.Identity.Client;

namespace KneeBot.BotFramework;

/// <summary>Says in a sentence why no token was issued, and what to do.</summary>
internal static partial class TokenFault
{
    public static string Explain(Exception fault, BotSettings settings)
    {
        var bot = settings.Credentials!;
        if (bot.Type == BotAppType.UserAssignedMsi)
            return $"the managed identity {bot.AppId} is not available here ({Code(fault)}). Assign it to the machine KneeBot runs on.";
        return Code(fault) switch
        {
            "AADSTS7000215" => "the client secret is wrong. Set the secret's value, not its id.",
            "AADSTS7000222" => "the client secret has expired. Make a new one in the app registration.",
            "AADSTS7000216" or "AADSTS7000218" => "a client secret or certificate is missing.",
            "AADSTS700016" => $"the application {bot.AppId} does not exist in the tenant of {settings.Authority}. Check MicrosoftAppId, MicrosoftAppType and the tenant.",
            "AADSTS90002" or "AADSTS900023" or "AADSTS900021" => $"the tenant of {settings.Authority} does not exist. Check MicrosoftAppTenantId.",
            "AADSTS700027" or "AADSTS7000214" => "the certificate is not one of the application's. Upload it to the app registration.",
            "AADSTS700024" => "the certificate's proof is not valid at this time. Check the machine's clock.",
            "AADSTS7000229" or "AADSTS50001" => $"the application has no service principal in the tenant of {settings.Authority}. Use SingleTenant with the bot's own tenant.",
            var code => fault is MsalServiceException { StatusCode: > 0 } service
                ? $"{settings.Authority} refused it ({code}, status {service.StatusCode})."
                : $"{settings.Authority} could not be reached ({code}).",
        };
    }

    /// <summary>Entra's code, or the library's; never its message, which may hold ids.</summary>
    private static string Code(Exception fault) => EntraCode().Match(fault.Message) is { Success: true } match ? match.Value
        : fault is MsalException { ErrorCode: { Length: > 0 } code } ? code
        : fault.GetType().Name;

    [GeneratedRegex("AADSTS[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex EntraCode();
}

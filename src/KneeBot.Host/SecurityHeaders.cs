using KneeBot.BotFramework.DirectLine;
using KneeBot.Host.Pages;

namespace KneeBot.Host;

/// <summary>Headers of every response: pages need one style sheet and one icon, those with the chat its script and its server, and nothing else.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var chatPolicy = ChatPolicy(app.Services.GetRequiredService<DirectLineOptions>());
        app.Use((context, next) =>
        {
            // On starting: the exception handler clears what was set before.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<RunsChat>() is null ? ContentPolicy : chatPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>The chat writes text only, so the browser may forbid every way of writing markup.</summary>
    private static string ChatPolicy(DirectLineOptions options)
    {
        var azure = options.Mode == DirectLineMode.Azure ? $" {options.AzureEndpoint.GetLeftPart(UriPartial.Authority)} wss://{options.AzureEndpoint.Authority}" : "";
        return $"{ContentPolicy}; script-src 'self'; connect-src 'self'{azure}; require-trusted-types-for 'script'; trusted-types 'none'";
    }
}

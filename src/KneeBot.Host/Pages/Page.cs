using System.Text;

namespace KneeBot.Host.Pages;

/// <summary>The frame around every page, and the way pages are sent.</summary>
internal static class Page
{
    /// <summary>A whole page. Ids of its own begin with <c>page-</c>, so that they cannot meet a section's anchor.</summary>
    public static string Write(string title, Html main) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/site.css">
        </head>
        <body>
        <a class="skip" href="#page-main">Skip to the text</a>
        <header class="site"><a href="/">KneeBot</a></header>
        <main id="page-main">
        {main}
        </main>
        <footer class="site"><p>General information, not a diagnosis. In an emergency, call your local emergency number.</p></footer>
        </body>
        </html>

        """).Value;

    /// <summary>Maps a page for GET and HEAD.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>Lets the page run the chat.</summary>
    public static void WithChat(this RouteHandlerBuilder page) => page.WithMetadata(new RunsChat());

    public static IResult Send(string page, int status = StatusCodes.Status200OK) =>
        Results.Text(page, "text/html", Encoding.UTF8, status);
}

/// <summary>Marks pages that run the chat, whose content policy allows this host's scripts.</summary>
internal sealed class RunsChat;

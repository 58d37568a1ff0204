using System.Text;
using KneeBot.Host.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace KneeBot.Host;

/// <summary>What is not served gets a short answer instead of an empty one: a page for a browser, a problem document for a program.</summary>
internal static class NotServed
{
    private static readonly string Missing = Page.Write("Page not found", Html.Of($"""
        <h1>Page not found</h1>
        <p>Nothing has this address. The <a href="/">start page</a> has the articles and the chat.</p>
        """));

    public static void UseNotServed(this WebApplication app) => app.UseStatusCodePages(context => AnswerAsync(context));

    private static Task AnswerAsync(StatusCodeContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound when IsBrowser(request) => Results.Text(Missing, "text/html", Encoding.UTF8, response.StatusCode).ExecuteAsync(context.HttpContext),
            StatusCodes.Status404NotFound => Problem("Nothing has this address.", "The start page, GET /, lists the articles."),
            StatusCodes.Status405MethodNotAllowed => Problem("The method is not served here.", $"Use {response.Headers.Allow}."),
            _ => Task.CompletedTask,
        };

        Task Problem(string title, string detail) => Results.Problem(detail, statusCode: response.StatusCode, title: title).ExecuteAsync(context.HttpContext);
    }

    /// <summary>Browsers ask for pages by name; programs that take anything get JSON.</summary>
    private static bool IsBrowser(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

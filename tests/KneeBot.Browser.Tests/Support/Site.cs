using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KneeBot.Browser.Tests.Support;

/// <summary>Somebody else's website, at an origin of its own.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app) => _app = app;

    /// <summary>The page's body.</summary>
    public string Body { get; set; } = "";

    /// <summary>The page's content security policy; none when empty.</summary>
    public string Policy { get; set; } = "";

    public Uri Address => new(_app.Urls.Single() + "/");

    public static async Task<Site> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new Site(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/site.css")
        {
            context.Response.ContentType = "text/css";
            return context.Response.WriteAsync("html{font-size:62.5%} *{color:red!important} div,button,section{display:none;opacity:.2} kneebot-widget{display:none;font-size:3px} button{transform:rotate(3deg)}");
        }

        if (Policy.Length > 0)
            context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.ContentType = "text/html; charset=windows-1252";
        return context.Response.WriteAsync($"<!doctype html><html lang=\"en\"><head><title>Site</title><link rel=\"stylesheet\" href=\"/site.css\"></head><body><h1>Site</h1><p id=\"here\"></p>{Body}</body></html>");
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KneeBot.Benchmarks.Bot;

/// <summary>What KneeBot is compared with and what it talks to, each a process of its own.</summary>
internal static class Endpoints
{
    private sealed record Echo(string? Type, string? Id, string? Text);

    /// <summary>The least a JSON endpoint of ASP.NET Core does: read an object, write one.</summary>
    public static Task<int> ServeBareAsync() => ServeAsync(app => app.MapPost("/api/messages", async (HttpContext context) =>
    {
        var read = await JsonSerializer.DeserializeAsync<Echo>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(read, JsonSerializerOptions.Web, context.RequestAborted);
    }));

    /// <summary>A channel's connector that takes everything.</summary>
    public static Task<int> ServeConnectorAsync() => ServeAsync(app => app.MapPost("/v3/conversations/{**rest}", async (HttpContext context) =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        await context.Response.WriteAsync("{\"id\":\"1\"}", context.RequestAborted);
    }));

    private static async Task<int> ServeAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        map(app);
        await app.StartAsync();
        Console.WriteLine("It serves at " + app.Urls.Single() + " now.");
        await app.WaitForShutdownAsync();
        return 0;
    }
}

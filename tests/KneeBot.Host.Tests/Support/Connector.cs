using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace KneeBot.Host.Tests.Support;

/// <summary>A channel's connector: a real listener on this machine that keeps what it gets.</summary>
public sealed class Connector : IAsyncDisposable
{
    /// <summary>Where a script finds the body among the request's items.</summary>
    public const string Body = "body";

    private readonly WebApplication _app;

    private Connector(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Method, string Target, string? ContentType, JsonNode Body)> Received { get; } = new();

    public string Url => _app.Urls.Single();

    /// <param name="respond">What it answers; null: 200.</param>
    public static async Task<Connector> StartAsync(Func<HttpContext, Task>? respond = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new Connector(builder.Build());
        connector._app.Run(async context =>
        {
            var body = context.Request.Method == "DELETE" ? new JsonObject() : (await JsonNode.ParseAsync(context.Request.Body))!;
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            context.Items[Body] = body;
            connector.Received.Enqueue((context.Request.Method, target, context.Request.ContentType, body));
            await (respond?.Invoke(context) ?? Task.CompletedTask);
        });
        await connector._app.StartAsync();
        return connector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace KneeBot.Host.Tests.Support;

/// <summary>An issuer's OpenID document and keys, on a real listener; real RSA keys.</summary>
public sealed class OpenIdServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private OpenIdServer(WebApplication app) => _app = app;

    /// <summary>The published keys, as JSON web keys.</summary>
    public ConcurrentDictionary<string, JsonObject> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests for either document, or for anything else.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What it answers instead; null: as it should.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public string Url => _app.Urls.Single();

    public string Metadata => Url + "/v1/.well-known/openidconfiguration";

    public static async Task<OpenIdServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new OpenIdServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Publishes the public half of a key.</summary>
    public OpenIdServer Publish(SigningKey key, params string[] endorsements)
    {
        var numbers = key.Rsa.ExportParameters(includePrivateParameters: false);
        Keys[key.Id] = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.Id,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements]),
        };
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (Instead is { } instead)
            return instead(context);
        return context.Request.Path.Value switch
        {
            "/v1/.well-known/openidconfiguration" => context.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = Url + "/v1/.well-known/keys" }),
            "/v1/.well-known/keys" => context.Response.WriteAsJsonAsync(new JsonObject { ["keys"] = new JsonArray([.. Keys.Values.Select(key => key.DeepClone())]) }),
            _ => Results.NotFound().ExecuteAsync(context),
        };
    }
}

/// <summary>A key pair with its id.</summary>
public sealed class SigningKey(string id, int bits = 2048) : IDisposable
{
    public string Id { get; } = id;

    public RSA Rsa { get; } = RSA.Create(bits);

    public void Dispose() => Rsa.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KneeBot.BotFramework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KneeBot.Host.Tests.Support;

/// <summary>An issuer of tokens as Microsoft Entra is one, over TLS on this machine.</summary>
public sealed class LoginServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private int _issued;

    private LoginServer(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    /// <summary>The requests' paths and forms.</summary>
    public ConcurrentQueue<(string Path, Dictionary<string, string> Form)> Received { get; } = new();

    /// <summary>Seconds a token lives.</summary>
    public int Lives { get; set; } = 3600;

    /// <summary>Entra's error code, for example <c>7000215</c>; null: a token is issued.</summary>
    public int? Error { get; set; }

    /// <summary>Holds answers up until it is opened.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public string Url => _app.Urls.Single();

    public static async Task<LoginServer> StartAsync()
    {
        var certificate = SelfSigned("localhost");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = new LoginServer(builder.Build(), certificate);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Has the host's login client trust this server.</summary>
    public void Trust(IServiceCollection services) => services.AddHttpClient(MsalHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, theirs, _, _) => theirs?.GetCertHashString() == _certificate.GetCertHashString() },
    });

    /// <summary>A certificate with its key.</summary>
    public static X509Certificate2 SelfSigned(string name, int days = 30)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString()) : [];
        Received.Enqueue((context.Request.Path, form));
        if (Gate is { } gate)
            await gate.Task;
        if (Error is { } error)
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = $"AADSTS{error}: something with an id in it", error_codes = new[] { error } });
            return;
        }

        await context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = Lives, access_token = $"token-{Interlocked.Increment(ref _issued)}" });
    }
}

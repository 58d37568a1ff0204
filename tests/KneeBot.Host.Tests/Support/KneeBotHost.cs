using System.Net;
using KneeBot.BotFramework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KneeBot.Host.Tests.Support;

/// <summary>The host in memory, in Development, called from this machine. A call to any connector fails the test.</summary>
public sealed class KneeBotHost : WebApplicationFactory<Program>
{
    /// <summary>Where callers seem to come from.</summary>
    public IPAddress? Caller { get; init; } = IPAddress.Loopback;

    public string Environment { get; init; } = "Development";

    /// <summary>Settings on top of <c>appsettings.json</c>.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Clock of the bot's protocol; null: the system's.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Whether connectors may be called, over the host's own handler.</summary>
    public bool CallsConnectors { get; init; }

    /// <summary>More services, or others.</summary>
    public Action<IServiceCollection> Registrations { get; init; } = _ => { };

    /// <summary>Everything logged.</summary>
    public LogLines Log { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter>(new FromAddress(Caller));
            if (!CallsConnectors)
                services.AddHttpClient<ConnectorClient>().ConfigurePrimaryHttpMessageHandler(() => new NoNetwork());
            if (Time is not null)
                services.AddSingleton(Time);
            Registrations(services);
        });
    }

    private sealed class FromAddress(IPAddress? address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"No test expected a request to {request.RequestUri}.");
    }
}

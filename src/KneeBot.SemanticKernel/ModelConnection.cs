using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;
using Polly;

namespace KneeBot.SemanticKernel;

/// <summary>
/// A chat service on a connection with retries and a limit for each attempt. It has services of its own and no logger: nothing that
/// is sent, a key least of all, can come into a log.
/// </summary>
public sealed class ModelConnection : IDisposable
{
    private const string Client = "generation";

    private readonly ServiceProvider _services;

    /// <summary>Connects nothing yet; the first request does.</summary>
    public ModelConnection(GenerationOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        var client = services.AddHttpClient(Client, http => http.Timeout = Timeout.InfiniteTimeSpan) // the limits below end requests
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromMilliseconds(options.FirstByteMs) });
        client.RedactLoggedHeaders(_ => true);
        if (options.Provider == "azure")
            client.AddHttpMessageHandler(() => new AzureKey(options.ApiKey!));
        client.AddResilienceHandler(Client, pipeline =>
        {
            if (options.Retries > 0)
                pipeline.AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = options.Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = TimeSpan.FromMilliseconds(200),
                    MaxDelay = TimeSpan.FromMilliseconds(1_000),
                    UseJitter = true,
                    ShouldRetryAfterHeader = false, // a visitor is waiting: what asks for a longer pause gets none
                });
            pipeline.AddTimeout(TimeSpan.FromMilliseconds(options.FirstByteMs));
        });
        _services = services.BuildServiceProvider();
        Chat = new OpenAIChatCompletionService(options.Model!, new OpenAIClient(new ApiKeyCredential(options.ApiKey ?? "none"), new OpenAIClientOptions
        {
            Endpoint = options.Address,
            Transport = new HttpClientPipelineTransport(Http()),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), // the handler above retries
            NetworkTimeout = Timeout.InfiniteTimeSpan, // and limits; a stream's own limits are the composer's
        }));
    }

    /// <summary>The chat service.</summary>
    public IChatCompletionService Chat { get; }

    private HttpClient Http() => _services.GetRequiredService<IHttpClientFactory>().CreateClient(Client);

    /// <inheritdoc />
    public void Dispose() => _services.Dispose();

    /// <summary>Azure takes its keys in a header of its own.</summary>
    private sealed class AzureKey(string key) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = null;
            request.Headers.Remove("api-key");
            request.Headers.Add("api-key", key);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using KneeBot.Configuration;
using Microsoft.Extensions.Configuration;

namespace KneeBot.SemanticKernel;

/// <summary>Which language model phrases answers, and within which limits. Section <c>Generation</c>; off while <see cref="Provider"/> is <c>off</c>.</summary>
public sealed class GenerationOptions
{
    /// <summary><c>off</c> (default), <c>openai</c>, <c>azure</c>, <c>ollama</c> or <c>compatible</c>: any server that speaks the OpenAI protocol.</summary>
    [RegularExpression("^(off|openai|azure|ollama|compatible)$", ErrorMessage = "Generation:Provider must be 'off', 'openai', 'azure', 'ollama' or 'compatible'.")]
    public string Provider { get; set; } = "off";

    /// <summary>Base address up to and including the version, for example <c>http://localhost:11434/v1</c>. Default: the provider's own, where it has one.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Name of the model, or of the deployment with Azure. Needed unless off.</summary>
    public string? Model { get; set; }

    /// <summary>Key, from the environment (<c>Generation__ApiKey</c>) or user secrets. Never shown or logged. Servers of one's own may need none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Longest wait for the first piece of an answer, in milliseconds. Default: 3000.</summary>
    [Range(50, 10_000)]
    public int FirstByteMs { get; set; } = 3_000;

    /// <summary>Longest time for a whole answer, in milliseconds; then what is verified stands, or the articles are quoted. Default: 7000.</summary>
    [Range(100, 9_000)]
    public int WholeMs { get; set; } = 7_000;

    /// <summary>Longest wait for a rewritten follow-up, in milliseconds; 0 asks for none. Default: 800.</summary>
    [Range(0, 2_000)]
    public int RewriteMs { get; set; } = 800;

    /// <summary>Whether the model is asked for red flags that the rules missed. Default: true.</summary>
    public bool SecondOpinion { get; set; } = true;

    /// <summary>Most attempts after the first when the server is down, overloaded or refuses for now. Default: 1.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 1;

    /// <summary>Most answers generated at the same time; more are quoted. Default: 8.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 8;

    /// <summary>Faults in a row after which the model is left alone for a while. Default: 5.</summary>
    [Range(1, 1_000_000)]
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long it is left alone, in seconds. Default: 30.</summary>
    [Range(1, 3_600)]
    public int BreakSeconds { get; set; } = 30;

    /// <summary>Most tokens of one conversation, prompts included. Default: 40,000.</summary>
    [Range(0, int.MaxValue)]
    public int TokensPerConversation { get; set; } = 40_000;

    /// <summary>Most tokens of one day (UTC), prompts included. Default: 2,000,000.</summary>
    [Range(0, long.MaxValue)]
    public long TokensPerDay { get; set; } = 2_000_000;

    /// <summary>Most tokens of one answer. Default: 500.</summary>
    [Range(50, 4_000)]
    public int MaxAnswerTokens { get; set; } = 500;

    /// <summary>Most sentences of one answer. Default: 5.</summary>
    [Range(1, 10)]
    public int MaxSentences { get; set; } = 5;

    /// <summary>Whether a model is to be used.</summary>
    public bool IsOn => Provider != "off";

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="ValidationException">A setting is missing or out of range; the message says which and what to do.</exception>
    public static GenerationOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Generation");
        SettingValues.Check(section, typeof(GenerationOptions), mayQuote: false); // the value may be a key in the wrong place
        var options = section.Get<GenerationOptions>() ?? new GenerationOptions();
        options.Validate();
        return options;
    }

    /// <summary>The address that is called.</summary>
    public Uri Address => Endpoint ?? new Uri(Provider == "ollama" ? "http://localhost:11434/v1" : "https://api.openai.com/v1");

    private void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (!IsOn)
            return;
        if (string.IsNullOrWhiteSpace(Model))
            throw new ValidationException("Generation:Model is missing: name the model (with Azure: the deployment), or set Generation:Provider to 'off'.");
        if (Endpoint is null && Provider is "azure" or "compatible" && Endpoint is null)
            throw new ValidationException($"Generation:Endpoint is missing: with '{Provider}' give the base address, for example '{(Provider == "azure" ? "https://NAME.openai.azure.com/openai/v1" : "http://localhost:8080/v1")}'.");
        if (Endpoint is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
            throw new ValidationException("Generation:Endpoint must be an http or https address without a user name or password.");
        if (Provider is "openai" or "azure" && string.IsNullOrWhiteSpace(ApiKey))
            throw new ValidationException($"Generation:ApiKey is missing: '{Provider}' needs a key, best in the environment variable Generation__ApiKey.");
        if (ApiKey is { } key && key.Any(c => c is <= ' ' or > '~'))
            throw new ValidationException("Generation:ApiKey holds a space, a line end or another sign that no key has. Was it pasted whole?");
    }
}

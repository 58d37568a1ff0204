using System.ComponentModel.DataAnnotations;
using System.Globalization;
using KneeBot.Answering;
using KneeBot.Corpus;
using Microsoft.Extensions.Configuration;

namespace KneeBot.SemanticKernel;

/// <summary>What the doctor finds about the language model.</summary>
/// <param name="IsWell">Whether it can be used; true as well when none is configured.</param>
/// <param name="Text">What is so and what to do, in plain words; never the key.</param>
public sealed record ModelFinding(bool IsWell, string Text)
{
    /// <summary>Whether it works, and answers may all the same be quoted more often than not.</summary>
    public bool IsWarning { get; init; }
}

/// <summary>Examines the configured language model: settings, then one real question.</summary>
public static class GenerationDoctor
{
    /// <summary>The one short sentence that is asked for must take less than this part of the time for a whole answer.</summary>
    private const int ShareOfTime = 2;

    /// <summary>Looks at one point after another.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="offline">Whether the model is not called.</param>
    /// <param name="time">Clock.</param>
    /// <param name="ct">Ends the examination.</param>
    public static async Task<IReadOnlyList<ModelFinding>> ExamineAsync(IConfiguration configuration, bool offline, TimeProvider time, CancellationToken ct = default)
    {
        GenerationOptions options;
        try
        {
            options = GenerationOptions.Read(configuration);
        }
        catch (ValidationException e)
        {
            return [new ModelFinding(false, e.Message)];
        }

        if (!options.IsOn)
            return [new ModelFinding(true, "no language model: answers are quoted from the articles.")];
        var settings = new ModelFinding(true, $"{options.Provider}, model {options.Model}, at {options.Address.Scheme}://{options.Address.Authority}{options.Address.AbsolutePath}; {(string.IsNullOrEmpty(options.ApiKey) ? "no key" : "a key is set")}.");
        return offline ? [settings] : [settings, await AskAsync(options, time, ct).ConfigureAwait(false)];
    }

    private static async Task<ModelFinding> AskAsync(GenerationOptions options, TimeProvider time, CancellationToken ct)
    {
        using var model = new LanguageModel(options, encoder: null, time);
        const string Fact = "The knee joins the thigh bone and the shin bone.";
        var passage = new Passage(new PassageId("doctor", 0), "Trial", "Trial", Fact);
        var record = new GenerationRecord();
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.WholeMs), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var sentences = 0;
            await foreach (var _ in model.Setup.Generator.ProposeAsync(new GenerationRequest("doctor", "What does the knee join?", [passage], record), both.Token).ConfigureAwait(false))
                sentences++;
            var elapsed = time.GetElapsedTime(started);
            var took = string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");
            if (sentences == 0)
                return new ModelFinding(false, $"the model answered after {took}, but with no sentence to a question its passage answers. Try a larger model.");
            if (elapsed.TotalMilliseconds * ShareOfTime < options.WholeMs)
                return new ModelFinding(true, $"the model answered in the agreed form after {took}.");
            return new ModelFinding(true, $"the model answered in the agreed form after {took}, with one short sentence. A whole answer has {Seconds(options.WholeMs)} (Generation:WholeMs), of which its first piece may take {Seconds(options.FirstByteMs)} (Generation:FirstByteMs), and what comes later is quoted from the articles instead. Choose a faster model, or raise both.") { IsWarning = true };
        }
        catch (GenerationException e)
        {
            return new ModelFinding(false, $"the model gives no answer: {e.Message}. {Advice(e.Message, options)}");
        }
    }

    private static string Seconds(int milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0##} s");

    private static string Advice(string fault, GenerationOptions options) =>
        fault.Contains("401", StringComparison.Ordinal) || fault.Contains("403", StringComparison.Ordinal) ? "Check Generation:ApiKey (environment variable Generation__ApiKey)."
        : fault.Contains("404", StringComparison.Ordinal) ? "Check Generation:Endpoint (it ends with the version, such as /v1) and Generation:Model."
        : fault.Contains("429", StringComparison.Ordinal) ? "Check the account's quota and limits with the provider."
        : fault.Contains("reached", StringComparison.Ordinal) || fault.Contains("connection", StringComparison.Ordinal) ? options.Provider == "ollama" ? "Is 'ollama serve' running?" : "Check Generation:Endpoint, the network and the firewall."
        : fault.Contains("long", StringComparison.Ordinal) ? "Choose a faster model, or raise Generation:FirstByteMs and Generation:WholeMs."
        : fault.Contains("JSON", StringComparison.Ordinal) || fault.Contains("form", StringComparison.Ordinal) || fault.Contains("breaks off", StringComparison.Ordinal) ? "The model does not keep to the form that is asked for. Try a larger model."
        : fault.Contains("certificate", StringComparison.Ordinal) ? "Check the server's certificate and this machine's clock."
        : "See docs/generation.md.";
}

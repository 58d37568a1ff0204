using KneeBot.BotFramework;
using KneeBot.Configuration;
using KneeBot.Corpus;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;
using KneeBot.SemanticKernel;
using Microsoft.Extensions.Configuration;

namespace KneeBot.Cli;

/// <summary>The settings cannot be read; the message says which file and why.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException() { }

    public SettingsException(string message) : base(message) { }

    public SettingsException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>Starts the engine from the one configuration file beside the program, environment variables on top.</summary>
internal static class Settings
{
    private const int MostFilesTold = 5;

    /// <summary>Those that the command line or the host reads: both have the same file and environment.</summary>
    private static readonly SettingNames Names = new SettingNames().Add("", typeof(KneeBotOptions)).Add("Generation", typeof(GenerationOptions)).AddBotFramework();

    /// <param name="corpusFolder">The corpus that the command line names; null: that of the settings.</param>
    /// <param name="error">Takes what is wrong, and what was left out of that corpus.</param>
    /// <param name="saysLeftOut">Whether what was left out is said; somebody who asks one question after the other has read it.</param>
    public static KneeBotEngine Start(string? corpusFolder, TextWriter error, bool saysLeftOut = true)
    {
        var options = Options(corpusFolder);
        var engine = KneeBotEngine.Start(
            options,
            options.Guardrails.Semantic == "off" ? null : rules => GuardClassifier.Load(new ArcticEmbedXs(), rules),
            encoder: AnswerEncoder(error),
            generation: Model());
        foreach (var file in engine.Corpus.Report.Where(file => file.Status != IngestionStatus.Indexed))
            error.WriteLine($"kneebot: {file.Path}: {file.Message}");
        foreach (var file in engine.Corpus.Report.Where(file => file.Warning is not null))
            error.WriteLine($"kneebot: {file.Path}: {file.Warning}");
        foreach (var line in corpusFolder is null || !saysLeftOut ? [] : LeftOut(engine.Corpus.Report))
            error.WriteLine("kneebot: " + line);
        foreach (var name in Misspelt())
            error.WriteLine($"kneebot: settings: {name}");
        return engine;
    }

    /// <summary>Names in the settings that nobody reads, each with the one that was probably meant.</summary>
    public static IEnumerable<string> Misspelt() => Names.Misspelt(Configuration());

    /// <summary>What was left out of the articles of a corpus named on the command line; of a large one only of the first.</summary>
    private static IEnumerable<string> LeftOut(IReadOnlyList<IngestionResult> report)
    {
        var files = report.Where(file => file is { Status: IngestionStatus.Indexed, Message.Length: > 0 }).ToArray();
        foreach (var file in files.Take(MostFilesTold))
            yield return $"{file.Path}: {file.Message}";
        if (files.Length > MostFilesTold)
            yield return $"something was left out of {files.Length - MostFilesTold} further files; the host's log names them all";
    }

    /// <summary>The settings, with another corpus where one is named.</summary>
    public static KneeBotOptions Options(string? corpusFolder)
    {
        var options = Read();
        if (corpusFolder is not null)
            options.Corpus = Path.GetFullPath(corpusFolder);
        FolderSettings.MakeAbsolute(options, Configuration(), provider => provider is FileConfigurationProvider);
        return options;
    }

    /// <summary>The encoder of the answers, null when it is switched off; a damaged one is said once and left out, for words alone answer too.</summary>
    public static ArcticEmbedXs? AnswerEncoder(TextWriter error)
    {
        if (!Read().AnswersByMeaning)
            return null;
        try
        {
            return new ArcticEmbedXs();
        }
        catch (EncoderUnavailableException e)
        {
            error.WriteLine("kneebot: " + e.Message);
            return null;
        }
    }

    /// <summary>Similarity of meaning as the settings have it, for measuring without an engine.</summary>
    public static Lent<Retrieval.Meanings> Meanings(TextWriter error)
    {
        var options = Read().Answers;
        var encoder = AnswerEncoder(error);
        var cache = Retrieval.EmbeddingCache.Open(options.EmbeddingCache, encoder);
        return new Lent<Retrieval.Meanings>(new Retrieval.Meanings(encoder, TimeProvider.System, options.QuestionPrefix, cache), cache);
    }

    /// <summary>The configured language model; it lives as long as the program. Null while it is off.</summary>
    private static GenerationSetup? Model() =>
        GenerationOptions.Read(Configuration()) is { IsOn: true } generation ? new LanguageModel(generation, new ArcticEmbedXs()).Setup : null;

    /// <summary>Whether the settings have the semantic layer on.</summary>
    public static bool SemanticIsOn() => Read().Guardrails.Semantic != "off";

    /// <summary>The settings as the host sees them, apart from its own command line.</summary>
    public static IConfiguration Configuration()
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .Build();
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException("The settings cannot be read: " + e.Message + (e.InnerException is { } inner ? " " + inner.Message : ""), e);
        }
    }

    private static KneeBotOptions Read()
    {
        var configuration = Configuration();
        SettingValues.Check(configuration, typeof(KneeBotOptions));
        return configuration.Get<KneeBotOptions>() ?? new KneeBotOptions();
    }
}

/// <summary>Something with what has to be closed after it.</summary>
internal sealed record Lent<T>(T Value, IDisposable? Behind) : IDisposable
{
    public void Dispose() => Behind?.Dispose();
}

using Microsoft.Extensions.Configuration;

namespace KneeBot.Configuration;

/// <summary>
/// Where relative folders of the settings start: one in a settings file at the program's own folder, where that file lies; one in the
/// environment or an option where the program was started. What is not there is looked for at the other place.
/// </summary>
public static class FolderSettings
{
    /// <summary>Makes the folders of the articles and of the rules absolute.</summary>
    /// <param name="options">Changed in place.</param>
    /// <param name="configuration">What the options were read from.</param>
    /// <param name="isFile">Whether a source of settings is a file.</param>
    /// <exception cref="DirectoryNotFoundException">The folder of the articles is at neither place; the message has both in full.</exception>
    public static void MakeAbsolute(KneeBotOptions options, IConfiguration configuration, Func<IConfigurationProvider, bool> isFile)
    {
        var articles = Places(options.Corpus, nameof(KneeBotOptions.Corpus), configuration, isFile);
        options.Corpus = Array.Find(articles, Exists)
            ?? throw new DirectoryNotFoundException($"The corpus folder {string.Join(" (nor ", articles.Select(place => $"'{place}'"))}{(articles.Length > 1 ? ")" : "")} does not exist. Point Corpus (or --corpus) at the folder that holds the articles.");
        if (options.Guardrails.RulesFolder is not { Length: > 0 } rules)
            return;
        var places = Places(rules, $"{nameof(KneeBotOptions.Guardrails)}:{nameof(GuardrailOptions.RulesFolder)}", configuration, isFile);
        options.Guardrails.RulesFolder = Array.Find(places, Exists) ?? places[0];
    }

    /// <summary>Where a folder can be, the likelier place first.</summary>
    private static string[] Places(string path, string name, IConfiguration configuration, Func<IConfigurationProvider, bool> isFile)
    {
        var (own, here) = (Path.GetFullPath(path, AppContext.BaseDirectory), Path.GetFullPath(path));
        var source = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(name, out _));
        return own == here ? [own] : source is null || isFile(source) ? [own, here] : [here, own];
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);
}

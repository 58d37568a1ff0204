using System.Reflection;
using YamlDotNet.Serialization;

namespace KneeBot.Conversations;

/// <summary>Says, in the visitor's language, that only English is read: the sentences of <c>other-languages.yaml</c>.</summary>
public sealed class OtherLanguage
{
    private readonly LanguageDetector _detector = LanguageDetector.Load();

    public OtherLanguage()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Texts/other-languages.yaml")
            ?? throw new InvalidOperationException("The embedded file 'Texts/other-languages.yaml' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        Sentences = new Deserializer().Deserialize<Dictionary<string, string>>(reader);
    }

    /// <summary>The sentences by language, a BCP 47 tag such as <c>es</c>.</summary>
    public IReadOnlyDictionary<string, string> Sentences { get; }

    /// <summary>The fixed sentence in the message's language; null for English and whenever in doubt.</summary>
    public string? Notice(string message) => _detector.Detect(message) is { } language ? Sentences[language] : null;
}

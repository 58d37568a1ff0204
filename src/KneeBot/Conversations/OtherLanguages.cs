using System.Reflection;
using YamlDotNet.Serialization;

namespace KneeBot.Conversations;

/// <summary>Says, in the visitor's language, that only English is read: the sentences of <c>other-languages.yaml</c>.</summary>
public sealed class OtherLanguages
{
    private readonly LanguageDetector _detector;

    private OtherLanguages(LanguageDetector detector, IReadOnlyDictionary<string, string> sentences) => (_detector, Sentences) = (detector, sentences);

    /// <summary>The sentences by language.</summary>
    public IReadOnlyDictionary<string, string> Sentences { get; }

    /// <summary>The embedded profiles and sentences.</summary>
    public static OtherLanguages Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Texts/other-languages.yaml")
            ?? throw new InvalidOperationException("The embedded file 'other-languages.yaml' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return new OtherLanguages(LanguageDetector.Load(), new Deserializer().Deserialize<Dictionary<string, string>>(reader));
    }

    /// <summary>The sentence for a message in another language; null for English, and when unsure.</summary>
    public string? Answer(string message, List<string> notes)
    {
        if (_detector.Detect(message) is not { } language)
            return null;
        notes.Add($"The message is in another language ({language}).");
        return Sentences[language];
    }
}

using System.Reflection;

namespace KneeBot.Guardrails;

/// <summary>About 41,000 English words, so that a right word is never "repaired" (source: english-words.LICENSE.txt).</summary>
internal static class EnglishWords
{
    private static readonly Lazy<HashSet<string>> Words = new(Read);

    /// <summary>One list for all who ask; nobody may change it.</summary>
    public static HashSet<string> Load() => Words.Value;

    private static HashSet<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Rules/english-words.txt")
            ?? throw new InvalidOperationException("The embedded word list is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>(41_000, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            words.Add(line);
        return words;
    }
}

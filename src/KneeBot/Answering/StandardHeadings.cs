using System.Text.RegularExpressions;
using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>Headings that many articles share (<c>headings.yaml</c>), as questions about one article's subject: "Symptoms" asks "What are the symptoms of gout?".</summary>
internal sealed partial class StandardHeadings
{
    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);

    private StandardHeadings(HeadingFile file)
    {
        foreach (var entry in file)
        foreach (var heading in entry.Headings)
            _questions.Add(heading, entry.Ask);
    }

    /// <summary>The embedded headings.</summary>
    public static StandardHeadings BuiltIn { get; } = new(AnswerData.Read<HeadingFile>("headings.yaml"));

    /// <summary>The question that a section answers; null where its heading is no standard one, or nothing says what it is about.</summary>
    /// <param name="headingPath">The headings from the outermost to the innermost.</param>
    /// <param name="subject">What the article is about; empty when that is not known.</param>
    public string? Ask(string headingPath, string subject)
    {
        var path = headingPath.Split(Passage.HeadingSeparator);
        var heading = Plain(path[^1]);
        if (!_questions.TryGetValue(heading, out var question))
            return null;
        var above = path.Length > 1 && !_questions.ContainsKey(Plain(path[^2])) && !NextQuestions.IsClause(path[^2]) && !path[^2].EndsWith('?') ? path[^2] : subject;
        return above.Length == 0 ? null
            : question.Replace("{heading}", heading, StringComparison.Ordinal).Replace("{subject}", above, StringComparison.Ordinal);
    }

    /// <summary>Whether a heading is one of these.</summary>
    public bool Has(string heading) => _questions.ContainsKey(Plain(heading));

    private static string Plain(string heading) =>
        Mark().Replace(And().Replace(heading.ToLowerInvariant(), " and "), " ").Trim() is var words && words.EndsWith(" it", StringComparison.Ordinal) ? words[..^3] : words;

    [GeneratedRegex(@"\s*[&/]\s*")]
    private static partial Regex And();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Mark();

    internal sealed class HeadingFile : List<HeadingEntry>;

    internal sealed class HeadingEntry
    {
        public List<string> Headings { get; set; } = [];

        public string Ask { get; set; } = "";
    }
}

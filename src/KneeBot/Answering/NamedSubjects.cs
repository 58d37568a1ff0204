using System.Text.RegularExpressions;
using KneeBot.Conversations;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>Puts a question about one subject to another, or to each of several: "how are eczema and hay fever treated" is two questions.</summary>
public sealed partial class NamedSubjects(ArticleSubjects subjects)
{
    /// <summary>Most subjects of one question that are looked up one by one.</summary>
    public const int Most = 3;

    /// <summary>The question put to each of the subjects it names side by side; empty when it names fewer than two so.</summary>
    /// <param name="question">The question, complete in itself.</param>
    public IReadOnlyList<string> Each(string question)
    {
        var (asked, about) = FollowUpResolver.Split(question);
        if (SideBySide(asked) is { Count: > 1 } named)
            return [.. named.Select(one => FollowUpResolver.Join(OfOne(Replaced(asked, named[0].First, named[^1].Last, Words(asked, one))), about))];
        return subjects.Mentions(asked).Count == 0 && Plural().IsMatch(asked) && SideBySide(about) is { Count: > 1 } before
            ? [.. before.Select(one => FollowUpResolver.Join(asked, Words(about, one)))]
            : [];
    }

    /// <summary>A follow-up that names only another subject ("and gout?"), as the question before put to that subject; null for any other.</summary>
    /// <param name="question">The follow-up.</param>
    /// <param name="units">What it asks for.</param>
    /// <param name="before">The question before, without what it was about.</param>
    public string? Instead(string question, IReadOnlyList<QueryUnit> units, string before)
    {
        if (units.Count != 1 || subjects.Mentions(question) is not [var named])
            return null;
        var name = Words(question, named);
        return subjects.Mentions(before) is { Count: > 0 } old ? Replaced(before, old[0].First, old[^1].Last, name) : FollowUpResolver.Join(before, name);
    }

    /// <summary>A question with "it" for the subject of an article, as somebody asks who has the article before them; null when it names no such subject, or others too.</summary>
    /// <param name="question">The question.</param>
    /// <param name="article">The article's id.</param>
    public string? WithinArticle(string question, string article) =>
        subjects.Mentions(question) is [var named] && subjects.IsOwn(named.Label, article) ? Replaced(question, named.First, named.Last, "it") : null;

    /// <summary>Different subjects with nothing between them but "and", "or" and articles.</summary>
    private List<SubjectMention> SideBySide(string text)
    {
        var words = text.Split(' ');
        var side = new List<SubjectMention>();
        foreach (var mention in subjects.Mentions(text))
        {
            if (side.Count > 0 && !words[(side[^1].Last + 1)..mention.First].All(word => Joint().IsMatch(word)))
                break;
            if (side.Count < Most && side.All(other => other.Label != mention.Label))
                side.Add(mention);
        }

        return side;
    }

    /// <summary>"How are gout treated" with the verb of one.</summary>
    private static string OfOne(string question) => Do().Replace(Are().Replace(question, "is", 1), "does", 1);

    private static string Words(string text, SubjectMention mention) => string.Join(' ', text.Split(' ')[mention.First..(mention.Last + 1)]).TrimEnd('?', '.', ',', ';', '!');

    /// <summary>A text with a name for its words from one place to another; the mark of the last one stays.</summary>
    internal static string Replaced(string text, int first, int last, string name)
    {
        var words = text.Split(' ');
        var end = words[last][words[last].TrimEnd('?', '.', ',', ';', '!').Length..];
        return string.Join(' ', [.. words[..first], name + end, .. words[(last + 1)..]]);
    }

    [GeneratedRegex(@"^(and|or|of|for|with|in|n|a|an|the|my|both|also|as|well|&|,)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\bare\b")]
    private static partial Regex Are();

    [GeneratedRegex(@"(?<=\b(how|what|where|when|why) )do\b")]
    private static partial Regex Do();

    [GeneratedRegex(@"\b(they|them|their|both|each|these|those)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Plural();
}

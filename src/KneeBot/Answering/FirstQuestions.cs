using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Answering;

/// <summary>Questions to begin with: headings of the articles, put as somebody would ask. A heading that makes no good question is left out.</summary>
internal static partial class FirstQuestions
{
    private const int Most = 3, MostTried = 12, MostLetters = 80;

    /// <param name="articles">The articles; each in turn gives a question, one a chapter.</param>
    /// <param name="tellMe">Asks about a heading that is a name.</param>
    /// <param name="standard">Asks about a heading (its path) that many articles share, in an article (its id); null: it is none.</param>
    /// <param name="subject">What an article (its id) is about; empty where its questions need not say so.</param>
    /// <param name="isAnswered">Whether a question is answered from the section of this heading.</param>
    public static IReadOnlyList<string> Choose(IEnumerable<Article> articles, Func<string, string> tellMe, Func<string, string, string?> standard, Func<string, string> subject, Func<string, string, bool> isAnswered)
    {
        return [.. articles
            .SelectMany(article => article.Sections
                .Where(section => section.HeadingPath.Count > 0 && !section.Heading.Contains('|', StringComparison.Ordinal)) // which separates them where they are listed
                .DistinctBy(section => section.HeadingPath[0])
                .Select(section => (section.Heading, Question: standard(string.Join(Passage.HeadingSeparator, section.HeadingPath), article.Id) ?? OfItsOwn(section.Heading, article.Id)))
                .Where(asked => asked.Question is not null)
                .Select(asked => (asked.Heading, Question: asked.Question!))
                .Where(asked => asked.Question.Length <= MostLetters)
                .OrderByDescending(asked => asked.Question.EndsWith('?')).Index())
            .OrderBy(asked => asked.Index).Take(MostTried)
            .Where(asked => isAnswered(asked.Item.Question, asked.Item.Heading)).Take(Most).Select(asked => asked.Item.Question)];

        string? OfItsOwn(string heading, string article) =>
            (Put(heading) ?? (NextQuestions.IsClause(heading) ? null : tellMe(heading))) is { } question ? NextQuestions.Named(question, heading, subject(article)) : null;
    }

    /// <summary>"What a meniscus root is" becomes "What is a meniscus root?", "How a clot feels" "How does a clot feel?"; null where it is not that simple.</summary>
    internal static string? Put(string heading) => heading.EndsWith('?') ? heading
        : Being().Match(heading) is { Success: true } being ? $"{being.Groups["asks"]} {being.Groups["is"]} {being.Groups["what"]}?"
        : Doing().Match(heading) is { Success: true } doing && !doing.Groups["what"].Value.Split('(')[0].TrimEnd().EndsWith('s') ? $"{doing.Groups["asks"]} does {doing.Groups["what"]} {Plain(doing.Groups["does"].Value)}?"
        : null;

    /// <summary>"feels" without its ending.</summary>
    private static string Plain(string verb) =>
        verb.EndsWith("ies", StringComparison.Ordinal) ? verb[..^3] + "y" : Hissing().IsMatch(verb) ? verb[..^2] : verb[..^1];

    [GeneratedRegex("^(?<asks>What|Who) (?<what>((?! and | is | are ).)+) (?<is>is|are)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Being();

    [GeneratedRegex(@"^(?<asks>How|Why|When|Where) (?<what>(a|an|the) [\p{Ll}'’-]+( [\p{Ll}'’-]+)?( \([^)]*\))?) (?<does>\p{Ll}{2,}(?<!s)s)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Doing();

    [GeneratedRegex("(ss|sh|ch|x|z|o)es$", RegexOptions.ExplicitCapture)]
    private static partial Regex Hissing();
}

using System.Text.RegularExpressions;

namespace KneeBot.Answering;

/// <summary>A sentence that says what is mostly so is half of what the article says when the next one names the exception: "Most causes are simple. Some need urgent attention."</summary>
internal static partial class Caveats
{
    private const int LongestWords = 30;

    /// <summary>The sentences, each that speaks of most cases with the exception that follows it.</summary>
    public static IEnumerable<QuotedSentence> Add(IReadOnlyList<QuotedSentence> chosen)
    {
        foreach (var one in chosen)
        {
            yield return one;
            if (Exception(one) is { } exception && !chosen.Contains(exception))
                yield return exception;
        }
    }

    private static QuotedSentence? Exception(QuotedSentence one)
    {
        var at = one.Sentence.Index + 1;
        if (at >= one.Passage.Sentences.Count || !Mostly().IsMatch(one.Text))
            return null;
        var next = one with { Sentence = one.Passage.Sentences[at] };
        var sameParagraph = !one.Passage.Text.AsSpan(one.Sentence.Start, next.Sentence.Start - one.Sentence.Start).Contains('\n');
        return sameParagraph && Excepts().IsMatch(next.Text) && next.Text.AsSpan().Count(' ') < LongestWords ? next : null;
    }

    [GeneratedRegex(@"^\W*(most|usually|mostly|generally|normally|almost (all|always)|nearly (all|always)|(in|for) (most|many) (cases|people))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mostly();

    [GeneratedRegex(@"^\W*(some|a few|others?|but|however|yet|rarely|occasionally|sometimes|only|not all)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Excepts();
}

using System.Text.RegularExpressions;

namespace KneeBot.Answering;

/// <summary>A sentence that begins with "it" or "these" means something said before; quoted alone it would mean nothing.</summary>
internal static partial class Antecedents
{
    private const int LongestWords = 30;

    /// <summary>Whether the sentence leans on the one before.</summary>
    public static bool LeansBack(string sentence) => Opening().IsMatch(sentence.Length > 60 ? sentence[..60] : sentence);

    /// <summary>The sentences with the one before each that leans on it, where that one is short and in the same paragraph or list.</summary>
    public static IEnumerable<QuotedSentence> Add(IReadOnlyList<QuotedSentence> chosen)
    {
        foreach (var one in chosen)
        {
            if (Before(one) is { } before && !chosen.Contains(before))
                yield return before;
            yield return one;
        }
    }

    /// <summary>Whether the first sentence of an answer still leans on something that is not said.</summary>
    public static bool IsCutOff(IReadOnlyList<QuotedSentence> said) => said.Count > 0 && LeansBack(said[0].Text);

    private static QuotedSentence? Before(QuotedSentence one)
    {
        if (one.Sentence.Index == 0 || !LeansBack(one.Text))
            return null;
        var before = one with { Sentence = one.Passage.Sentences[one.Sentence.Index - 1] };
        var sameParagraph = !one.Passage.Text.AsSpan(before.Sentence.Start, one.Sentence.Start - before.Sentence.Start).Contains('\n');
        return sameParagraph && !LeansBack(before.Text) && before.Text.AsSpan().Count(' ') < LongestWords ? before : null;
    }

    [GeneratedRegex(@"^\W*(it|its|it's|they|their|them|this|these|those|that|he|she|such|both|the (former|latter)|here|there it)\b(?! (is|are) (no|not|a|an|many|some|several|two|three) )", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}

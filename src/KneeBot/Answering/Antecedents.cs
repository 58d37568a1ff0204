using System.Text.RegularExpressions;

namespace KneeBot.Answering;

/// <summary>A sentence that begins with "it" or "these" means something said before; quoted alone it would mean nothing.</summary>
internal static partial class Antecedents
{
    private const int LongestWords = 30, Links = 2;

    /// <summary>Whether the sentence leans on the one before.</summary>
    public static bool LeansBack(string sentence) => Opening().IsMatch(sentence.Length > 60 ? sentence[..60] : sentence);

    /// <summary>The sentences with those before each that it leans on, where these are short and in the same paragraph or list.</summary>
    public static IEnumerable<QuotedSentence> Add(IReadOnlyList<QuotedSentence> chosen)
    {
        foreach (var one in chosen)
        {
            foreach (var before in Before(one, Links).Where(before => !chosen.Contains(before)))
                yield return before;
            yield return one;
        }
    }

    /// <summary>Whether the first sentence of an answer still leans on something that is not said: the sentence before it, or what its list is of.</summary>
    public static bool IsCutOff(IReadOnlyList<QuotedSentence> said) => said.Count > 0 && (LeansBack(said[0].Text) || ListItems.NeedsLead(said[0].Passage, said[0].Sentence));

    /// <summary>What a sentence leans on, first things first; one that leans itself brings what stands before it ("This often leads to … That is why …").</summary>
    private static IEnumerable<QuotedSentence> Before(QuotedSentence one, int links)
    {
        if (links == 0 || one.Sentence.Index == 0 || !LeansBack(one.Text))
            return [];
        var before = one with { Sentence = one.Passage.Sentences[one.Sentence.Index - 1] };
        var sameParagraph = !one.Passage.Text.AsSpan(before.Sentence.Start, one.Sentence.Start - before.Sentence.Start).Contains('\n');
        return sameParagraph && before.Text.AsSpan().Count(' ') < LongestWords ? [.. Before(before, links - 1), before] : [];
    }

    // "We call this", "If it looks more complex", "Once its root is torn", "When one of them tears", "Small ones", "Most people who have one".
    [GeneratedRegex(@"^\W*((it|its|it's|they|their|them|this|these|those|that|he|she|such|both|the (former|latter)|here|there it)\b(?! (is|are) (no|not|a|an|many|some|several|two|three) )|(if|when|once|because|although|though|while|until|after|before|in most cases,?) (it|its|they|their|this|that|these|those|(one|some|any|all|either|both) of (them|these|those))\b|(an? |the |some |most |very )?(very )?(small|smaller|large|larger|big|bigger|other|simple|new|old|bad|mild) ones?\b|(we|i) ((also|often|do|usually) )?\w+ (it|this|that|these|those|them)\b|(most|many|some) (people|patients) (who|with) ((have|get|had) )?(it|one|them|this)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}

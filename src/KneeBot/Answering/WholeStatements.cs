using KneeBot.Corpus;

namespace KneeBot.Answering;

/// <summary>A claim is said with its rebuttal, a question with its answer and a bare answer with its question: together, or not at all.</summary>
internal static class WholeStatements
{
    /// <summary>The sentences, each with those it must be said with; without those that cannot be said at all.</summary>
    public static IEnumerable<QuotedSentence> Add(IEnumerable<QuotedSentence> chosen) => chosen.SelectMany(Whole).Distinct();

    /// <summary>The sentences without those whose companions are missing: what was left out may have been the rebuttal.</summary>
    public static IReadOnlyList<QuotedSentence> Only(IReadOnlyList<QuotedSentence> said)
    {
        var present = said.Select(Key).ToHashSet();
        return [.. said.Where(one => Whole(one).Any() && Whole(one).All(part => present.Contains(Key(part))))];
    }

    /// <summary>Whether a sentence means the same by itself, without what stands before, behind or above it.</summary>
    public static bool StandsAlone(QuotedSentence one) =>
        one.Sentence is { IsSayable: true, NeedsHeading: false, NeedsIntroduction: false } sentence && sentence.First == sentence.Index && sentence.Last == sentence.Index;

    private static IEnumerable<QuotedSentence> Whole(QuotedSentence one)
    {
        if (!one.Sentence.IsSayable)
            return [];
        if (one.Sentence.First == one.Sentence.Last)
            return [one];
        return one.Passage.Sentences.Skip(one.Sentence.First).Take(one.Sentence.Last - one.Sentence.First + 1).Select(sentence => sentence.Index == one.Sentence.Index ? one : one with { Sentence = sentence });
    }

    private static (PassageId, int) Key(QuotedSentence one) => (one.Passage.Id, one.Sentence.Index);
}

using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Of the sentences that may answer a question, those that are said. In a short article every sentence is near to a question about its subject,
/// so that nearness counts by how far a sentence stands out from the others; and where a heading that many articles share says what is asked
/// ("Symptoms"), the sentences below it alone answer.
/// </summary>
internal sealed class FewestSentences(SentenceIndex index, SentenceScorer scorer, QuestionKinds kinds)
{
    /// <summary>How much of a unit's weight a heading must say for its section to be where that is answered.</summary>
    private const double SaidByHeading = 0.5;

    /// <summary>How far behind the best a sentence may be, as a share of how far the best is ahead of the middle one; more where several things are asked for, less for an item of a list, and for a sentence on another illness where none is named.</summary>
    private const double Share = 0.65, ShareOfItem = 0.5, ShareOfSeveral = 1, ShareOfAnother = 0.25;

    /// <summary>How much of what is asked a sentence must add to be said though it is further behind.</summary>
    private const double Adds = 0.12;

    /// <summary>The sentences to say, in the order they were chosen.</summary>
    /// <param name="question">The question.</param>
    /// <param name="chosen">Those that may answer it, best first.</param>
    /// <param name="ranked">All that were looked at, best first.</param>
    public List<RankedSentence> Of(Question question, List<RankedSentence> chosen, IReadOnlyList<RankedSentence> ranked)
    {
        if (chosen.Count < 2 || chosen[0].Similarity is null)
            return chosen;
        if (chosen.Any(one => IsAnsweredBelow(question, one.Sentence)))
            return [.. ranked.Where(one => IsAnsweredBelow(question, one.Sentence)).Take(chosen.Count)];
        var several = question.Kinds.Any(kinds.IsOfSeveral);
        var ahead = ranked[0].Score - ranked[ranked.Count / 2].Score;
        var kept = new List<RankedSentence>();
        foreach (var one in chosen)
            if (kept.Count == 0 || chosen[0].Score - one.Score <= ahead * (several ? ShareOfSeveral : NeedsLead(one) ? ShareOfItem : Share) || Adding(question, kept, one) > Adds || IsFirstOfKind(question, kept, one))
                kept.Add(one);
        kept.AddRange(ranked.Where(one => one.Sentence.Answers is { } asks && !kept.Contains(one) && kept.Exists(other => other.Sentence.Answers == asks) && AsksTheSame(question, asks)));
        return [.. kept.Where(one => one == kept[0] || (!(chosen[0].Score - one.Score > ahead * ShareOfAnother && IsOfAnotherIllness(question, kept[0].Sentence, one.Sentence)) && (!NeedsLead(one) || ListItems.AreOfOneList(kept[0].Sentence, one.Sentence))))];
    }

    /// <summary>Whether a question names no illness or injury, and a sentence stands in the section of another one than the best does.</summary>
    private static bool IsOfAnotherIllness(Question question, IndexedSentence best, IndexedSentence sentence) =>
        question.Subjects.All(subject => subject.IsDescription) && best.HeadingSubjects.Count > 0 && sentence.HeadingSubjects.Count > 0 && !best.HeadingSubjects.Any(sentence.HeadingSubjects.Contains);

    /// <summary>Whether a question of the article ("Who is at risk?") asks at least half of what the visitor does, the subject aside: all that answers it in its paragraph is said.</summary>
    private bool AsksTheSame(Question question, IndexedSentence asks)
    {
        var said = question.Asked.Sum(unit => index.Said(unit, asks));
        return said > 0 && said >= SaidByHeading * question.Asked.Where(unit => !question.Subjects.Contains(unit)).Sum(index.Weight);
    }

    private static bool NeedsLead(RankedSentence one) => ListItems.NeedsLead(one.Sentence.Passage, one.Sentence.Sentence);

    /// <summary>Whether a sentence stands under a shared heading that says all that is asked of the subject, and is about that subject.</summary>
    private bool IsAnsweredBelow(Question question, IndexedSentence sentence)
    {
        var asked = question.Asked.Where(unit => !question.Subjects.Contains(unit)).ToArray();
        return asked.Length > 0 && StandardHeadings.BuiltIn.Has(sentence.Passage.Section) && asked.All(unit => index.Said(unit, sentence.Heading) >= SaidByHeading * index.Weight(unit))
            && question.Subjects.SelectMany(subject => subject.Labels).Any(sentence.HeadingSubjects.Count > 0 ? sentence.HeadingSubjects.Contains : sentence.Title.Contains);
    }

    private double Adding(Question question, List<RankedSentence> kept, RankedSentence one)
    {
        double fresh = 0, total = 0;
        foreach (var unit in question.Asked)
        {
            total += index.Weight(unit);
            fresh += Math.Max(0, index.Said(unit, one.Sentence) - kept.Max(other => scorer.Said(unit, other.Sentence, question)));
        }

        return total == 0 ? 0 : fresh / total;
    }

    private bool IsFirstOfKind(Question question, List<RankedSentence> kept, RankedSentence one) =>
        question.Kinds.Any(kind => kinds.IsStrict(kind) && one.Sentence.Cues.Contains(kind) && !kept.Any(other => other.Sentence.Cues.Contains(kind)));
}

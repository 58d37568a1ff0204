namespace KneeBot.Answering;

/// <summary>
/// Scores a sentence for a question: the units it says itself, weighted by rarity; less for those its headings say ("it" in a
/// section is the section's subject), the sentence before it, the one that opens its paragraph, or the one that introduces its list; more when it has
/// the cue of the question's kind.
/// </summary>
internal sealed class SentenceScorer(SentenceIndex index)
{
    private const double InHeading = 0.6, SubjectInHeading = 0.9, Label = 0.7, InTitle = 0.4, Before = 0.35, LeantOn = 0.6, InParagraph = 0.5, InContext = 0.6, BesideSubject = 0.3, Cue = 0.12, Place = 0.12, InPassage = 0.3, OffSubject = 0.75, OtherSection = 0.8, SubjectSection = 0.93;

    public double Score(IndexedSentence sentence, Question question, double passageScore)
    {
        var (said, total) = Coverage(sentence, question);
        var cues = question.Kinds.Count == 0 ? 0 : (double)question.Kinds.Count(sentence.Cues.Contains) / question.Kinds.Count;
        var coverage = total == 0 ? 0 : said / total;
        var score = (coverage + Cue * cues + Place * passageScore) * (1 - OffSubject * (1 - About(sentence, question)));
        if (sentence.HeadingSubjects.Count > 0 && !question.Subjects.SelectMany(subject => subject.Labels).Any(sentence.HeadingSubjects.Contains))
            score *= question.Subjects.Count > 0 ? OtherSection : SubjectSection;
        if (IsLabel(sentence) && !question.Kinds.Contains("list"))
            score *= Label;
        return sentence.Text.EndsWith('?') || sentence.Text.EndsWith(':') ? 0.6 * score : score;
    }

    /// <summary>A few words without an end ("Meniscus root tear") name something and say nothing about it.</summary>
    private static bool IsLabel(IndexedSentence sentence) =>
        sentence.Text is { Length: > 0 } text && text[^1] is not ('.' or '!' or '?' or ':') && text.AsSpan().Count(' ') < 4;

    /// <summary>Units said, and the weight of all that count.</summary>
    private (double Said, double Total) Coverage(IndexedSentence sentence, Question question)
    {
        double said = 0, total = 0;
        foreach (var unit in question.Asked)
        {
            total += index.Weight(unit);
            said += Said(unit, sentence, question);
        }

        foreach (var unit in question.Context)
        {
            if (!index.Knows(unit))
                continue;
            var weight = question.NamesSubject ? BesideSubject : InContext;
            total += weight * index.Weight(unit);
            said += weight * Said(unit, sentence, question);
        }

        return (said, total);
    }

    /// <summary>How well a sentence says a unit, where it stands.</summary>
    public double Said(Retrieval.QueryUnit unit, IndexedSentence sentence, Question question)
    {
        var own = index.Said(unit, sentence);
        var heading = (question.Subjects.Contains(unit) ? SubjectInHeading : InHeading) * index.Said(unit, sentence.Heading);
        var title = InTitle * index.Said(unit, sentence.Title);
        var before = Neighbour(sentence) is { } neighbour ? (sentence.LeansBack ? LeantOn : Before) * index.Said(unit, neighbour.Terms) : 0;
        if (sentence.Answers is { } answered)
            before = Math.Max(before, InHeading * index.Said(unit, answered.Terms));
        if (sentence.Opening is { } opening)
            before = Math.Max(before, InParagraph * index.Said(unit, opening.Terms));
        var passage = own > 0 ? 0 : InPassage * index.SaidIn(sentence.Passage, unit);
        return Math.Max(Math.Max(Math.Max(own, heading), Math.Max(title, before)), passage);
    }

    /// <summary>How far a sentence is about the question's subjects, 0 to 1: by its own words, its headings or what stands before it.</summary>
    public double About(IndexedSentence sentence, Question question)
    {
        double about = 0;
        var known = 0;
        foreach (var subject in question.Subjects)
        {
            if (!index.Knows(subject))
                continue;
            known++;
            about += Names(subject, sentence.Terms) || Names(subject, sentence.Heading) ? 1 : IsNamedBefore(subject, sentence) ? 0.7 : Names(subject, sentence.Title) ? 0.5 : 0;
        }

        return known == 0 ? 1 : about / known;
    }

    private bool IsNamedBefore(Retrieval.QueryUnit subject, IndexedSentence sentence)
    {
        var all = index.Of(sentence.Passage);
        for (var i = 0; i < sentence.Sentence.Index; i++)
            if (Names(subject, all[i].Terms))
                return true;
        return false;
    }

    private static bool Names(Retrieval.QueryUnit subject, HashSet<string> terms)
    {
        for (var i = 0; i < subject.Labels.Count; i++)
            if (terms.Contains(subject.Labels[i]))
                return true;
        for (var i = 0; i < subject.Words.Count; i++)
            if (!terms.Contains(subject.Words[i]))
                return false;
        return subject.Words.Count > 0;
    }

    private IndexedSentence? Neighbour(IndexedSentence sentence)
    {
        var at = sentence.Sentence.IntroducedBy ?? sentence.Sentence.Index - 1;
        return at < 0 ? null : index.Of(sentence.Passage)[at];
    }
}

using KneeBot.Guardrails;

namespace KneeBot.Answering;

/// <summary>Sentences that call something harmless: said of one illness or injury, they are no answer about another.</summary>
internal static class ForeignReassurance
{
    /// <summary>Whether a sentence calls harmless what the question is not about. Whom it speaks of, it says itself, else its headings do.</summary>
    public static bool IsOfAnother(IndexedSentence sentence, Question question)
    {
        if (question.Subjects.Count == 0 || sentence.Subjects.Count == 0 || !Reassurance.Harmless().IsMatch(sentence.Text))
            return false;
        var own = sentence.Subjects.Where(sentence.Terms.Contains).ToArray();
        return !(own.Length > 0 ? own : sentence.HeadingSubjects).Any(label => question.Subjects.Any(subject => subject.Labels.Contains(label)));
    }
}

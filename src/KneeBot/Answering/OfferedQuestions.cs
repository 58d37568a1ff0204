using KneeBot.Conversations;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>The questions a visitor may begin or go on with. None is offered that a rail would refuse or the articles do not answer.</summary>
public sealed class OfferedQuestions
{
    private readonly NextQuestions _nextQuestions;
    private readonly AnswerFinder _finder;
    private readonly InputRails _inputRails;
    private readonly SmallTalk _smallTalk;
    private readonly TextNormalizer _normalizer;
    private readonly FollowUpResolver _followUps;
    private readonly Lazy<IReadOnlyList<string>> _first;

    public OfferedQuestions(NextQuestions nextQuestions, AnswerFinder finder, InputRails inputRails, SmallTalk smallTalk, TextNormalizer normalizer, FollowUpResolver followUps, ArticleSubjects subjects, IReadOnlyList<Article> articles)
    {
        (_nextQuestions, _finder, _inputRails, _smallTalk, _normalizer, _followUps) = (nextQuestions, finder, inputRails, smallTalk, normalizer, followUps);
        _first = new(() => FirstQuestions.Choose(articles, nextQuestions.Ask, nextQuestions.AskStandard, subjects.Name, IsAnswered));
    }

    /// <summary>Judges questions that may be offered next, before anybody is offered one.</summary>
    /// <param name="most">How many, at most.</param>
    public void Prepare(int most) => _nextQuestions.Prepare(most, IsFit);

    /// <summary>Questions a visitor may begin with; every one is answerable. At most three, chosen when first asked for.</summary>
    public IReadOnlyList<string> First => _first.Value;

    /// <summary>The opening of the section that an offered question is about; null when the message is none.</summary>
    public SectionOpening? Find(NormalizedText message) => _nextQuestions.Find(message);

    /// <summary>The questions that may be offered whose answers a reply has said: what was asked, if it is one, and each whose section's opening was quoted.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="draft">What was quoted; null: nothing.</param>
    public IReadOnlyList<string> Told(NormalizedText asked, Draft? draft) => _nextQuestions.Told(asked, draft?.Sentences ?? []);

    /// <summary>The questions to offer after a reply; none after a flag or a crisis, which are not followed by small questions.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="passages">The passages found for it.</param>
    /// <param name="draft">What was quoted of them; null: nothing was looked for.</param>
    /// <param name="told">Questions whose answers the dialogue has said; they are not offered again.</param>
    /// <param name="notes">Takes a fault: an answer without further questions is still an answer.</param>
    public IReadOnlyList<string> After(Reply reply, IReadOnlyList<ScoredPassage> passages, Draft? draft, IReadOnlyCollection<string> told, List<string> notes)
    {
        if (reply is not (Reply.Answered or Reply.NotCovered or Reply.DiagnosisDeclined) || passages.Count == 0)
            return [];
        var isQuoted = draft is { Sentences.Count: > 0 };
        Passage[] shown = isQuoted ? [.. draft!.Sentences.Select(quoted => quoted.Passage).Distinct().OrderBy(passage => passage.Id == draft.Best?.Id ? 0 : 1)] : [.. passages.Take(3).Select(found => found.Passage)];
        try
        {
            return _nextQuestions.After(shown, mayRepeat: !isQuoted, told, IsFit);
        }
#pragma warning disable CA1031 // As said: an answer without further questions is still an answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            notes.Add($"No next questions could be found ({e.GetType().Name}).");
            return [];
        }
    }

    /// <summary>Whether no rail has anything to say about a question as the first message of a dialogue, nor about the answer it gets.</summary>
    private bool IsFit(NormalizedText question, SectionOpening opening) => IsUnobjectionable(question) && _finder.Open(opening, []).Draft.Sentences.Count > 0;

    /// <summary>Whether no rail has anything to say about a question as the first message of a dialogue, and it is no small talk.</summary>
    private bool IsUnobjectionable(NormalizedText question) =>
        _smallTalk.Answer(question) is null
        && _inputRails.Check(new UserTurn("", question.Original) { Normalized = question }, []).All(verdict => verdict.Severity == Severity.Allow);

    /// <summary>Whether a question, as the first message of a dialogue, is answered from the section of a heading; no language model is asked.</summary>
    private bool IsAnswered(string question, string heading)
    {
        var normalized = _normalizer.Normalize(question);
        if (_nextQuestions.Find(normalized) is { } opening)
            return IsFit(normalized, opening);
        return IsUnobjectionable(normalized)
            && _finder.FindAsync(_followUps.Resolve(normalized, DialogueState.Empty), [], CancellationToken.None).GetAwaiter().GetResult().Draft.Sentences.Any(quoted => quoted.Passage.Section == heading);
    }
}

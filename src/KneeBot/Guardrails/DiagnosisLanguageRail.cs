using KneeBot.Answering;
using KneeBot.Retrieval;

namespace KneeBot.Guardrails;

/// <summary>
/// Withholds an answer that speaks about the visitor instead of about knees: a condition named as theirs, a probability of
/// theirs, reassurance, a dose, or advice to take a medicine. What articles say in general ("in most cases a Baker's cyst is
/// not dangerous", "if you have osteoarthritis") passes.
/// </summary>
public sealed class DiagnosisLanguageRail : IOutputRail
{
    private const int MostKept = 4_096;

    /// <summary>What was found in the articles' sentences: the same ones are quoted again and again.</summary>
    private readonly KeptByText<string?> _quoted = new(MostKept);

    public string Name => "diagnosis-language";

    public string? Objection(Draft draft, IReadOnlyList<ScoredPassage> context) =>
        draft.Sentences.SelectMany(WithIntroduction).Select(ObjectionToQuoted)
            .Concat(draft.Generated.Select(sentence => Objection(sentence.Text)))
            .FirstOrDefault(objection => objection is not null);

    private string? ObjectionToQuoted(string sentence) =>
        _quoted.TryGet(sentence, out var known) ? known : _quoted.Keep(sentence, Objection(sentence));

    /// <summary>What one sentence does that no answer may, or null.</summary>
    internal static string? Objection(string sentence)
    {
        var text = CharacterFolding.Fold(sentence).Folded.Replace('\n', ' ');
        return ForbiddenLanguage.All.FirstOrDefault(kind => kind.IsIn(text)) is { } found ? $"\"{sentence}\" {found.Says}" : null;
    }

    /// <summary>A list's introduction is said with its items, though the draft need not name it.</summary>
    private static IEnumerable<string> WithIntroduction(QuotedSentence quoted) =>
        quoted.Sentence.IntroducedBy is { } introduction && introduction < quoted.Passage.Sentences.Count
            ? [quoted.Passage.Quote(quoted.Passage.Sentences[introduction]), quoted.Text]
            : [quoted.Text];
}

namespace KneeBot.Guardrails;

/// <summary>
/// Questions with an answer behind them ("can you feel your foot? no", "breathing ok: N", "numb in the saddle area? yes", "chest pain? no, tightness"): the rules judge the message
/// once more with the statements that they make ("I cannot feel my foot").
/// </summary>
/// <param name="rails">The rules.</param>
/// <param name="normalizer">Reads the statements.</param>
/// <param name="lists">Words of questions and answers.</param>
public sealed class AnsweredQuestions(IReadOnlyList<RuleRail> rails, TextNormalizer normalizer, WordLists lists) : IInputRail
{
    private readonly AnswerStatements _statements = new(lists);

    public string Name => "answered";

    public IReadOnlyList<Verdict> Check(UserTurn turn) => _statements.Of(turn.Normalized, out var isStated) is var meant && !isStated ? [] :
        [.. rails.SelectMany(rail => rail.Check(turn with { Normalized = normalizer.Normalize(meant) })).Where(verdict => verdict.Severity > Severity.Decline)
            .Select(verdict => verdict with { Rail = Name, Evidence = [turn.Normalized.Original.Trim()], Explanation = $"the visitor answers a question, so \"{meant.Trim()}\"; {verdict.Explanation}" })];
}

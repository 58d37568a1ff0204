using System.Text;

namespace KneeBot.Guardrails;

/// <summary>A message with its answered questions as the statements that they make: "can you feel your foot? no" as "i cannot feel my foot", "breathing ok: N" as "breathing not ok".</summary>
internal sealed class AnswerStatements(WordLists lists)
{
    private readonly QuestionAnswers _answers = new(lists);

    private readonly QuestionStatement _statement = new(lists);

    /// <summary>The message with such questions as statements, without the marks of a form.</summary>
    /// <param name="text">The message.</param>
    /// <param name="isStated">Whether any makes one.</param>
    public string Of(NormalizedText text, out bool isStated) => Of(text, null, out isStated);

    /// <summary>The same without the signs that are answered with "no", which make no statement.</summary>
    /// <param name="text">The message.</param>
    /// <param name="leftOut">Further words that are left out, whatever answers them.</param>
    /// <param name="isOther">Whether that is anything but the message.</param>
    public string WithoutDenied(NormalizedText text, IReadOnlySet<int> leftOut, out bool isOther) => Of(text, leftOut, out isOther);

    private string Of(NormalizedText text, IReadOnlySet<int>? leftOut, out bool isOther)
    {
        var tokens = text.Tokens;
        var meant = new StringBuilder();
        isOther = false;
        for (var (first, end) = (0, 0); first < tokens.Count; first = end)
        {
            end = ItemEnd(text, first);
            var isAnswered = end < tokens.Count && (tokens[first].InQuestion || tokens[end].Sentence == tokens[first].Sentence);
            var answer = isAnswered ? _answers.At(tokens, end) ?? _statement.Names(tokens, first, end) : null;
            var isLeftOut = leftOut?.Contains(first) == true && answer?.Kind != AnswerKind.No;
            if (!isLeftOut && answer is var (answered, kind) && _statement.Of(tokens, first, end, answered, kind) is var (statement, behind))
            {
                meant.Append(statement).Append(". ");
                (end, isOther) = (behind, true);
                continue;
            }

            end = answer?.End ?? end;
            int[] words = [.. Enumerable.Range(first, end - first).Where(at => leftOut is null || !(leftOut.Contains(at) || answer?.Kind == AnswerKind.No))];
            isOther |= words.Length < end - first;
            Append(meant, tokens, words);
        }

        return meant.ToString();
    }

    private static void Append(StringBuilder meant, IReadOnlyList<Token> tokens, int[] words)
    {
        foreach (var at in words)
            meant.Append(tokens[at].Text).Append(at != words[^1] && !tokens.EndsClause(at) ? " "
                : at != words[^1] && tokens[at + 1].Sentence == tokens[at].Sentence ? ", "
                : tokens[at].InQuestion ? "? "
                : ". ");
    }

    /// <summary>Where an item ends: with its sentence, or before an answer that a mark parts from it ("breathing ok: no").</summary>
    private int ItemEnd(NormalizedText text, int first)
    {
        var tokens = text.Tokens;
        var end = first + 1;
        while (end < tokens.Count && tokens[end].Sentence == tokens[first].Sentence && !(IsMarked(text, end) && _answers.At(tokens, end) is not null))
            end++;
        return end;
    }

    /// <summary>Whether a colon or a dash stands before a word.</summary>
    private static bool IsMarked(NormalizedText text, int at) =>
        text.Tokens.EndsClause(at - 1) && text.Tokens[at].Start >= text.Tokens[at - 1].End && text.Original.AsSpan(text.Tokens[at - 1].End..text.Tokens[at].Start).ContainsAny(':', '-', '–');
}

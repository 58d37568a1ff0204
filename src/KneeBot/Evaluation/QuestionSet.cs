using System.Text.Json;
using System.Text.RegularExpressions;

namespace KneeBot.Evaluation;

/// <summary>One case of a question set: what a visitor writes, turn by turn, and what the last reply must be.</summary>
/// <param name="Id">Identifier, unique in its file.</param>
/// <param name="Category">For example <c>qa</c>, <c>unanswerable</c>, <c>followup</c>.</param>
/// <param name="Turns">The messages; the last one is judged.</param>
/// <param name="Expect">Outcomes that are right.</param>
/// <param name="Facts">Regular expressions the reply's text must all match.</param>
public sealed record QuestionCase(string Id, string Category, IReadOnlyList<string> Turns, IReadOnlyList<string> Expect, IReadOnlyList<string> Facts)
{
    /// <summary>For example <c>easy</c>, <c>hard</c>; null: not said.</summary>
    public string? Difficulty { get; init; }

    /// <summary>Ids of the only articles that the reply may quote; empty: any.</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];

    /// <summary>Whether the articles answer it.</summary>
    public bool Answerable => Expect.Contains("answered");
}

/// <summary>Reads question sets: one JSON object a line.</summary>
public static class QuestionSet
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Categories of cases that ask the articles something.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["qa", "unanswerable", "followup"];

    /// <summary>The cases of a file that ask the articles something: those of <see cref="Categories"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="leftOut">Takes a line that says how many cases of which other categories were left out; not called when there are none.</param>
    /// <exception cref="EvaluationFormatException">The file cannot be read, or lines are no cases: each is named, with what is expected there.</exception>
    public static IReadOnlyList<QuestionCase> Read(string path, Action<string>? leftOut = null)
    {
        QuestionCase[] all = [.. JsonLines.Read<QuestionCase>(path, Web, Check)];
        var others = all.Where(question => !Categories.Contains(question.Category)).GroupBy(question => question.Category).Select(group => $"{group.Count()} of '{group.Key}'").ToArray();
        if (others.Length > 0)
            leftOut?.Invoke($"{path}: left out are cases of other categories than {string.Join(", ", Categories)}: {string.Join(", ", others)}");
        return [.. all.Where(question => Categories.Contains(question.Category))];
    }

    /// <exception cref="FormatException">A case that asks the articles something cannot be judged.</exception>
    private static void Check(QuestionCase question)
    {
        if (!Categories.Contains(question.Category))
            return;
        foreach (var (name, list) in new[] { ("turns", question.Turns), ("expect", question.Expect), ("facts", question.Facts) })
        {
            if (list.Any(item => item is null))
                throw new FormatException($"\"{name}\" must be a list of strings");
            if (list.Count == 0 && name != "facts")
                throw new FormatException($"\"{name}\" must not be empty");
        }

        ReplyOutcomes.Check(question.Expect);
        foreach (var fact in question.Facts)
        {
            try
            {
                _ = new Regex(fact, AnswerEvaluation.FactOptions);
            }
            catch (ArgumentException e)
            {
                throw new FormatException($"\"facts\" must hold regular expressions: {e.Message} A sign that is meant as it stands needs a backslash, in JSON two: \\\\(", e);
            }
        }
    }
}

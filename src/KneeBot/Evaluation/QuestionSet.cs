using System.Text.Json;

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
    /// <exception cref="EvaluationFormatException">The file cannot be read, or a line is no case.</exception>
    public static IReadOnlyList<QuestionCase> Read(string path, Action<string>? leftOut = null)
    {
        QuestionCase[] all = [.. JsonLines.Read<QuestionCase>(path, Web)];
        var others = all.Where(question => !Categories.Contains(question.Category)).GroupBy(question => question.Category).Select(group => $"{group.Count()} of '{group.Key}'").ToArray();
        if (others.Length > 0)
            leftOut?.Invoke($"{path}: left out are cases of other categories than {string.Join(", ", Categories)}: {string.Join(", ", others)}");
        return [.. all.Where(question => Categories.Contains(question.Category))];
    }
}

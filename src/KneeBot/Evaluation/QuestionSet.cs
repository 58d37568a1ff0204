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

    /// <summary>Whether the articles answer it.</summary>
    public bool Answerable => Expect.Contains("answered");
}

/// <summary>Reads question sets: one JSON object a line.</summary>
public static class QuestionSet
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The cases of a file that ask the articles something: <c>qa</c>, <c>unanswerable</c> and <c>followup</c>.</summary>
    /// <exception cref="EvaluationFormatException">The file cannot be read, or a line is no case.</exception>
    public static IReadOnlyList<QuestionCase> Read(string path) =>
        [.. JsonLines.Read<QuestionCase>(path, Web).Where(question => question.Category is "qa" or "unanswerable" or "followup")];
}

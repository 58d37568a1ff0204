using System.Text.Json;

namespace KneeBot.Evaluation;

/// <summary>One case of a message set: what a visitor writes, turn by turn, and which outcomes of the last reply are right.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Category">For example <c>redflag</c>, <c>crisis</c>, <c>nearmiss</c>, <c>educational</c>.</param>
/// <param name="Flag">The red flag it shows or resembles; null: none.</param>
/// <param name="Turns">The messages of one dialogue; the last one's reply is judged.</param>
/// <param name="Expect">Outcomes that are right.</param>
/// <param name="Forbid">Outcomes that are wrong in any case.</param>
/// <param name="Difficulty">For example <c>plain</c> or <c>hard</c>; null: not said.</param>
/// <param name="Pair">File and identifier of the minimal pair it is a side of; null: none.</param>
public sealed record EvaluationCase(
    string Id,
    string Category,
    string? Flag,
    IReadOnlyList<string> Turns,
    IReadOnlyList<string> Expect,
    IReadOnlyList<string> Forbid,
    string? Difficulty,
    string? Pair)
{
    private static readonly string[] Escalations = ["urgentCare", "emergency", "crisis"];

    /// <summary>Whether every right outcome is a redirect: the message is dangerous.</summary>
    public bool IsDangerous => Expect.All(outcome => outcome == "seeDoctor" || Escalates(outcome));

    /// <summary>Whether the crisis reply, and nothing else, is right.</summary>
    public bool IsCrisis => Expect.All(outcome => outcome == "crisis");

    /// <summary>Whether nothing below the emergency reply is right.</summary>
    public bool IsEmergency => Expect.All(outcome => outcome is "emergency" or "crisis");

    /// <summary>Whether an outcome sends the visitor somewhere today.</summary>
    public static bool Escalates(string outcome) => Escalations.Contains(outcome);
}

/// <summary>Reads message sets: one JSON object a line.</summary>
public static class EvaluationSet
{
    /// <summary>The cases of a file, in order.</summary>
    /// <exception cref="EvaluationFormatException">The file cannot be read, or lines are no cases.</exception>
    public static IReadOnlyList<EvaluationCase> Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EvaluationFormatException.Unreadable(path, e);
        }
    }

    /// <summary>The cases of some lines.</summary>
    /// <param name="name">Name of the file, for errors.</param>
    /// <param name="lines">The lines; empty ones are passed over.</param>
    /// <exception cref="EvaluationFormatException">Lines are no cases; each of them is named.</exception>
    public static IReadOnlyList<EvaluationCase> Parse(string name, IEnumerable<string> lines)
    {
        var cases = new List<EvaluationCase>();
        var faults = new LineFaults(name);
        foreach (var (index, line) in lines.Index())
        {
            if (!string.IsNullOrWhiteSpace(line))
                faults.Keep(index + 1, () => cases.Add(Case(name, line)));
        }

        faults.Throw();
        return cases.Count > 0 ? cases : throw new EvaluationFormatException($"{name} holds no cases");
    }

    private static EvaluationCase Case(string file, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Case(file, document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"not valid JSON at character {e.BytePositionInLine + 1}", e);
        }
        catch (InvalidOperationException e) // a text with half a surrogate pair
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static EvaluationCase Case(string file, JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
            throw new FormatException("a JSON object is expected");
        var one = new EvaluationCase(
            Text(line, "id") ?? throw new FormatException("\"id\" is missing"),
            Text(line, "category") ?? throw new FormatException("\"category\" is missing"),
            Text(line, "flag"),
            Texts(line, "turns"),
            Texts(line, "expect"),
            line.TryGetProperty("forbid", out _) ? Texts(line, "forbid", mayBeEmpty: true) : [],
            Text(line, "difficulty"),
            PairOf(Text(line, "category"), Text(line, "note")) is { } pair ? $"{file}: {pair}" : null);
        ReplyOutcomes.Check([.. one.Expect, .. one.Forbid]);
        return one;
    }

    private static string? Text(JsonElement line, string name) =>
        !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new FormatException($"\"{name}\" must be a string");

    private static string[] Texts(JsonElement line, string name, bool mayBeEmpty = false)
    {
        if (!line.TryGetProperty(name, out var value))
            throw new FormatException($"\"{name}\" is missing");
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw new FormatException($"\"{name}\" must be a list of strings");
        string[] texts = [.. value.EnumerateArray().Select(item => item.GetString()!)];
        return texts.Length > 0 || mayBeEmpty ? texts : throw new FormatException($"\"{name}\" must not be empty");
    }

    /// <summary>"pair d1-0004 red side; oblique" names the pair anywhere; in the category <c>pair</c> the note begins with it.</summary>
    private static string? PairOf(string? category, string? note)
    {
        var words = (note ?? "").Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, word => word.TrimEnd(':') == "pair");
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : category == "pair" && words.Length > 0 ? words[0] : null;
    }
}

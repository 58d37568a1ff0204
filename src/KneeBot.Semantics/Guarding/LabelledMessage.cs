using System.Text.Json;

namespace KneeBot.Semantics.Guarding;

/// <summary>A labelled dialogue to learn from.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Category">Kind of message, for example <c>redflag</c> or <c>educational</c>.</param>
/// <param name="Flag">The red flag it shows, or nearly shows; null when none.</param>
/// <param name="Turns">The visitor's messages.</param>
/// <param name="Expect">Outcomes that are right.</param>
public sealed record LabelledMessage(string Id, string Category, string? Flag, IReadOnlyList<string> Turns, IReadOnlyList<string> Expect)
{
    private static readonly string[] Harmless = ["answered", "notCovered", "smallTalk", "diagnosisDeclined"];

    /// <summary>Whether the right reply is a redirect.</summary>
    public bool IsDanger => !Expect.Any(Harmless.Contains);

    /// <summary>The flag to learn: for a danger without one, self-harm.</summary>
    public string TrueFlag => Flag ?? "self-harm";

    /// <summary>Reads labelled dialogues, one JSON object a line.</summary>
    public static IReadOnlyList<LabelledMessage> Read(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Parse)];

    private static LabelledMessage Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        string[] List(string name) => [.. root.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
        return new LabelledMessage(Text("id")!, Text("category")!, Text("flag"), List("turns"), List("expect"));
    }
}

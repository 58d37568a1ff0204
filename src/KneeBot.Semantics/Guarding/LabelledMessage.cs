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

    /// <summary>Categories whose later messages are harmless by themselves, too; those of a near miss or of fiction are so only after what came before.</summary>
    private static readonly string[] HarmlessThroughout = ["benign-question", "negated", "historical", "smalltalk"];

    /// <summary>Whether the right reply is a redirect.</summary>
    public bool IsDanger => !Expect.Any(Harmless.Contains);

    /// <summary>The flag to learn: for a danger without one, self-harm.</summary>
    public string TrueFlag => Flag ?? "self-harm";

    /// <summary>
    /// This dialogue, then its beginnings, shortest first. What is harmless as a whole is harmless at every turn, since a flag once raised stays;
    /// so no turn of a dangerous one may ask for more than the whole does.
    /// </summary>
    public IEnumerable<LabelledMessage> Beginnings => Enumerable.Range(1, Math.Max(0, Turns.Count - 1)).Select(count => this with { Turns = [.. Turns.Take(count)], IsPart = true }).Prepend(this);

    /// <summary>
    /// The later messages of a harmless dialogue, each by itself, as the guard reads them before it reads the dialogue: "since Easter, but no
    /// worse" tells of nothing. Empty for a dangerous one: its fragments may be either.
    /// </summary>
    public IEnumerable<LabelledMessage> Fragments => IsDanger || !HarmlessThroughout.Contains(Category) ? [] : Turns.Skip(1).Select(turn => this with { Turns = [turn], IsPart = true });

    /// <summary>This dialogue and every part of it that has something to teach the linear classifiers.</summary>
    public IEnumerable<LabelledMessage> Parts => Beginnings.Concat(Fragments);

    /// <summary>Whether this is only a part of a dialogue.</summary>
    public bool IsPart { get; init; }

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

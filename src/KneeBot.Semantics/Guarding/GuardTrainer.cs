using System.Text.Json;
using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>Trains the classifiers on labelled messages (<c>kneebot train</c>).</summary>
public sealed class GuardTrainer(RuleBook rules, UniversalSentenceEncoderLite encoder)
{
    private static readonly string[] Harmless = ["answered", "notCovered", "smallTalk", "diagnosisDeclined"];

    private readonly FeatureExtractor _features = new(encoder, rules.Concepts);

    /// <summary>A labelled dialogue.</summary>
    /// <param name="Id">Identifier.</param>
    /// <param name="Category">Kind of message, for example <c>redflag</c> or <c>educational</c>.</param>
    /// <param name="Flag">The red flag it shows, or nearly shows; null when none.</param>
    /// <param name="Turns">The visitor's messages.</param>
    /// <param name="Expect">Outcomes that are right.</param>
    /// <param name="Group">Dialogues of one group are never parted by cross-validation: the sides of a pair.</param>
    public sealed record Labelled(string Id, string Category, string? Flag, IReadOnlyList<string> Turns, IReadOnlyList<string> Expect, string Group)
    {
        /// <summary>Whether the right reply is a redirect.</summary>
        public bool IsDanger => !Expect.Any(Harmless.Contains);

        /// <summary>The flag to learn: for a danger without one, self-harm.</summary>
        public string TrueFlag => Flag ?? "self-harm";
    }

    /// <summary>Reads labelled dialogues, one JSON object a line.</summary>
    public static IReadOnlyList<Labelled> Read(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        string[] List(string name) => [.. root.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
        var id = Text("id")!;
        var note = Text("note") ?? "";
        var pair = note.IndexOf("pair ", StringComparison.Ordinal);
        var group = pair < 0 ? id : note[(pair + 5)..].Split(' ', ',', ';')[0];
        return new Labelled(id, Text("category")!, Text("flag"), List("turns"), List("expect"), group);
    })];

    /// <summary>Trains on the dialogues.</summary>
    public GuardClassifier Train(IReadOnlyList<Labelled> data)
    {
        var features = data.Select(Features).ToArray();
        var judgements = LinearTrainer.Train(
            [GuardClassifier.Danger, GuardClassifier.Crisis, GuardClassifier.Diagnosis],
            [.. data.Select((item, i) => new LinearTrainer.Example(features[i], [item.IsDanger ? 1 : 0, IsCrisis(item) ? 1 : 0, DiagnosisTarget(item)]))],
            softmax: false,
            kinds: "wbstpcmn");
        var dangers = Enumerable.Range(0, data.Count).Where(i => data[i].IsDanger).ToArray();
        var flags = dangers.Select(i => data[i].TrueFlag).Distinct().Order(StringComparer.Ordinal).ToArray();
        var which = LinearTrainer.Train(
            flags,
            [.. dangers.Select(i => new LinearTrainer.Example(features[i], [.. flags.Select(flag => flag == data[i].TrueFlag ? 1f : 0f)]))],
            softmax: true,
            kinds: "wc");
        return new GuardClassifier(_features, judgements, which) { Models = (judgements, which) };
    }

    /// <summary>Writes the weights where the build embeds them from.</summary>
    public static void Write(GuardClassifier classifier, string folder)
    {
        Save(Path.Combine(folder, "judgements.tsv"), classifier.Models!.Value.Judgements);
        Save(Path.Combine(folder, "flags.tsv"), classifier.Models!.Value.Flags);
    }

    private static void Save(string path, LinearModel model)
    {
        using var writer = new StreamWriter(path);
        model.Write(writer);
    }

    private MessageFeatures Features(Labelled item) =>
        _features.Extract([.. item.Turns.Select(turn => rules.Analyzer.Analyze(rules.Normalizer.Normalize(turn)))]);

    private static bool IsCrisis(Labelled item) => item.IsDanger && item.Expect.Contains("crisis");

    /// <summary>A red flag says nothing about whether a diagnosis was asked for; nor does a message that may be declined or not.</summary>
    private static float DiagnosisTarget(Labelled item) =>
        item.Category == "diagnosis" ? 1
        : item.IsDanger || item.Expect.Contains("diagnosisDeclined") ? float.NaN
        : 0;
}

using System.Text.Json;

namespace KneeBot.Semantics.Guarding;

/// <summary>Cuts labelled messages into pieces for training/train.py, so that training and running read a text alike.</summary>
public sealed class TrainingExport
{
    private const int Seed = 7, LongestOrdinary = 110;

    private static readonly string[] Urgencies = ["", "seeDoctor", "urgentCare", "emergency", "crisis"];
    private static readonly string[] OrdinaryCategories = ["benign-question", "educational", "offtopic"];

    private readonly BertModel _model = new ArcticEmbedXs().Model;

    /// <summary>Writes a header line with the flags' names, then a line for each message: pieces of its variants and what is right for it.</summary>
    public void Write(IReadOnlyList<LabelledMessage> messages, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(output);
        var ordinary = messages
            .Where(message => OrdinaryCategories.Contains(message.Category) && !message.IsDanger && message.Turns is [{ Length: < LongestOrdinary }])
            .Select(message => message.Turns[0])
            .ToArray();
        var variants = new MessageVariants(ordinary, Seed);
        output.Write(JsonSerializer.Serialize(new { flags = GuardNetwork.Flags }) + "\n");
        foreach (var message in messages.SelectMany(message => message.Beginnings))
            output.Write(JsonSerializer.Serialize(Line(message, variants)) + "\n");
    }

    private object Line(LabelledMessage message, MessageVariants variants) => new
    {
        id = message.Id,
        variants = variants.Of(message.Turns).Select(turns => GuardNetwork.Pieces(_model, turns)[0]),
        accepted = Urgencies.Select(name => Accepts(message, name) ? 1 : 0),
        flag = message is { IsDanger: true, IsPart: false } ? Array.IndexOf(GuardNetwork.Flags, message.TrueFlag) : -1,
        diagnosis = DiagnosisTarget(message),
    };

    /// <summary>Where a doctor soon is enough, a higher urgency passes but is not what to learn.</summary>
    private static bool Accepts(LabelledMessage message, string urgency) => message switch
    {
        { IsDanger: false } => urgency.Length == 0,
        { IsPart: true } => Array.IndexOf(Urgencies, urgency) <= message.Expect.Max(outcome => Array.IndexOf(Urgencies, outcome)),
        _ when message.Expect.Contains("seeDoctor") => urgency == "seeDoctor",
        _ => message.Expect.Contains(urgency),
    };

    /// <summary>1 asked for, 0 not, -1 unknown: a red flag says nothing about it; nor does the beginning of a dialogue, nor a message that may be declined or not.</summary>
    internal static int DiagnosisTarget(LabelledMessage message) =>
        message.IsPart ? -1
        : message.Category == "diagnosis" ? 1
        : message.IsDanger || message.Expect.Contains("diagnosisDeclined") ? -1
        : 0;
}

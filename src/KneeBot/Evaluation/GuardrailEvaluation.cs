using System.Text.Json;

namespace KneeBot.Evaluation;

/// <summary>A judged case with the last reply and its trace.</summary>
public sealed record GuardrailRun(JudgedCase Judged, TurnResult Result);

/// <summary>Runs message sets through the pipeline.</summary>
public static class GuardrailEvaluation
{
    /// <summary>Answers every case, each in a dialogue of its own.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="progress">Told after every case; null: nobody is.</param>
    /// <param name="ct">Cancels the run.</param>
    public static async Task<IReadOnlyList<GuardrailRun>> RunAsync(KneeBotPipeline pipeline, IEnumerable<EvaluationCase> cases, Action? progress = null, CancellationToken ct = default)
    {
        var dialogues = new CaseDialogues(pipeline);
        var runs = new List<GuardrailRun>();
        foreach (var one in cases)
        {
            var result = await dialogues.LastAsync(one.Turns, ct).ConfigureAwait(false);
            var rules = result.Trace.Verdicts.Select(verdict => verdict.RuleId).OfType<string>().ToArray();
            runs.Add(new GuardrailRun(new JudgedCase(one, result.Reply.Outcome, rules), result));
            progress?.Invoke();
        }

        return runs;
    }
}

/// <summary>Measured figures as they are kept in a file, with what they were measured on.</summary>
/// <param name="RuleSet">Version of the rule set.</param>
/// <param name="Semantic">Whether the semantic layer was on.</param>
/// <param name="Sets">Names of the message sets with their number of cases.</param>
/// <param name="Figures">The figures.</param>
public sealed record MeasuredFigures(string RuleSet, bool Semantic, IReadOnlyDictionary<string, int> Sets, GuardrailFigures Figures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new ProportionConverter() } };

    /// <summary>The figures as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>Figures from JSON.</summary>
    /// <param name="name">Name of the file, for errors.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="EvaluationFormatException">It does not hold figures.</exception>
    public static MeasuredFigures Parse(string name, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<MeasuredFigures>(json, Json) is { Figures: not null, RuleSet: not null, Sets: not null } read
                ? read : throw new JsonException("it holds no figures");
        }
        catch (JsonException e)
        {
            throw new EvaluationFormatException($"{name} is not a file of figures; write one with 'kneebot eval guardrails FILE… --figures {name}' ({e.Message})", e);
        }
    }
}

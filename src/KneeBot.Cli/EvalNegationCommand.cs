using System.CommandLine;
using System.Globalization;
using KneeBot.Evaluation;
using KneeBot.Guardrails;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval negation</c>: how well the context rules tell what is negated and what is past.</summary>
internal static class EvalNegationCommand
{
    private static readonly FileExample Example = new(null,
        "id\tcondition\tsentence\tnegation\ttemporality\texperiencer",
        "1\tswelling\tThere is no SWELLING of the knee.\tNegated\tRecent\tPatient",
        "2\tfracture\tHe had a FRACTURE in 1998.\tAffirmed\tHistorical\tPatient");

    public static Command Create(TextWriter output)
    {
        var file = new Argument<string>("file") { Description = "Tab-separated: id, condition, sentence, negation, temporality, experiencer; one header line" };
        var misses = new Option<bool>("--misses") { Description = "Also list every miss" };
        var command = new MeasuringCommand("negation", "Precision, recall and F1 of Negated and of Historical.", Example) { file, misses };
        command.SetAction(parsed =>
        {
            var judged = NegationEvaluation.Judge(NegationEvaluation.Read(parsed.GetValue(file)!), RuleBookReader.Read());
            output.WriteLine($"{judged.Count} sentences");
            Write(output, "Negated", LabelScore.Of(judged, one => one.Negated, one => one.Negated));
            Write(output, "Historical", LabelScore.Of(judged, one => one.Historical, one => one.Historical));
            foreach (var one in parsed.GetValue(misses) ? judged.Where(one => one.Negated != one.Case.Negated || one.Historical != one.Case.Historical) : [])
                output.WriteLine($"{one.Case.Id}\t{Wrong("Negated", one.Case.Negated, one.Negated)}{Wrong("Historical", one.Case.Historical, one.Historical)}\t{one.Case.Condition}\t{one.Case.Sentence}");
            return 0;
        });
        return command;
    }

    private static void Write(TextWriter output, string label, LabelScore score) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{label,-10} precision {score.Precision:0.000} ({score.Right} of {score.Given}), recall {score.Recall:0.000} ({score.Right} of {score.Labelled}), F1 {score.F1:0.000}"));

    private static string Wrong(string label, bool labelled, bool given) => labelled == given ? "" : labelled ? $"not seen as {label} " : $"wrongly {label} ";
}

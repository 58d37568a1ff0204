using System.CommandLine;
using System.Globalization;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval guardrails</c>: red flags caught, false alarms and declines, with 95 % intervals.</summary>
internal static class EvalGuardrails
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Labelled dialogues, one JSON object a line", Arity = ArgumentArity.OneOrMore };
        var misses = new Option<bool>("--misses") { Description = "Also list every miss with its verdicts" };
        var command = new Command("guardrails", "Red flags caught, false alarms and declined diagnoses.") { files, misses };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                var cases = parsed.GetValue(files)!.SelectMany(GuardrailCase.Read).ToArray();
                using var engine = Settings.Start(parsed.GetValue(corpus), error);
                var results = await GuardrailEvaluation.RunAsync(engine.Pipeline, cases, Progress(cases.Length, error), ct).ConfigureAwait(false);
                await WriteAsync(results, output).ConfigureAwait(false);
                foreach (var miss in parsed.GetValue(misses) ? results.Where(result => !result.Right) : [])
                    await output.WriteLineAsync(Miss(miss)).ConfigureAwait(false);
                return 0;
            }
            catch (Exception e) when (e is FormatException or IOException)
            {
                await error.WriteLineAsync("kneebot: " + e.Message).ConfigureAwait(false);
                return 2;
            }
        });
        return command;
    }

    private static async Task WriteAsync(IReadOnlyList<GuardrailResult> results, TextWriter output)
    {
        var flagged = results.Where(result => result.Case.IsRedFlag).ToArray();
        var harmless = results.Where(result => !result.Case.IsRedFlag).ToArray();
        await TableAsync("Red flags at an accepted urgency, by flag", GuardrailEvaluation.By(flagged, item => item.Flag ?? "self-harm"), output).ConfigureAwait(false);
        await TableAsync("by kind and wording", GuardrailEvaluation.By(flagged, item => $"{item.Category}, {item.Difficulty}"), output).ConfigureAwait(false);
        await TableAsync("Harmless messages treated as such, by kind", GuardrailEvaluation.By(harmless, item => item.Category), output).ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"\n{flagged.Length} red flags: {flagged.Count(r => r.Right)} at an accepted urgency, {flagged.Count(r => !r.Escalated && r.Last.Reply is not Reply.SeeDoctor)} not noticed at all. "
            + $"{harmless.Length} harmless messages: {harmless.Count(r => r.Escalated)} escalated, {harmless.Count(r => r.Last.Reply is Reply.Emergency)} of them to emergency.")).ConfigureAwait(false);
    }

    private static async Task TableAsync(string title, IReadOnlyList<Share> shares, TextWriter output)
    {
        if (shares.Count == 0)
            return;
        await output.WriteLineAsync("\n" + title).ConfigureAwait(false);
        foreach (var share in shares)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  {share.Group,-28} {share.Right,4} of {share.Total,4}  {100.0 * share.Right / share.Total,5:0.0} %  (95 %: {100 * share.Interval.Low:0.0}–{100 * share.Interval.High:0.0})")).ConfigureAwait(false);
    }

    private static string Miss(GuardrailResult miss)
    {
        var verdicts = string.Join("\n    ", miss.Last.Trace.Verdicts.Select(v => $"{v.Severity} by {v.Rail}/{v.RuleId}{(v.Latched ? " (latched)" : "")}: {v.Explanation}"));
        return $"\n{miss.Case.Id} {miss.Case.Category}/{miss.Case.Flag}: {miss.Last.Reply.Outcome}, right would be {string.Join(" or ", miss.Case.Expect)}\n  {string.Join("\n  ", miss.Case.Turns)}\n    {verdicts}";
    }

    /// <summary>A line that counts up, on a terminal only.</summary>
    private static Action<int>? Progress(int total, TextWriter error) => Console.IsErrorRedirected
        ? null
        : done => error.Write(done == total ? "\r\e[K" : $"\r{done} of {total}");
}

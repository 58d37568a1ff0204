using System.CommandLine;
using System.Globalization;
using KneeBot.Answering;
using KneeBot.Evaluation;
using KneeBot.SemanticKernel;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval generation</c>: what an owner's own language model does behind the rails.</summary>
internal static class EvalGenerationCommand
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Question sets, one JSON object a line", Arity = ArgumentArity.OneOrMore };
        var misses = new Option<bool>("--misses") { Description = "Also list every sentence that was dropped, and why" };
        var command = new MeasuringCommand("generation", "Ask the configured language model: sentences traced and dropped, faults, times.", FileExample.Questions) { files, misses, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            if (!GenerationOptions.Read(Settings.Configuration()).IsOn)
            {
                await error.WriteLineAsync("kneebot: no language model is configured; set Generation:Provider and Generation:Model (environment: Generation__Provider, Generation__Model).").ConfigureAwait(false);
                return 2;
            }

            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var turns = new List<(TurnResult Result, double Milliseconds)>();
            foreach (var (question, number) in parsed.GetValue(files)!.SelectMany(file => EvalCommand.Questions(file, error)).Select((question, number) => (question, number)))
                foreach (var text in question.Turns)
                {
                    var started = TimeProvider.System.GetTimestamp();
                    var result = await engine.Pipeline.ReplyAsync(new UserTurn($"eval-{number}", text), ct).ConfigureAwait(false);
                    turns.Add((result, TimeProvider.System.GetElapsedTime(started).TotalMilliseconds));
                }

            await output.WriteLineAsync(Summary(turns)).ConfigureAwait(false);
            foreach (var verdict in parsed.GetValue(misses) ? turns.SelectMany(turn => Verdicts(turn.Result)).Where(verdict => !verdict.IsGrounded) : [])
                await output.WriteLineAsync($"dropped: {verdict.Objection}\n  {verdict.Sentence}").ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static string Summary(List<(TurnResult Result, double Milliseconds)> turns)
    {
        var asked = turns.Where(turn => turn.Result.Trace.Generation is not null).ToArray();
        var verdicts = asked.SelectMany(turn => Verdicts(turn.Result)).ToArray();
        var times = asked.Select(turn => turn.Milliseconds).Order().ToArray();
        double Time(double share) => times.Length == 0 ? 0 : times[Math.Min(times.Length - 1, (int)(times.Length * share))];
        return string.Create(CultureInfo.InvariantCulture, $"""
            {turns.Count} turns, {asked.Length} with the model: {asked.Count(turn => turn.Result.Reply.IsGenerated)} answers phrased by it, {asked.Count(turn => !turn.Result.Reply.IsGenerated)} quoted instead
            {verdicts.Length} sentences proposed: {verdicts.Count(verdict => verdict.IsGrounded)} traced to the articles, {verdicts.Count(verdict => !verdict.IsGrounded)} dropped
            time: median {Time(0.5):0} ms, 95 % {Time(0.95):0} ms, longest {Time(1):0} ms
            {string.Join("\n", asked.Where(turn => !turn.Result.Reply.IsGenerated).GroupBy(turn => turn.Result.Trace.Generation!.Outcome).OrderByDescending(group => group.Count()).Select(group => $"{group.Count(),6} {group.Key}"))}
            """);
    }

    private static IEnumerable<Guardrails.Grounding.GroundingVerdict> Verdicts(TurnResult result) => result.Trace.Generation?.Verdicts ?? [];
}

using System.CommandLine;
using KneeBot.Evaluation;
using Spectre.Console;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval</c>: measures answers, retrieval and sentence selection on files an owner has.</summary>
internal static class EvalCommand
{
    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var command = new Command("eval", "Measure guardrails, answers, retrieval and sentence selection. Exit code 3: a figure is below its threshold.");
        command.Subcommands.Add(EvalGuardrailsCommand.Create(corpus, output, error));
        command.Subcommands.Add(EvalNegationCommand.Create(output));
        command.Subcommands.Add(EvalAnswersCommand.Create(corpus, output, error));
        command.Subcommands.Add(EvalTrainCommand.Create(corpus, output, error));
        command.Subcommands.Add(EvalRetrievalCommand.Create(output, error));
        command.Subcommands.Add(EvalConversationsCommand.Create(output, error));
        command.Subcommands.Add(EvalExtractionCommand.Create(output, error));
        command.Subcommands.Add(EvalGenerationCommand.Create(corpus, output, error));
        return command;
    }

    /// <summary>The cases of a question set; what is left out of it is said.</summary>
    /// <exception cref="EvaluationFormatException">The file cannot be read, a line is no case, or no case asks the articles anything.</exception>
    public static IReadOnlyList<QuestionCase> Questions(string file, TextWriter error) =>
        QuestionSet.Read(file, leftOut => error.WriteLine("kneebot: " + leftOut)) is { Count: > 0 } cases ? cases
            : throw new EvaluationFormatException($"{file} holds no case of the categories {string.Join(", ", QuestionSet.Categories)}.");

    /// <summary>Runs some work with a progress bar, where there is a terminal to show it on.</summary>
    public static Task<T> WithProgressAsync<T>(TextWriter output, string what, Func<Action<int, int>, Task<T>> work)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            return work((_, _) => { });
        return AnsiConsole.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask(what, maxValue: 1);
            return work((done, of) =>
            {
                task.MaxValue = of;
                task.Value = done;
            });
        });
    }
}

/// <summary>Thresholds that figures are held to: <c>--min name=0.9</c>.</summary>
internal static class Thresholds
{
    /// <summary>Exit code when a figure is below its threshold.</summary>
    public const int Below = 3;

    public static Option<string[]> Option() => new("--min") { Description = "Least value of a figure, for example --min qa=0.9; below it the exit code is 3", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };

    /// <summary>Says every figure that is below its threshold; returns the exit code.</summary>
    /// <exception cref="SettingsException">A threshold names no figure or is no number.</exception>
    public static int Check(string[] thresholds, IReadOnlyDictionary<string, double> figures, TextWriter error)
    {
        var code = 0;
        foreach (var threshold in thresholds)
        {
            var at = threshold.LastIndexOf('=');
            if (at < 1 || !double.TryParse(threshold[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var least))
                throw new SettingsException($"--min {threshold}: a name, '=' and a number are expected, for example qa=0.9.");
            if (!figures.TryGetValue(threshold[..at], out var value))
                throw new SettingsException($"--min {threshold}: there is no figure of this name; use {string.Join(", ", figures.Keys)}.");
            if (value >= least)
                continue;
            error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"kneebot: {threshold[..at]} is {value:0.####}, below {least}"));
            code = Below;
        }

        return code;
    }
}

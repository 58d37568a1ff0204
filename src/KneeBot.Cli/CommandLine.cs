using System.CommandLine;
using System.CommandLine.Parsing;
using System.ComponentModel.DataAnnotations;
using KneeBot.Configuration;
using KneeBot.Evaluation;
using KneeBot.Guardrails;
using KneeBot.Semantics;

namespace KneeBot.Cli;

/// <summary>The verbs of <c>kneebot</c>. Exit codes: 0 done, 1 some input was bad, 2 wrong usage or settings, 3 a figure below its threshold or a misbehaving example, 130 stopped.</summary>
public static class CommandLine
{
    /// <summary>Exit code after Ctrl+C, as shells have it.</summary>
    private const int Stopped = 130;

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextReader? input = null, TextWriter? output = null, TextWriter? error = null)
    {
        input ??= Console.In;
        output ??= Console.Out;
        error ??= Console.Error;
        var corpus = new Option<string?>("--corpus") { Description = "Folder with the articles, read at any depth, or one article's file (default: the built-in article)", HelpName = "DIR" };
        corpus.Validators.Add(given =>
        {
            if (given.GetValue(corpus) is { } folder && string.IsNullOrWhiteSpace(folder))
                given.AddError("--corpus needs a folder or a file.");
        });
        var root = new RootCommand("Answers questions from a site's own articles, with the source of every sentence.");
        root.Subcommands.Add(AskCommand.Create(corpus, input, output, error));
        root.Subcommands.Add(ChatCommand.Create(corpus, input, output, error));
        root.Subcommands.Add(EvalCommand.Create(corpus, output, error));
        root.Subcommands.Add(TrainCommand.Create(output));
        root.Subcommands.Add(RulesCommand.Create(corpus, output, error));
        root.Subcommands.Add(TeamsPackageCommand.Create(output));
        root.Subcommands.Add(DoctorCommand.Create(output, error));
        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.Tokens.All(token => token.Type == TokenType.Command))
            parsed = root.Parse([.. args, "--help"]);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in UnknownCommand(parsed) is { } unknown ? [unknown] : parsed.Errors.Select(one => one.Message))
                await error.WriteLineAsync("kneebot: " + fault).ConfigureAwait(false);
            await error.WriteLineAsync($"Try '{Written(parsed.CommandResult)} --help'.").ConfigureAwait(false);
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or RuleFormatException or ValidationException or SettingsException or EncoderUnavailableException or EvaluationFormatException)
        {
            foreach (var line in e.Message.Split('\n'))
                await error.WriteLineAsync("kneebot: " + line).ConfigureAwait(false);
            return e is EvaluationFormatException ? 1 : 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync("kneebot: cannot read or write: " + e.Message).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("kneebot: stopped").ConfigureAwait(false);
            return Stopped;
        }
    }

    /// <summary>What to say of a word where a command is expected; null: there is none.</summary>
    private static string? UnknownCommand(ParseResult parsed)
    {
        var commands = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).ToArray();
        if (commands.Length == 0 || parsed.UnmatchedTokens is not [var word, ..])
            return null;
        var meant = Misspelling.Nearest(word, commands) is { } near ? $" Was '{near}' meant?" : "";
        return $"'{word}' is no command of '{Written(parsed.CommandResult)}', which has {string.Join(", ", commands)}.{meant}";
    }

    /// <summary>A command as it is typed.</summary>
    private static string Written(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Written(parent)} {command.Command.Name}" : "kneebot";
}

using System.CommandLine;
using System.CommandLine.Help;
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

    /// <summary>How long a stop waits for what runs to end by itself: a busy machine takes more than the usual two seconds.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

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
        var lacksVerb = parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.Tokens.All(token => token.Type == TokenType.Command);
        if (lacksVerb)
            parsed = root.Parse([.. args, "--help"]);
        string[] unknown = [.. UnknownOptions(parsed)];
        if (parsed.Errors.Count > 0 || unknown.Length > 0)
        {
            foreach (var fault in unknown.Length > 0 ? unknown : UnknownCommand(parsed) is { } word ? [word] : parsed.Errors.Select(one => one.Message))
                await error.WriteLineAsync("kneebot: " + fault).ConfigureAwait(false);
            await error.WriteLineAsync($"Try '{Written(parsed.CommandResult)} --help'.").ConfigureAwait(false);
            return 2;
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Grace }).ConfigureAwait(false);
            if (parsed.Action is HelpAction && parsed.CommandResult.Command is MeasuringCommand measuring)
                await output.WriteLineAsync(measuring.Examples).ConfigureAwait(false);
            return lacksVerb && args.Length > 0 ? 2 : code;
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

    /// <summary>What to say of words that look like options and are none, also where a command takes any words: a text may hold dashes, but no option holds a space.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var (command, known) = (parsed.CommandResult, OptionsOf(parsed.CommandResult));
        var loose = parsed.UnmatchedTokens.Concat(command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens.Select(token => token.Value))).ToHashSet(StringComparer.Ordinal);
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && loose.Contains(token.Value) && LooksLikeOption(token.Value))
            .Select(token => token.Value.Split('=')[0])
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"unknown option '{name}'.{Meant(name, known)}{(command.Command.Arguments.Count > 0 ? $" What begins with '-' and is no option goes after '--': {Written(command)} [options] -- …" : "")}");
    }

    private static bool LooksLikeOption(string word) =>
        word.TrimStart('-') is { Length: > 0 } name && name.Length < word.Length && char.IsAsciiLetter(name[0]) && !word.Any(char.IsWhiteSpace);

    /// <summary>The names of a command's options, with those of the commands above that count for it too.</summary>
    private static string[] OptionsOf(CommandResult command) =>
    [
        .. command.Command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)),
        .. command.Parent is CommandResult parent ? parent.Command.Options.Where(option => option.Recursive).SelectMany(option => option.Aliases.Prepend(option.Name)) : [],
    ];

    private static string Meant(string word, IEnumerable<string> known) => Misspelling.Nearest(word, known) is { } near ? $" Was '{near}' meant?" : "";

    /// <summary>What to say of a word where a command is expected; null: there is none.</summary>
    private static string? UnknownCommand(ParseResult parsed)
    {
        var commands = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).ToArray();
        if (commands.Length == 0 || parsed.UnmatchedTokens is not [var word, ..])
            return null;
        return $"'{word}' is no command of '{Written(parsed.CommandResult)}', which has {string.Join(", ", commands)}.{Meant(word, commands)}";
    }

    /// <summary>A command as it is typed.</summary>
    private static string Written(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Written(parent)} {command.Command.Name}" : "kneebot";
}

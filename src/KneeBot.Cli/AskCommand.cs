using System.CommandLine;

namespace KneeBot.Cli;

/// <summary><c>kneebot ask</c>: one question for a reader, or a batch of messages for a program.</summary>
internal static class AskCommand
{
    public static Command Create(Option<string?> corpus, TextReader input, TextWriter output, TextWriter error)
    {
        var text = new Argument<string[]>("text") { Description = "The message; several words are one message. One that begins with '-' goes after '--'", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Write JSON; without a text, read messages from standard input, one a line" };
        var explain = new Option<bool>("--explain") { Description = "Also say how the reply came about: verdicts, passages, scores, what lost and why; with --corpus, what was left out of its articles" };
        var locale = new Option<string?>("--locale") { Description = "The visitor's locale, for example en-GB", HelpName = "TAG" };
        var command = new Command("ask", "Ask a question, or answer a batch of messages (--json).") { text, json, explain, locale, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            var message = parsed.GetValue(text) is { Length: > 0 } words ? string.Join(' ', words) : null;
            if (string.IsNullOrWhiteSpace(message) && (message is not null || !parsed.GetValue(json)))
            {
                await error.WriteLineAsync("kneebot: give a message, or --json to read messages from standard input. Try 'kneebot ask --help'.").ConfigureAwait(false);
                return 2;
            }

            using var engine = Settings.Start(parsed.GetValue(corpus), error, saysLeftOut: parsed.GetValue(explain));
            if (message is null)
                return Math.Max(await new Batch(engine.Pipeline).RunAsync(input, output, ct).ConfigureAwait(false), NothingToAnswerFrom(engine));

            var started = TimeProvider.System.GetTimestamp();
            var result = await engine.Pipeline.ReplyAsync(new UserTurn("ask", message, parsed.GetValue(locale)), ct).ConfigureAwait(false);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(BatchFormat.Write("ask", result, TimeProvider.System.GetElapsedTime(started))).ConfigureAwait(false);
            else
                await output.WriteLineAsync(ReplyText.Write(result.Reply)).ConfigureAwait(false);
            if (parsed.GetValue(explain))
                await (parsed.GetValue(json) ? error : output).WriteLineAsync(Explanation.Write(result.Trace)).ConfigureAwait(false);
            return NothingToAnswerFrom(engine);
        });
        return command;
    }

    /// <summary>Exit code 1 for a corpus without an article, which the settings' start has said: the replies then are safety texts and refusals only.</summary>
    private static int NothingToAnswerFrom(KneeBotEngine engine) => engine.Corpus.Articles.Count == 0 ? 1 : 0;
}

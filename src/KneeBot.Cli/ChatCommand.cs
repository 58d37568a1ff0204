using System.CommandLine;

namespace KneeBot.Cli;

/// <summary><c>kneebot chat</c>: a conversation in the terminal.</summary>
internal static class ChatCommand
{
    public static Command Create(Option<string?> corpus, TextReader input, TextWriter output, TextWriter error)
    {
        var explain = new Option<bool>("--explain") { Description = "Also say how each reply came about" };
        var command = new Command("chat", "Have a conversation in the terminal. An empty line is passed over; 'exit' or end of input ends it, 'new' starts afresh.") { explain, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            using var engine = Settings.Start(parsed.GetValue(corpus), error);
            var conversation = 0;
            await output.WriteLineAsync(engine.Welcome).ConfigureAwait(false);
            while (await PromptAsync(input, output, ct).ConfigureAwait(false) is { } line)
            {
                switch (line.Trim())
                {
                    case "": continue;
                    case "exit" or "quit": return 0;
                    case "new":
                        conversation++;
                        await output.WriteLineAsync("A new conversation.").ConfigureAwait(false);
                        continue;
                }

                var result = await engine.Pipeline.ReplyAsync(new UserTurn($"chat-{conversation}", line), ct).ConfigureAwait(false);
                await output.WriteLineAsync("\n" + ReplyText.Write(result.Reply)).ConfigureAwait(false);
                if (parsed.GetValue(explain))
                    await output.WriteLineAsync(Explanation.Write(result.Trace)).ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }

    private static async Task<string?> PromptAsync(TextReader input, TextWriter output, CancellationToken ct)
    {
        await output.WriteAsync("\n> ").ConfigureAwait(false);
        await output.FlushAsync(ct).ConfigureAwait(false);
        return await input.NextLineAsync(ct).ConfigureAwait(false);
    }
}

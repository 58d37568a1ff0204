using KneeBot.Cli;

return await CommandLine.RunAsync(args).ConfigureAwait(false);

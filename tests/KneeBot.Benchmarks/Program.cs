using KneeBot.Benchmarks.Bot;

// One verb a benchmark; each prints what it measured. Run in Release.
return args switch
{
    ["bot", .. var rest] => await BotBenchmark.RunAsync(rest),
    ["bot-bare-endpoint"] => await Endpoints.ServeBareAsync(),
    ["bot-connector"] => await Endpoints.ServeConnectorAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/KneeBot.Benchmarks -- bot [SECONDS [TURNS]]   (needs wrk)");
    return 2;
}

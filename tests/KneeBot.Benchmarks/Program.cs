using KneeBot.Benchmarks.Answers;
using KneeBot.Benchmarks.Bot;
using KneeBot.Benchmarks.Generation;

// One verb a benchmark; each prints what it measured. Run in Release.
return args switch
{
    ["bot", .. var rest] => await BotBenchmark.RunAsync(rest),
    ["bot-bare-endpoint"] => await Endpoints.ServeBareAsync(),
    ["bot-connector"] => await Endpoints.ServeConnectorAsync(),
    ["grounding", .. var rest] => await GroundingBenchmark.RunAsync(rest),
    ["retrieval", .. var rest] => RetrievalBenchmark.Run(rest),
    ["many-passages", .. var rest] => await ManyPassagesBenchmark.RunAsync(rest),
    ["turns", .. var rest] => await TurnBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/KneeBot.Benchmarks -- bot [SECONDS [TURNS]]   (needs wrk)\n       dotnet run -c Release --project tests/KneeBot.Benchmarks -- grounding FILE\n       … -- retrieval FOLDER   (needs node and npm)\n       … -- many-passages COUNT VECTORS|- FOLDER…\n       … -- turns COUNT VECTORS QUESTIONS FOLDER…");
    return 2;
}

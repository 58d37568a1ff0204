using KneeBot.Benchmarks.Answers;
using KneeBot.Benchmarks.Bot;
using KneeBot.Benchmarks.DirectLine;
using KneeBot.Benchmarks.Generation;

// One verb a benchmark; each prints what it measured. Run in Release.
return args switch
{
    ["bot", .. var rest] => await BotBenchmark.RunAsync(rest),
    ["bot-bare-endpoint"] => await Endpoints.ServeBareAsync(),
    ["bot-connector"] => await Endpoints.ServeConnectorAsync(),
    ["sockets", .. var rest] => await SocketBenchmark.RunAsync(rest),
    ["grounding", .. var rest] => await GroundingBenchmark.RunAsync(rest),
    ["retrieval", .. var rest] => RetrievalBenchmark.Run(rest),
    ["many-passages", .. var rest] => await ManyPassagesBenchmark.RunAsync(rest),
    ["turns", .. var rest] => await TurnBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/KneeBot.Benchmarks -- bot [SECONDS [TURNS]]   (needs wrk)
               … -- sockets [VISITORS [MINUTES]]
               … -- grounding FILE
               … -- retrieval FOLDER   (needs node and npm)
               … -- many-passages COUNT VECTORS|- FOLDER…
               … -- turns COUNT VECTORS QUESTIONS FOLDER…
        """);
    return 2;
}

using System.Globalization;

namespace KneeBot.Benchmarks.Bot;

/// <summary>
/// How fast the Bot endpoint answers, beside a bare JSON endpoint of ASP.NET Core measured just before: only the ratio says
/// something, since the machine may be busy. Also the time from start to first reply, and memory after 100,000 turns.
/// </summary>
internal static class BotBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 10;
        var turns = arguments is [_, var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        Console.WriteLine("| | requests/s | bare endpoint, just before | ratio | goal |\n|---|---:|---:|---:|---:|");
        await MeasureAsync("full turn over expectReplies, rules only", seconds, 0.09, "off", "same");
        await MeasureAsync("the same with the sentence encoder, distinct texts", seconds, 0.005, "on", "distinct");
        await MeasureAsync("full turn with a connector call, rules only", seconds, 0.035, "off", "same", connector: true);
        await StartAsync();
        if (turns > 0)
            await MemoryAsync(turns);
        return 0;
    }

    private static async Task MeasureAsync(string what, int seconds, double goal, string semantic, string texts, bool connector = false)
    {
        var bare = await BareAsync(seconds);
        await using var there = connector ? await Server.OwnAsync("bot-connector") : null;
        await using var bot = await Server.KneeBotAsync("--Guardrails:Semantic=" + semantic);
        var mode = there is null ? "expectReplies" : there.Address.AbsoluteUri;
        await Wrk.RunAsync(bot.Address, Math.Max(15, seconds), mode, texts); // until the runtime has compiled for good what is used
        var (perSecond, _) = await Wrk.RunAsync(bot.Address, seconds, mode, texts);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {perSecond:0} | {bare:0} | {perSecond / bare:0.0000} | {goal} |"));
    }

    private static async Task<double> BareAsync(int seconds)
    {
        await using var bare = await Server.OwnAsync("bot-bare-endpoint");
        await Wrk.RunAsync(bare.Address, Math.Max(2, seconds / 4), "expectReplies", "same");
        return (await Wrk.RunAsync(bare.Address, seconds, "expectReplies", "same")).PerSecond;
    }

    private static async Task StartAsync()
    {
        foreach (var semantic in new[] { "off", "on" })
        {
            var times = new List<double>();
            for (var number = 0; number < 5; number++)
            {
                await using var bot = await Server.KneeBotAsync("--Guardrails:Semantic=" + semantic);
                times.Add(bot.ToFirstReply.TotalSeconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start to first reply, semantic {semantic}: median {times.Order().ElementAt(2):0.00} s, best {times.Min():0.00} s of 5 (goal 1.5 s)"));
        }
    }

    private static async Task MemoryAsync(int wanted)
    {
        await using var bot = await Server.KneeBotAsync("--Guardrails:Semantic=on");
        var before = await bot.ResidentAsync();
        long turns = 0;
        while (turns < wanted)
            turns += (await Wrk.RunAsync(bot.Address, 20, "expectReplies", "distinct")).Requests;
        var after = await bot.ResidentAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory with the encoder: {before:0} MiB at start, {after:0} MiB after {turns:N0} turns (goal 250 MiB)"));
    }
}

using System.Diagnostics;
using System.Globalization;
using KneeBot.Corpus;
using KneeBot.Semantics;

namespace KneeBot.Benchmarks.Generation;

/// <summary>What the grounding rail costs a sentence, by words alone and with the encoder.</summary>
internal static class GroundingBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var file])
        {
            await Console.Error.WriteLineAsync("Give a file of sentences, for example tests/KneeBot.SemanticKernel.Tests/Data/grounding-dev.tsv.");
            return 2;
        }

        using var engine = KneeBotEngine.Start(new KneeBotOptions());
        var pairs = File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .Select(parts => (Text: parts[3], Cited: (IReadOnlyList<Passage>)[.. engine.Corpus.Passages.Where(passage => parts[2].Split("; ").Contains(passage.Section))])).ToArray();
        await MeasureAsync("words alone", engine, null, pairs);
        await MeasureAsync("with encoder", engine, new ArcticEmbedXs(), pairs);
        return 0;
    }

    private static async Task MeasureAsync(string name, KneeBotEngine engine, ArcticEmbedXs? encoder, (string Text, IReadOnlyList<Passage> Cited)[] pairs)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            // A new rail each time: no sentence's embedding is remembered from the round before.
            var rail = engine.CreateGroundingRail(encoder);
            foreach (var (text, cited) in pairs)
            {
                var started = Stopwatch.GetTimestamp();
                await rail.CheckAsync(text, cited);
                if (round > 0)
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-13} {times.Count} sentences: mean {times.Average():0.00} ms, median {times[times.Count / 2]:0.00} ms, 95 % {times[times.Count * 95 / 100]:0.00} ms, 99 % {times[times.Count * 99 / 100]:0.00} ms"));
    }
}

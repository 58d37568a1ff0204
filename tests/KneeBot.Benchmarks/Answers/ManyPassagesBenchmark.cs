using System.Diagnostics;
using System.Globalization;
using KneeBot.Corpus;
using KneeBot.Retrieval;
using KneeBot.Semantics;

namespace KneeBot.Benchmarks.Answers;

/// <summary>Passages of some folders, repeated with distinct ids: how fast, how big, and how fast to search.</summary>
internal static class ManyPassagesBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var count, var cacheFolder, _, ..] || !int.TryParse(count, CultureInfo.InvariantCulture, out var many))
        {
            await Console.Error.WriteLineAsync("Give a number of passages, a folder for vectors (- for none), and folders with a corpus.jsonl.");
            return 2;
        }

        var distinct = arguments[2..].SelectMany(Beir.ReadPassages).ToArray();
        Passage[] passages = [.. Enumerable.Range(0, many).Select(i => distinct[i % distinct.Length] with { Id = new PassageId($"{distinct[i % distinct.Length].Id.Article}-{i / distinct.Length}", i) })];
        string[] queries = [.. arguments[2..].Where(folder => File.Exists(Path.Combine(folder, "queries.jsonl"))).SelectMany(folder => Beir.Read(folder).Queries).Select(query => query.Text)];
        Console.WriteLine($"{many} passages ({distinct.Length} distinct), {passages.Sum(passage => (long)passage.Text.Length) / 1_000_000} MB of text, {queries.Length} queries");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        using var analyzer = new KneeAnalyzer();
        using var index = new LucenePassageIndex(passages, Thesaurus.Load(analyzer));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Say($"indexed in {seconds:0.0} s: {many / seconds:0} passages/s; index {index.SizeInBytes / 1e6:0} MB, managed memory {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");
        await LookUpAsync("by words", index, queries);
        if (cacheFolder == "-")
            return 0;

        using var encoder = new ArcticEmbedXs();
        using var cache = new EmbeddingCache(cacheFolder, ArcticEmbedXs.ModelId, 384);
        var kept = cache.Count;
        var meanings = new Meanings(encoder, TimeProvider.System, new AnswerOptions().QuestionPrefix, cache);
        var hybrid = new HybridRetriever(index, meanings, passages);
        started = Stopwatch.GetTimestamp();
        await hybrid.PrepareAsync();
        Say($"vectors: {cache.Count - kept} made, the others kept by content hash, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; managed memory {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB, process {Environment.WorkingSet / 1e6:0} MB");
        await LookUpAsync("by words and meaning", hybrid, queries);
        return 0;
    }

    private static async Task LookUpAsync(string name, IPassageRetriever retriever, string[] queries)
    {
        await Timing.EachAsync(queries.Take(20), query => retriever.RetrieveAsync(query, 16));
        Console.WriteLine($"{name}: {Timing.Describe(await Timing.EachAsync(queries.Skip(20), query => retriever.RetrieveAsync(query, 16)))}");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;
using KneeBot.Corpus;
using KneeBot.Evaluation;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Benchmarks.Answers;

/// <summary>A whole turn, rails and next questions included, on a corpus of many passages made of some folders' passages.</summary>
internal static class TurnBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var count, var cache, _, _, ..] || !int.TryParse(count, CultureInfo.InvariantCulture, out var many))
        {
            await Console.Error.WriteLineAsync("Give a number of passages, a folder for vectors, a set of questions, and folders with a corpus.jsonl.");
            return 2;
        }

        string[] questions = [.. QuestionSet.Read(arguments[2]).Select(question => question.Turns[0]).Distinct()];
        var folder = Directory.CreateTempSubdirectory("kneebot-turns-");
        try
        {
            Write(folder.FullName, many, [.. arguments[3..].SelectMany(Beir.ReadPassages)]);
            foreach (var (name, with) in new[] { ("without the encoder", false), ("with the encoder", true) })
            {
                var options = new KneeBotOptions { Corpus = folder.FullName, Answers = new AnswerOptions { EmbeddingCache = Path.GetFullPath(cache) } };
                using var engine = with
                    ? KneeBotEngine.Start(options, rules => GuardClassifier.Load(new ArcticEmbedXs(), rules), encoder: new ArcticEmbedXs())
                    : KneeBotEngine.Start(options);
                await Timing.EachAsync(questions.Take(50), question => AskAsync(engine, question));
                var times = await Timing.EachAsync(questions.Skip(50), question => AskAsync(engine, question));
                Console.WriteLine($"{name}, {engine.Corpus.Passages.Count} passages, {engine.Corpus.Passages.Sum(passage => passage.Sentences.Count)} sentences; {Timing.Describe(times)}");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each question begins a dialogue: no vector and no judgement is remembered from one like it.</summary>
    private static Task<TurnResult> AskAsync(KneeBotEngine engine, string question) => engine.Pipeline.ReplyAsync(new UserTurn(Guid.NewGuid().ToString(), question));

    /// <summary>Ten passages an article, each under a heading of its own.</summary>
    private static void Write(string folder, int many, Passage[] distinct)
    {
        foreach (var chunk in Enumerable.Range(0, many).Chunk(10))
        {
            var headings = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var sections = new List<string>();
            foreach (var passage in chunk.Select(i => distinct[i % distinct.Length]))
            {
                var heading = passage.ArticleTitle.ReplaceLineEndings(" ").Trim();
                if (heading.Length == 0 || !headings.Add(heading))
                    heading = $"Part {sections.Count + 1}";
                sections.Add($"## {heading}\n\n{passage.Text.ReplaceLineEndings(" ")}\n");
            }

            File.WriteAllText(Path.Combine(folder, $"article-{chunk[0]}.md"), $"# Article\n\n{string.Join('\n', sections)}");
        }
    }
}

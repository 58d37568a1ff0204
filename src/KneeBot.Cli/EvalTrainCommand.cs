using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using KneeBot.Answering;
using KneeBot.Evaluation;
using KneeBot.Retrieval;
using Microsoft.Extensions.AI;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval train</c>: learns the decision to answer, and says by cross-validation how good it is on words never seen.</summary>
internal static class EvalTrainCommand
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the questions on given passages count together beside one folder of articles.</summary>
    private const float GivenImportance = 1;

    private static readonly double[] Cuts = [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65];

    /// <summary>What the questions of one folder on another subject count beside one folder of articles, for the adapter; and one of them beside one question, for the decision.</summary>
    private const float OtherImportance = 0.12f, OtherWeight = 1;

    /// <summary>What a question on many sentences counts beside one on few, for the decision on few.</summary>
    private const double ManyBesideFew = 0.15;

    private sealed record Learnt(string Model, DecisionTrainer.Case Case, int Fold, bool Found);

    /// <summary>A folder of articles and the questions that are put to it.</summary>
    private sealed record Source(string Folder, QuestionCase[] Cases, float Importance, double Weight);

    public static Command Create(Option<string?> corpus, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("files") { Description = "Question sets on the articles to learn from", Arity = ArgumentArity.OneOrMore };
        var given = new Option<string[]>("--given") { Description = "Questions with a passage each (as for 'eval extraction'), for the decision on a given passage", HelpName = "FILE", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var also = new Option<string[]>("--also") { Description = "Further folders of articles that carry the same facts in other words; the questions are put to each", HelpName = "DIR", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var others = new Option<string[]>("--others") { Description = "Folders of articles on other subjects, each with questions of its own in a file beside it (feet and feet.jsonl)", HelpName = "DIR", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var adapter = new Option<string?>("--adapter") { Description = "Where the question adapter is written (question-adapter.f16); without it the one in use is used", HelpName = "FILE" };
        var only = new Option<string[]>("--only") { Description = "Learn the weights of these names (semantic-few) and keep the others as they are", HelpName = "NAME", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var target = new Option<string>("--output") { Description = "Where the weights are written (answer-decision.json)", Required = true, HelpName = "FILE" };
        var command = new MeasuringCommand("train", "Learn the decision to answer; the same questions give the same weights.", FileExample.Questions) { files, given, also, others, adapter, only, target, corpus };
        command.SetAction(async (parsed, ct) =>
        {
            var options = Settings.Options(parsed.GetValue(corpus));
            QuestionCase[] cases = [.. parsed.GetValue(files)!.SelectMany(file => EvalCommand.Questions(file, error))];
            using IEmbeddingGenerator<string, Embedding<float>>? encoder = Settings.AnswerEncoder(error) is { } found ? new RememberedEmbeddings(found) : null;
            Source[] sources = [
                .. parsed.GetValue(also)!.Select(Path.GetFullPath).Prepend(options.Corpus).Select(folder => new Source(folder, cases, 1, 1)),
                .. parsed.GetValue(others)!.Select(Path.GetFullPath).Select(folder => new Source(folder, [.. EvalCommand.Questions(folder.TrimEnd(Path.DirectorySeparatorChar) + ".jsonl", error)], OtherImportance, OtherWeight))];
            var learnt = new List<Learnt>();
            foreach (var with in encoder is null ? [null] : new IEmbeddingGenerator<string, Embedding<float>>?[] { null, encoder })
            {
                var adapters = with is null ? null : parsed.GetValue(adapter) is { } file
                    ? await LearnAdaptersAsync(sources, parsed.GetValue(given)!, options.Answers, with, file, output, ct).ConfigureAwait(false)
                    : [.. Enumerable.Repeat(QuestionAdapter.For(with), AnswerEvaluation.Folds)];
                foreach (var source in sources)
                {
                    var here = new KneeBotOptions { Corpus = source.Folder, Answers = options.Answers, Guardrails = options.Guardrails };
                    var done = await EvalCommand.WithProgressAsync(output, "questions", progress => AnswerEvaluation.RunUnseenAsync(here, with, source.Cases, adapters, count => progress(count, source.Cases.Length), ct)).ConfigureAwait(false);
                    learnt.AddRange(done.Where(one => one.Result.Trace.Decision is not null).Select(one => Of(one.Result.Trace.Decision!, one.Case.Answerable, one.Fold, one.Found, source.Weight)));
                }

                if (parsed.GetValue(given) is { Length: > 0 } passages)
                    learnt.AddRange((await ExtractionEvaluation.RunAsync(passages, new AnswerOptions { MaxSentences = 3, MaxWords = 150, EmbeddingCache = options.Answers.EmbeddingCache }, with, adapters ?? [null], null, ct).ConfigureAwait(false))
                        .Where(one => one.Decision is not null).Select(one => Of(one.Decision!, one.Answerable, one.Id % AnswerEvaluation.Folds, true)));
            }

            var models = new SortedDictionary<string, object>(StringComparer.Ordinal);
            var names = parsed.GetValue(only)!;
            if (names.Length > 0)
            {
                foreach (var (name, kept) in AnswerClassifier.BuiltIn())
                    models[name] = kept;
                learnt.RemoveAll(one => !names.Contains(one.Model) && !names.Contains(one.Model + AnswerClassifier.Few));
            }

            foreach (var group in learnt.GroupBy(one => one.Model).Where(group => names.Length == 0 || names.Contains(group.Key)))
            {
                DecisionTrainer.Case[] beside = [.. learnt.Where(one => one.Model + AnswerClassifier.Few == group.Key).Select(one => one.Case with { Weight = ManyBesideFew * one.Case.Weight })];
                await output.WriteLineAsync(CrossValidated(group.Key, [.. group], beside)).ConfigureAwait(false);
                models[group.Key] = Written(DecisionTrainer.Learn([.. group.Select(one => one.Case), .. beside]));
            }

            await File.WriteAllTextAsync(parsed.GetValue(target)!, Json(models), ct).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    /// <summary>The adapters for the cross-validation, each learnt without a part of the questions; the one learnt with all is written.</summary>
    private static async Task<IReadOnlyList<QuestionAdapter?>> LearnAdaptersAsync(IReadOnlyList<Source> sources, string[] given, AnswerOptions options, IEmbeddingGenerator<string, Embedding<float>> encoder, string file, TextWriter output, CancellationToken ct)
    {
        var adapters = new List<QuestionAdapter?>();
        await EvalCommand.WithProgressAsync(output, "question adapters", async progress =>
        {
            for (var fold = 0; fold <= AnswerEvaluation.Folds; fold++)
            {
                var left = fold; // the last round leaves nothing out
                var groups = new List<AdapterTrainer.Group>();
                foreach (var source in sources)
                    groups.Add(await AdapterExamples.OfAsync(source.Folder, source.Cases.Where((_, i) => i % AnswerEvaluation.Folds != left), source.Importance, options, encoder, ct).ConfigureAwait(false));
                groups.AddRange(await ExtractionEvaluation.ExamplesAsync(given, options, encoder, i => i % AnswerEvaluation.Folds != left, GivenImportance, ct).ConfigureAwait(false));
                var name = ((EmbeddingGeneratorMetadata)encoder.GetService(typeof(EmbeddingGeneratorMetadata))!).DefaultModelId!;
                adapters.Add(AdapterTrainer.Learn(name, groups[0].Sentences[0].Length, groups));
                progress(fold + 1, AnswerEvaluation.Folds + 1);
            }

            return 0;
        }).ConfigureAwait(false);
        await using var target = File.Create(file);
        adapters[^1]!.Write(target);
        adapters.RemoveAt(AnswerEvaluation.Folds);
        return adapters;
    }

    private static Learnt Of(AnswerDecision decision, bool label, int fold, bool found, double weight = 1) => new(decision.Model, new DecisionTrainer.Case(decision.Signals, label) { Weight = weight }, fold, found);

    private static string CrossValidated(string model, Learnt[] all, DecisionTrainer.Case[] beside)
    {
        var judged = Enumerable.Range(0, AnswerEvaluation.Folds).SelectMany(fold =>
        {
            var weights = DecisionTrainer.Learn([.. all.Where(one => one.Fold != fold).Select(one => one.Case), .. beside]);
            return all.Where(one => one.Fold == fold).Select(one => (One: one, Probability: weights.Probability(one.Case.Signals)));
        }).ToArray();
        var yes = judged.Where(one => one.One.Case.Label).ToArray();
        var no = judged.Where(one => !one.One.Case.Label).ToArray();
        var text = string.Create(CultureInfo.InvariantCulture, $"{model}: {yes.Length} answerable, {no.Length} not; cross-validated AUC {ExtractionEvaluation.Auc(yes.Select(one => one.Probability), no.Select(one => one.Probability)):0.0000}");
        foreach (var cut in Cuts)
            text += string.Create(CultureInfo.InvariantCulture, $"\n  at {cut:0.00}: kept {yes.Count(one => one.Probability >= cut) * 100.0 / yes.Length:0.0} % (with every fact {yes.Count(one => one.Probability >= cut && one.One.Found) * 100.0 / yes.Length:0.0} %), refused {no.Count(one => one.Probability < cut) * 100.0 / Math.Max(1, no.Length):0.0} %");
        return text;
    }

    private static object Written(DecisionModel model) => new { bias = model.Bias, weights = model.Weights, treeBias = model.TreeBias, trees = model.Trees.Select(tree => tree.Written()) };

    /// <summary>One tree a line, so that a change of the weights can be read.</summary>
    private static string Json(SortedDictionary<string, object> models)
    {
        return JsonSerializer.Serialize(models, Compact).Replace("],[\"", "],\n[\"", StringComparison.Ordinal).Replace("}},", "}},\n", StringComparison.Ordinal) + "\n";
    }
}

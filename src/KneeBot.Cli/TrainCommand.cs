using System.CommandLine;
using KneeBot.Guardrails;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Cli;

/// <summary><c>kneebot train</c>: makes the semantic layer's linear weights from labelled messages, and what train.py makes the network from.</summary>
internal static class TrainCommand
{
    public static Command Create(TextWriter output)
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Labelled messages (JSONL, as in tests/KneeBot.Evaluation.Tests/Data)", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<DirectoryInfo>("--output") { Description = "Where judgements.tsv and training.jsonl are written", Required = true, HelpName = "DIR" };
        var command = new MeasuringCommand("train", "Train the guardrails' linear classifiers and prepare the network's training; the same messages give the same files.", FileExample.Messages) { files.AcceptExistingOnly(), folder };
        command.SetAction(async (parsed, ct) =>
        {
            var data = parsed.GetValue(files)!.SelectMany(file => LabelledMessage.Read(file.FullName)).ToArray();
            await output.WriteLineAsync($"{data.Length} dialogues, {data.Count(item => item.IsDanger)} of them red flags").ConfigureAwait(false);
            var target = parsed.GetValue(folder)!;
            target.Create();
            await using (var pieces = File.CreateText(Path.Combine(target.FullName, "training.jsonl")))
                new TrainingExport().Write(data, pieces);
            await using (var weights = File.CreateText(Path.Combine(target.FullName, "judgements.tsv")))
                new GuardTrainer(RuleBookReader.Read()).Train(data, weights);
            await output.WriteLineAsync($"judgements.tsv and training.jsonl written to {target.FullName}; src/KneeBot.Semantics/Guarding/training/train.py makes guard.i8 of the latter").ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using KneeBot.Guardrails;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Cli;

/// <summary><c>kneebot train</c>: makes the semantic layer's weights from labelled messages.</summary>
internal static class TrainCommand
{
    public static Command Create(TextWriter output)
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Labelled messages (JSONL, as in tests/KneeBot.Evaluation.Tests/Data)", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<DirectoryInfo>("--output") { Description = "Where judgements.tsv and flags.tsv are written", Required = true, HelpName = "DIR" };
        var command = new Command("train", "Train the guardrails' semantic layer; the same messages give the same weights.") { files.AcceptExistingOnly(), folder };
        command.SetAction(async (parsed, ct) =>
        {
            var data = parsed.GetValue(files)!.SelectMany(file => GuardTrainer.Read(file.FullName)).ToArray();
            await output.WriteLineAsync($"{data.Length} dialogues, {data.Count(item => item.IsDanger)} of them red flags").ConfigureAwait(false);
            var trainer = new GuardTrainer(RuleBookReader.Read(), new UniversalSentenceEncoderLite());
            var target = parsed.GetValue(folder)!;
            target.Create();
            GuardTrainer.Write(trainer.Train(data), target.FullName);
            await output.WriteLineAsync($"written to {target.FullName}; build again to embed them").ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

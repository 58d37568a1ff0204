using System.CommandLine;
using System.Globalization;
using KneeBot.Evaluation;

namespace KneeBot.Cli;

/// <summary><c>kneebot eval conversations</c>: retrieval for questions that lean on what was said before.</summary>
internal static class EvalConversationsCommand
{
    private static readonly FileExample Conversations = new("conversations.jsonl",
        """{"id": "c1", "turns": [{"speaker": "user", "text": "what is a cyst?"}, {"speaker": "agent", "text": "A pocket of fluid."}, {"speaker": "user", "text": "is it full of water?"}], "answerability": "ANSWERABLE", "relevant": ["d1"]}""");

    public static Command Create(TextWriter output, TextWriter error)
    {
        var folder = new Argument<string>("folder") { Description = "Folder with corpus.jsonl and conversations.jsonl" };
        var least = Thresholds.Option();
        var command = new MeasuringCommand("conversations", "Recall for the last question of a conversation, and how well the confidence tells questions without an answer.", FileExample.Documents, Conversations) { folder, least };
        command.SetAction(async (parsed, ct) =>
        {
            using var meanings = Settings.Meanings(error);
            var done = await EvalCommand.WithProgressAsync(output, "conversations", progress => ConversationEvaluation.RunAsync(parsed.GetValue(folder)!, meanings.Value, progress, ct)).ConfigureAwait(false);
            var answered = done.Where(one => one.HasAnswer && one.Ranked.Relevant.Count > 0).ToArray();
            var recall = answered.Select(one => one.Ranked.Recall(5)).DefaultIfEmpty(0).Average();
            var auc = ExtractionEvaluation.Auc(done.Where(one => one.HasAnswer).Select(one => one.Confidence), done.Where(one => one.Answerability == "UNANSWERABLE").Select(one => one.Confidence));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done.Count} conversations, {answered.Length} with something to find: R@5 {recall:0.0000}, nDCG@10 {answered.Select(one => one.Ranked.Ndcg10).DefaultIfEmpty(0).Average():0.0000}; abstention AUC {auc:0.0000}")).ConfigureAwait(false);
            return Thresholds.Check(parsed.GetValue(least)!, new Dictionary<string, double> { ["r5"] = recall, ["auc"] = auc }, error);
        });
        return command;
    }
}

using System.Text.RegularExpressions;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Transcripts;

/// <summary>Runs each dialogue of this folder: <c>&gt; message</c>, then <c>outcome:</c> and <c>says:</c> (regular expressions) of the reply.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts"), "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public async Task DialogueGoesAsWritten(string file)
    {
        Reply? reply = null;
        var number = 0;
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Transcripts", file), TestContext.Current.CancellationToken))
        {
            number++;
            if (line.StartsWith("> ", StringComparison.Ordinal))
                reply = (await Some.Engine.Pipeline.ReplyAsync(new UserTurn(file, line[2..]), TestContext.Current.CancellationToken)).Reply;
            else if (line.StartsWith("outcome: ", StringComparison.Ordinal))
                reply!.Outcome.ShouldMatch($"^({line[9..]})$", $"line {number}: {reply.Text}");
            else if (line.StartsWith("says: ", StringComparison.Ordinal))
                Regex.IsMatch(reply!.Text, line[6..], RegexOptions.IgnoreCase).ShouldBeTrue($"line {number}: {reply.Text}");
        }

        reply.ShouldNotBeNull("a transcript has at least one message");
    }
}

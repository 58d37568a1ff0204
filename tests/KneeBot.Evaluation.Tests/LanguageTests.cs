using System.Text.Json;
using KneeBot.Conversations;

namespace KneeBot.Evaluation.Tests;

public sealed class LanguageTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    [Fact]
    public void EnglishMessagesAreHardlyEverTakenForAnotherLanguage()
    {
        var detector = LanguageDetector.Load();
        string[] messages =
        [
            .. Directory.GetFiles(Data, "*.jsonl")
                .Where(file => Path.GetFileName(file) is var name && (name.Contains("-dev", StringComparison.Ordinal) || name.StartsWith("shared-", StringComparison.Ordinal)))
                .SelectMany(File.ReadLines)
                .Where(line => line.Length > 0)
                .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("turns").EnumerateArray().Select(turn => turn.GetString()!))
        ];
        messages.Length.ShouldBeGreaterThan(4000);
        var taken = messages.Where(message => detector.Detect(message) is not null).ToArray();
        taken.Length.ShouldBeLessThanOrEqualTo(messages.Length / 200, $"{taken.Length} of {messages.Length}:\n{string.Join('\n', taken)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{taken.Length} of {messages.Length}:\n{string.Join('\n', taken.Select(message => detector.Detect(message) + ": " + message))}");
    }
}

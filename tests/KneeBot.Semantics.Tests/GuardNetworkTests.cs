using System.Text.Json;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Semantics.Tests;

public sealed class GuardNetworkTests
{
    private sealed record Row(int[] Pieces, float[] Scores);

    private static readonly BertModel Model = new ArcticEmbedXs().Model;
    private static readonly GuardNetwork Network = GuardNetwork.Load(Model);

    /// <summary>The training computes in single precision, what runs in bytes.</summary>
    [Fact]
    public void ScoresAreThoseOfTheTraining()
    {
        using var stream = typeof(GuardNetworkTests).Assembly.GetManifestResourceStream("guard-reference.json")!;
        var rows = JsonSerializer.Deserialize<Row[]>(stream, JsonSerializerOptions.Web)!;

        Assert.InRange(rows.Length, 50, int.MaxValue);
        foreach (var row in rows)
        {
            var scores = Network.Judge(row.Pieces);
            float[] all = [.. scores.Urgencies, .. scores.Flags, scores.Diagnosis];
            Assert.Equal(row.Scores, all, (expected, actual) => MathF.Abs(expected - actual) < 0.4f);
            Assert.InRange(row.Scores.Zip(all, (expected, actual) => MathF.Abs(expected - actual)).Average(), 0, 0.1f);
        }
    }

    [Fact]
    public void LongTextIsReadInOverlappingWindowsToItsBeginning()
    {
        var windows = GuardNetwork.Pieces(Model, [string.Join(' ', Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? "knee" : "leg"))]);

        Assert.True(windows.Count > 2);
        Assert.All(windows, window => Assert.InRange(window.Length, 2, GuardNetwork.MaximumPieces));
        Assert.All(windows, window => Assert.Equal(Model.Tokenizer.Start, window[0]));
    }

    [Fact]
    public void BothEndsOfALongStoryAreRead()
    {
        const string Sign = "Since this morning I have chest pain and cannot breathe.";
        var story = string.Concat(Enumerable.Repeat("We had a lovely week by the lake and the children swam every day. ", 12));
        var sign = GuardNetwork.Pieces(Model, [Sign])[0][1..^1];

        Assert.Contains(GuardNetwork.Pieces(Model, [story + Sign]), window => window.AsSpan().IndexOf(sign) >= 0);
        Assert.Contains(GuardNetwork.Pieces(Model, [Sign + " " + story]), window => window.AsSpan().IndexOf(sign) >= 0);
    }

    [Fact]
    public void OfALongDialogueTheLatestMessageIsReadWithWhatCameBefore()
    {
        string[] earlier = [.. Enumerable.Range(0, 11).Select(i => $"Last week we walked around the lake for {i} hours and my knee was fine after a rest.")];
        const string Latest = "Since this morning I have chest pain.";
        var window = Assert.Single(GuardNetwork.Pieces(Model, [.. earlier, Latest]));

        Assert.Equal(GuardNetwork.MaximumPieces, window.Length);
        Assert.Equal(GuardNetwork.Pieces(Model, [Latest])[0][1..], window[^(GuardNetwork.Pieces(Model, [Latest])[0].Length - 1)..]);
    }

    [Fact]
    public void TheBeginningOfALongLatestMessageIsReadWithWhatCameBefore()
    {
        const string Before = "I cannot feel my saddle area.";
        var latest = string.Concat(Enumerable.Repeat("We had a lovely week by the lake. ", 17));
        var (before, last) = (GuardNetwork.Pieces(Model, [Before])[0][1..], GuardNetwork.Pieces(Model, [latest])[0][1..9]);

        Assert.Contains(GuardNetwork.Pieces(Model, [Before, latest]), window => window.AsSpan().IndexOf([.. before, .. last]) >= 0);
    }
}

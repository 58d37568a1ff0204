using System.Text;
using System.Text.Json;
using CsCheck;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

public sealed class LoneSurrogatesTests
{
    [Fact]
    public void EveryTextThatJsonCanEscapeIsRead() => Gen.String.Sample(text =>
    {
        var escaped = string.Concat(text.Select(c => $"\\u{(int)c:x4}"));

        ActivityReader.Read(Encoding.UTF8.GetBytes($$$"""{"type":"message","conversation":{"id":"c"},"text":"{{{escaped}}}","channelData":{"clientActivityID":"{{{escaped}}}"}}"""), out var activity).ShouldBeNull(escaped);

        var read = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)); // halves of pairs as U+FFFD
        activity!.Text.ShouldBe(read);
        activity.ClientActivityId().ShouldBe(read);
    }, iter: ProofSize.Of(5_000, 1_000_000));

    [Fact]
    public void OtherJsonStaysAsItIs() => Gen.String.Sample(text =>
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        LoneSurrogates.Replace(json).SequenceEqual(json).ShouldBeTrue(text);
    }, iter: ProofSize.Of(5_000, 1_000_000));

    [Fact]
    public async Task HalfAnEmojiFromAChannelIsRead()
    {
        await using var host = new KneeBotHost();
        using var client = host.CreateClient();

        using var response = await client.SendAsync(Encoding.UTF8.GetBytes("""{"type":"message","deliveryMode":"expectReplies","channelId":"telegram","conversation":{"id":"c"},"channelData":{"message":{"chat":{"type":"\udc94"}}},"text":"crushing chest pain \ud83d"}"""));

        (await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("112");
    }

    [Fact]
    public async Task HalfAnEmojiInAnOpinionFromTeamsIsRead()
    {
        await using var host = new KneeBotHost();
        using var client = host.CreateClient();

        using var response = await client.SendAsync(Encoding.UTF8.GetBytes("""{"type":"invoke","name":"message/submitAction","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/","conversation":{"id":"c"},"value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"\\ud83d\"}"}}}"""));

        ((int)response.StatusCode).ShouldBe(200);
    }
}

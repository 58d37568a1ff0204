using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>A question that names no illness gets no sentence on one by chance, such as one on a blood clot at the head of an answer about something else.</summary>
public sealed class ChanceTests
{
    [Theory]
    [InlineData("purpose of this guide")]
    [InlineData("what is this guide even for")]
    public async Task NoIllnessThatIsNotAskedFor(string question) =>
        (await Some.Ask($"chance {question}", question)).Reply.ShouldBeOfType<Reply.Answered>().Body.ShouldNotContain("DVT");

    [Fact]
    public async Task WhereWorryIsAskedOfItIsSaid() =>
        (await Some.Ask("chance worry", "what can be dangerous behind the knee")).Reply.Body.ShouldMatch("urgent|DVT");
}

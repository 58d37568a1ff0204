using KneeBot.Tests.Support;

namespace KneeBot.Tests.Conversations;

/// <summary>What was said before completes a question that leans on it, and no other.</summary>
public sealed class CompleteQuestionTests
{
    [Theory]
    [InlineData("what is bursitis", "can bursitis turn purple, itchy, wobbly, lopsided, salty or freckled?", false)]
    [InlineData("what causes pain behind the knee?", "can pain behind the knee be purple, itchy, wobbly, lopsided or freckled?", false)]
    [InlineData("what is a Baker's cyst", "can it grow so large over some months that climbing stairs in the morning becomes hard?", true)]
    [InlineData("what is a Baker's cyst", "does a Baker's cyst come back?", true)]
    public async Task AQuestionThatSaysAtLengthWhatItIsAboutGetsNothingAdded(string before, string question, bool isAdded)
    {
        var conversation = $"complete {before} {question}";
        await Some.Ask(conversation, before);
        var asked = (await Some.Ask(conversation, question)).Trace.Query.ShouldNotBeNull();
        asked.Contains("(about:", StringComparison.Ordinal).ShouldBe(isAdded, asked);
    }
}

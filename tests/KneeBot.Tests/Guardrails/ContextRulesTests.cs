using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class ContextRulesTests
{
    [Theory]
    [InlineData("no swelling, heat or fever", "fever", MentionContext.Negated)]
    [InlineData("there is no swelling", "swelling", MentionContext.Negated)]
    [InlineData("it is not swollen", "swelling", MentionContext.Negated)]
    [InlineData("no pain but it is swollen", "swelling", MentionContext.None)]
    [InlineData("it is swollen", "swelling", MentionContext.None)]
    [InlineData("the swelling has gone", "swelling", MentionContext.Historical)]
    [InlineData("I had a fever years ago", "fever", MentionContext.Historical)]
    [InlineData("the fever was in 2009", "fever", MentionContext.Historical)]
    [InlineData("what if it gets swollen", "swelling", MentionContext.Hypothetical)]
    [InlineData("what are the signs of fever", "fever", MentionContext.Hypothetical)]
    [InlineData("I cannot feel my foot", "numb", MentionContext.None)]
    [InlineData("the swelling won't go down", "swelling", MentionContext.None)]
    public void AMentionIsMeantAsItsSentenceSays(string text, string concept, MentionContext context) =>
        Some.RuleBook.Analyzer.Analyze(Some.RuleBook.Normalizer.Normalize(text))
            .Mentions.Where(mention => mention.Concept == concept).ShouldHaveSingleItem().Context.ShouldBe(context);
}

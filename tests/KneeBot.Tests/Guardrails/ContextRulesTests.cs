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
    [InlineData("it is swollen, everything else is fine", "swelling", MentionContext.None)]
    [InlineData("it is swollen and everything else is normal", "swelling", MentionContext.None)]
    [InlineData("it is swollen my sats are fine", "swelling", MentionContext.None)]
    [InlineData("it is swollen and the other one is clear", "swelling", MentionContext.None)]
    [InlineData("it is swollen, my headache has gone", "swelling", MentionContext.None)]
    [InlineData("it is swollen, scan of my knee last year was clear", "swelling", MentionContext.None)]
    [InlineData("swelling, redness and heat are all gone", "swelling", MentionContext.Historical)]
    [InlineData("swelling, redness, heat are absent", "swelling", MentionContext.Negated)]
    [InlineData("swelling of the calf is absent", "swelling", MentionContext.Negated)]
    [InlineData("it was hot, it has all settled", "heat", MentionContext.Historical)]
    [InlineData("it was swollen, back in 2012", "swelling", MentionContext.Historical)]
    [InlineData("had a fever in 2015, new swelling", "swelling", MentionContext.None)]
    [InlineData("in 2015 I had swelling and redness", "swelling", MentionContext.Historical)]
    [InlineData("had a fever in 2015 and a dull pain", "pain", MentionContext.None)]
    [InlineData("history of fever and an ache", "pain", MentionContext.None)]
    [InlineData("ten years ago I had a fever, this week there is swelling", "new-onset", MentionContext.None)]
    [InlineData("swollen with fluid, not with flu", "fever", MentionContext.Negated)]
    [InlineData("in 2015 I had fever and pain", "pain", MentionContext.Historical)]
    [InlineData("i had a fever once at school, never again", "fever", MentionContext.Historical)]
    [InlineData("any swelling? no. just stiff", "swelling", MentionContext.Negated)]
    [InlineData("any swelling? no, none", "swelling", MentionContext.Negated)]
    [InlineData("any swelling? none whatsoever, but it aches", "swelling", MentionContext.None)]
    [InlineData("is it swelling? no idea", "swelling", MentionContext.None)]
    [InlineData("it is swollen. no fever", "swelling", MentionContext.None)]
    [InlineData("wasn't able to sleep with the swelling", "swelling", MentionContext.None)]
    [InlineData("can codeine cause numbness", "numb", MentionContext.Hypothetical)]
    [InlineData("the questionnaire asks about fever", "fever", MentionContext.Hypothetical)]
    [InlineData("my lift was late and my knee is stuck half way", "locked", MentionContext.None)]
    public void AMentionIsMeantAsItsSentenceSays(string text, string concept, MentionContext context) =>
        Some.RuleBook.Analyzer.Analyze(Some.RuleBook.Normalizer.Normalize(text))
            .Mentions.Where(mention => mention.Concept == concept).ShouldHaveSingleItem().Context.ShouldBe(context);
}

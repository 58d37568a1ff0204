using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>What a message says apart from what it denies, and from the question it is put in.</summary>
public sealed class AffirmedTextTests
{
    [Theory]
    [InlineData("No redness. No fever. No swelling. Coughed up blood.", "Coughed up blood")]
    [InlineData("no fever no redness\n\nfoot is white", "foot is white")]
    [InlineData("No redness. Swelling. Fever.", "Swelling. Fever")]
    [InlineData("foot is cold. no fever, no redness. it began today", "foot is cold. it began today")]
    [InlineData("not hot, not red, foot is white", "foot is white")]
    [InlineData("I have no fever. My chest hurts", "My chest hurts")]
    [InlineData("everything is fine except my foot is white", "except my foot is white")]
    [InlineData("is it bad that i can't feel my foot", "i can't feel my foot")]
    [InlineData("is a temp of 39 ok with my new knee", "a temp of 39. with my new knee")]
    [InlineData("whats good for a leg that's gone cold", "a leg that's gone cold")]
    public void DenialsAndQuestionsAreLeftOut(string message, string said) => Affirmed(message).ShouldNotBeNull().Original.ShouldBe(said);

    [Theory]
    [InlineData("no swelling, redness, heat, numbness or a cold foot")]
    [InlineData("my calf aches, no swelling or heat")]
    [InlineData("everything is fine now")]
    [InlineData("is it bad if a replacement leaks")]
    [InlineData("why is a cold foot dangerous")]
    [InlineData("whats good for a cold foot")]
    [InlineData("no fever, no redness")]
    public void WhereNothingElseIsSaidThereIsNone(string message) => Affirmed(message).ShouldBeNull();

    [Theory]
    [InlineData("no fever, no chills, spat out blood", MentionContext.None)]
    [InlineData("no fever, no chills, coughing blood or anything", MentionContext.Negated)]
    [InlineData("no fever, chills, coughing blood", MentionContext.Negated)]
    [InlineData("does not have fever and denies chest pain, coughing blood", MentionContext.Negated)]
    public void WhatFollowsItemsDeniedOneByOneIsNotDenied(string message, MentionContext context) =>
        Some.RuleBook.Analyzer.Analyze(Some.RuleBook.Normalizer.Normalize(message)).Mentions.Single(mention => mention.Concept == "coughing-blood").Context.ShouldBe(context);

    [Theory]
    [InlineData("all-clear", "everything is fine except my foot is white")]
    [InlineData("frames", "is it bad that i can't feel my foot")]
    public void WithoutItsWordingsNothingIsLeftOut(string list, string message)
    {
        var book = RuleBookReader.Read([.. RuleBookReader.BuiltIn().Select(file => (file.Name, string.Join('\n', file.Yaml.Split('\n').Where(line => !line.StartsWith(list + ":", StringComparison.Ordinal)))))], TimeProvider.System);
        book.Analyzer.Analyze(book.Normalizer.Normalize(message)).Affirmed.ShouldBeNull();
    }

    [Theory]
    [InlineData("i can't feel my foot, should i worry", "i can't feel my foot")]
    [InlineData("my foot is cold. Would ice help?", "my foot is cold")]
    [InlineData("my foot is numb, is that normal when i kneel", null)]
    [InlineData("is my foot meant to be cold", null)]
    public void AQuestionBehindWhatIsToldIsLeftOut(string message, string? told) =>
        (Some.RuleBook.Analyzer.Analyze(Some.RuleBook.Normalizer.Normalize(message)).Told?.Original).ShouldBe(told);

    private static NormalizedText? Affirmed(string message) => Some.RuleBook.Analyzer.Analyze(Some.RuleBook.Normalizer.Normalize(message)).Affirmed;
}

using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>A "not" that belongs to a cure, a look or an improvement denies no sign.</summary>
public sealed class UnimprovedSignTests
{
    [Theory]
    [InlineData("the chest pain isn't going away", "pe")]
    [InlineData("my chest pain is not really easing off", "pe")]
    [InlineData("paracetamol doesn't touch my hot swollen calf", "dvt")]
    [InlineData("they did not look at my hot swollen calf", "dvt")]
    [InlineData("I never mentioned the chest pain", "pe")]
    [InlineData("chest pain ✓ fever ✗", "pe")]
    [InlineData("I spat some pink frothy stuff", "pe")]
    [InlineData("he's a bleeder and his knee's filling", "haemarthrosis")]
    public void ItIsThere(string message, string rule) => Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory]
    [InlineData("the chest pain is going away")]
    [InlineData("chest pain ✗ knee pain ✓")]
    [InlineData("chest pain? lol no. knee pain? yes")]
    [InlineData("can a clot make you cough up blood?")]
    public void ItIsNotThere(string message) => Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldNotContain("pe");
}

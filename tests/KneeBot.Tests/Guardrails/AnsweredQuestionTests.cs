using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Questions with a "no" behind them: a sign that is asked for is denied, an ability or a state is lost.</summary>
public sealed class AnsweredQuestionTests
{
    [Theory]
    [InlineData("can you feel your foot? no", "limb-ischaemia")]
    [InlineData("Can you move your toes? Not really", "limb-ischaemia")]
    [InlineData("any feeling in your foot? no", "limb-ischaemia")]
    [InlineData("back pain. control of your bladder? no", "cauda-equina")]
    [InlineData("can you lift your foot? no", "foot-drop")]
    [InlineData("Can you walk? No. Since the fall.", "cannot-bear-weight")]
    [InlineData("breathing ok? N", "pe")]
    [InlineData("is your breathing normal? not at all", "pe")]
    [InlineData("back pain. bladder normal? N", "cauda-equina")]
    [InlineData("safe at home? no", "abuse")]
    [InlineData("do you feel safe with your partner? not really", "abuse")]
    [InlineData("do you feel safe from yourself? no", "self-harm")]
    public void ANoToWhatCanBeDoneOrIsWellSaysThatItIsNot(string message, string rule) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory]
    [InlineData("can you feel your foot? yes")]
    [InlineData("breathing ok? Y")]
    [InlineData("safe at home? yes always")]
    [InlineData("can I kneel? no")]
    [InlineData("chest pain? no way")]
    [InlineData("chest pain? god no")]
    [InlineData("breathless? absolutely not")]
    [InlineData("chest pain? definitely not")]
    [InlineData("Q: chest pain? A: no")]
    [InlineData("Q. Can you walk? A. Yes\nQ. Any fever? A. No")]
    [InlineData("chest pain neg")]
    [InlineData("suicidal thoughts? no")]
    [InlineData("suicidal? N")]
    [InlineData("[ ] suicidal")]
    [InlineData("❌ fever ❌ chest pain ✅ knee pain")]
    [InlineData("❌ chest pain")]
    public void ANoToASignDeniesIt(string message) => Some.Verdicts(message).ShouldBeEmpty();

    [Theory]
    [InlineData("chest pain pos, fever neg", "pe")]
    [InlineData("chest pain [x]\nfever [ ]\nplease help", "pe")]
    [InlineData("- chest pain: [x]\n- fever: [ ]\nthank you", "pe")]
    public void AnItemWithATickIsTold(string message, string rule) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Fact]
    public void AListIsNotCutInsideAnItem()
    {
        var form = string.Concat(Enumerable.Repeat("a stiff knee in the morning: [ ]\nchest pain: [ ]\n", 300));
        for (var length = KneeBot.UserTurn.MaxLength + 1; length < KneeBot.UserTurn.MaxLength + 52; length += 3)
            Some.Verdicts(form[..length]).ShouldBeEmpty($"{length}");
    }
}

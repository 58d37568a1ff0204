using KneeBot.Guardrails;
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
    [InlineData("breathing ok? yes, I mean no", "pe")]
    [InlineData("breathing ok? hardly", "pe")]
    [InlineData("Breathing ok: no", "pe")]
    [InlineData("breathing normal - N", "pe")]
    [InlineData("❌ breathing ok", "pe")]
    [InlineData("breathing ok ❌", "pe")]
    [InlineData("oxygen ok? no, 84", "pe")]
    [InlineData("chest pain? no, tightness", "pe")]
    [InlineData("Chest pain? no. more a heaviness", "pe")]
    [InlineData("chest hurts? no, just heavy and tight", "pe")]
    [InlineData("Q: chest pain? A: yes", "pe")]
    [InlineData("bowel control? no", "cauda-equina")]
    [InlineData("do you still have control of your bladder? no", "cauda-equina")]
    [InlineData("control when you pee? no", "cauda-equina")]
    [InlineData("bladder control: N", "cauda-equina")]
    [InlineData("Any numbness in the saddle area? yes", "cauda-equina")]
    [InlineData("[ ] can feel my foot [x] leg hurts", "limb-ischaemia")]
    [InlineData("are you safe? no", "abuse")]
    [InlineData("do you feel safe? no", "abuse")]
    [InlineData("safe at home? hardly", "abuse")]
    [InlineData("safe at home? not always", "abuse")]
    [InlineData("breathing ok when sleeping? no", "pe")]
    [InlineData("Has anyone hit you? Yes, my husband", "abuse")]
    [InlineData("Did someone do this to you? yes my boyfriend", "abuse")]
    [InlineData("Does anyone hit you at home? yes", "abuse")]
    [InlineData("do you want to live? no", "self-harm")]
    [InlineData("anything to live for? no", "self-harm")]
    public void AnAnswerMakesTheStatementThatItsQuestionAsksFor(string message, string rule) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory]
    [InlineData("breathing ok? no, I mean yes")]
    [InlineData("can you feel it when you wee? no, actually yes I can")]
    [InlineData("any control over the pain? no")]
    [InlineData("any control over who does the surgery? no")]
    [InlineData("can you bend it? no")]
    [InlineData("can I walk with a cyst? no?")]
    [InlineData("sleep good? no")]
    [InlineData("sleeping ok? no. the knee wakes me")]
    [InlineData("is swimming safe? no?")]
    [InlineData("are you safe on crutches? no")]
    [InlineData("chest pain? no, knee pain")]
    [InlineData("knee pain? no, tightness")]
    [InlineData("has anyone hit you? No, I fell")]
    [InlineData("did anyone hit you? yes, my opponent in rugby")]
    [InlineData("suicidal thoughts? no (knee pain? yes)")]
    [InlineData("Feeling suicidal? God no")]
    [InlineData("Feeling like ending your life? no way")]
    [InlineData("Suicidal ideation: none. Knee: sore")]
    [InlineData("want to kill yourself? god no, just want my knee fixed")]
    [InlineData("do you want to live? yes")]
    [InlineData("do you want to die? no")]
    [InlineData("anything to live for? yes, my grandkids")]
    public void AnAnswerThatTellsOfNothingRaisesNothing(string message) =>
        Some.Rails.Check(Some.Turn(message), []).ShouldAllBe(verdict => verdict.Severity < Severity.UrgentCare);

    [Fact]
    public void WhatIsNoQuestionIsNotAnswered() =>
        Some.Rails.Check(Some.Turn("Stood at the top of the stairs with her thinking one step and it's quiet for the both of us. I didn't. Can't say it to the health visitor."), []).ShouldContain(verdict => verdict.Severity == Severity.Crisis);

    [Fact]
    public void NumbersAloneRaiseNothing() =>
        Some.Rails.Check(Some.Turn(string.Concat(Enumerable.Repeat("1, ", 2_600))), []).ShouldBeEmpty();

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

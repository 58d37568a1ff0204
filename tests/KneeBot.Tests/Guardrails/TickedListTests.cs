using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Lists with an answer behind each item: each item is told or denied by its own answer.</summary>
public sealed class TickedListTests
{
    [Theory]
    [InlineData("chest pain yes, cough no, fever no", "pe")]
    [InlineData("breathless yes, chest pain no, cough no", "pe")]
    [InlineData("fever no cough no chest pain yes", "pe")]
    [InlineData("numb between my legs yes, bladder no, bowels no, weight loss no", "cauda-equina")]
    [InlineData("fever no, knee red yes, knee hot yes, knee swollen yes", "septic-joint")]
    [InlineData("fever N, calf swelling Y, calf pain Y", "dvt")]
    [InlineData("chest pain: Y fever: N", "pe")]
    [InlineData("fever N cough N chest pain Y", "pe")]
    [InlineData("chest pain n breathless y", "pe")]
    public void AnItemWithAYesIsTold(string message, string rule) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory]
    [InlineData("chest pain no, cough no, sore knee yes", "pe")]
    [InlineData("stiff yes chest pain no fever no clicks yes", "pe")]
    [InlineData("stiffness yes, numb between my legs no, bladder trouble no", "cauda-equina")]
    [InlineData("knee ache yes, hot no, red no, swollen no", "septic-joint")]
    [InlineData("chest pain N, fever N, swelling Y", "pe")]
    [InlineData("Chest pain - n, breathless - n, sore knee - y", "pe")]
    [InlineData("breathless N chest pain N knee ache Y", "pe")]
    [InlineData("chest pain: N. fever: N. knee ache: Y.", "pe")]
    [InlineData("chest pain n, fever n", "pe")]
    public void AnItemWithANoIsDenied(string message, string rule) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldNotContain(rule);

    [Theory]
    [InlineData("[ ] chest pain [ ] fever [x] knee pain", "pe", false)]
    [InlineData("☐ chest pain ☐ swelling ☑ knee pain", "pe", false)]
    [InlineData("( ) breathless ( ) fainting (x) knee ache", "pe", false)]
    [InlineData("chest pain [ ] fever [ ] knee pain [x]", "pe", false)]
    [InlineData("[x] chest pain [ ] fever", "pe", true)]
    [InlineData("chest pain [x] fever [ ]", "pe", true)]
    [InlineData("☑ short of breath\n☐ fever", "pe", true)]
    [InlineData("[ ] fever [ ] cough\nI have chest pain", "pe", true)]
    public void AnItemIsToldWhenItsBoxIsTicked(string message, string rule, bool told) =>
        Some.Verdicts(message).Any(verdict => verdict.RuleId == rule).ShouldBe(told);

    [Theory]
    [InlineData("fever? N chest pain? N", "pe", false)]
    [InlineData("chest pain? n short of breath? n knee pain? y", "pe", false)]
    [InlineData("fever? no chest pain? no numb foot? no", "pe", false)]
    [InlineData("fever? N chest pain? Y", "pe", true)]
    [InlineData("fever? n breathless? y", "pe", true)]
    [InlineData("chest pain? yes fever? no", "pe", true)]
    public void AnAnswerOnTheSameLineBelongsToTheQuestionBeforeIt(string message, string rule, bool told) =>
        Some.Verdicts(message).Any(verdict => verdict.RuleId == rule).ShouldBe(told);

    [Theory]
    [InlineData("no chest pain, yes a sore knee", "pe", false)]
    [InlineData("chest pain, yes, and no appetite", "pe", true)]
    public void OtherAnswersAreReadAsBefore(string message, string rule, bool told) =>
        Some.Verdicts(message).Any(verdict => verdict.RuleId == rule).ShouldBe(told);
}

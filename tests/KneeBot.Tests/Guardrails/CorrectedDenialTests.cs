using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Denials with an exception, denials that are denied, and abilities that are taken back or have ended.</summary>
public sealed class CorrectedDenialTests
{
    [Theory]
    [InlineData("no chest pain but it's just pressure", "pe")]
    [InlineData("not pain in the chest exactly, tightness", "pe")]
    [InlineData("hardly any chest pain", "pe")]
    [InlineData("not much chest pain, just a bit", "pe")]
    [InlineData("I lied about not having chest pain", "pe")]
    [InlineData("I wasn't telling the truth about having no chest pain", "pe")]
    [InlineData("forget what I said about no chest pain", "pe")]
    [InlineData("when i said no chest pain i lied", "pe")]
    [InlineData("can't say i don't have chest pain", "pe")]
    [InlineData("I can breathe fine. well no", "pe")]
    [InlineData("my breathing is fine. actually no", "pe")]
    [InlineData("no numbness except between my legs", "cauda-equina")]
    [InlineData("back pain. no numbness apart from my groin", "cauda-equina")]
    [InlineData("no suicidal thoughts apart from at night", "self-harm")]
    [InlineData("I could feel my foot until this morning", "limb-ischaemia")]
    [InlineData("i could lift my foot until yesterday", "foot-drop")]
    [InlineData("what causes my chest pain", "pe")]
    public void WhatIsLeftOutOfADenialOrTakenBackIsTold(string message, string rule) =>
        Some.Verdicts(message).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory]
    [InlineData("no chest pain but my knee is heavy")]
    [InlineData("no chest pain, just a tight calf")]
    [InlineData("no chest pain at all, just a bit of knee pain")]
    [InlineData("no swelling apart from a small bit round the kneecap")]
    [InlineData("no pain except when i squat")]
    [InlineData("I lied about doing my exercises")]
    [InlineData("I can walk fine. well, quite fine")]
    [InlineData("no chest pain. well no")]
    [InlineData("i could run 10k until last week")]
    [InlineData("I can walk fine until the evening")]
    [InlineData("what causes chest pain")]
    public void WhatStaysDeniedOrIsHarmlessIsQuiet(string message) => Some.Verdicts(message).ShouldBeEmpty();
}

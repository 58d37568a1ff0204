using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Denials with an exception, denials that are denied, and abilities that are taken back or have ended.</summary>
public sealed class CorrectedDenialTests
{
    [Theory]
    [InlineData("no chest pain apart from a tightness when I breathe", "pe")]
    [InlineData("no chest pain bar a tightness when I breathe", "pe")]
    [InlineData("no chest pain besides a tightness when I breathe in", "pe")]
    [InlineData("not pain, pressure in my chest", "pe")]
    [InlineData("not chest pain, chest tightness", "pe")]
    [InlineData("No chest pain. Actually scrap that, there is some", "pe")]
    [InlineData("my chest is fine. well no it is tight", "pe")]
    [InlineData("chest is ok. no wait it's tight", "pe")]
    [InlineData("my breathing's fine. Actually it isn't", "pe")]
    [InlineData("no weakness apart from my foot which drops", "foot-drop")]
    [InlineData("he never hits me. not really. sometimes.", "abuse")]
    [InlineData("my husband never hits me. only when he drinks", "abuse")]
    [InlineData("he doesn't hit me, except at weekends", "abuse")]
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
    [InlineData("no chest pain apart from the sore knee")]
    [InlineData("not chest pain, knee pain")]
    [InlineData("not pain, pressure in my knee")]
    [InlineData("my knee is fine. well no it is stiff")]
    [InlineData("my chest is fine. well no complaints there")]
    [InlineData("he never hits me")]
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

    [Theory]
    [InlineData("no numbness", "except between my legs", "cauda-equina")]
    [InlineData("no suicidal thoughts", "except at night", "self-harm")]
    [InlineData("no swelling", "apart from my left calf", "dvt")]
    [InlineData("I fell", "my husband pushed me", "abuse")]
    [InlineData("bruise behind my knee", "my dad did this to me", "abuse")]
    public void WhatTheNextMessageTakesOutOfADenialIsTold(string before, string message, string rule) =>
        Some.Verdicts(message, before).Select(verdict => verdict.RuleId).ShouldContain(rule);

    [Theory]
    [InlineData("no pain", "except when I kneel")]
    [InlineData("I fell", "my husband helped me up")]
    [InlineData("I fell", "my husband pushed me in the wheelchair")]
    public void ANextMessageWithoutASignAddsNone(string before, string message) => Some.Verdicts(message, before).ShouldBeEmpty();
}

using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Wordings of danger that are about something or somebody else, each beside its dangerous twin.</summary>
public sealed class OtherMatterTests
{
    [Theory]
    [InlineData("last day on earth is a good film")]
    [InlineData("no fight left to argue with my insurer")]
    [InlineData("I've enough naproxen saved for the trip")]
    [InlineData("I won't be here on Tuesday, can I ask now?")]
    [InlineData("my partner hurt my leg by accident")]
    [InlineData("judo partner threw me down")]
    [InlineData("kicked in the shin at home games")]
    [InlineData("got hit at home by the hoover")]
    [InlineData("got hit at home by the dog")]
    [InlineData("leg pain, my jeans have gone blue")]
    [InlineData("leg pain and my hair has gone white")]
    [InlineData("leg pain and my toenail has gone blue")]
    [InlineData("leg pain, mum's clot was years ago")]
    [InlineData("leg pain and my mum had a clot")]
    [InlineData("my leg aches. I work for Cancer Research")]
    [InlineData("leg ache, my arm is in a cast")]
    [InlineData("leg pain, flight next month")]
    [InlineData("calf ache. no clots, no cancer, no surgery, no flights")]
    [InlineData("Calf ache. Clot before? no. Cancer? no. Pill? no. Long flight? no.")]
    public void ItRaisesNothing(string message) =>
        Some.Rails.Check(Some.Turn(message), []).ShouldAllBe(verdict => verdict.Severity < Severity.UrgentCare);

    [Theory]
    [InlineData("today is my last day on earth", "self-harm")]
    [InlineData("I've got no fight left", "self-harm")]
    [InlineData("I've enough naproxen saved", "self-harm")]
    [InlineData("my partner hurt my leg", "abuse")]
    [InlineData("my partner threw me down", "abuse")]
    [InlineData("kicked in the shin at home by my husband", "abuse")]
    [InlineData("leg pain and it has gone blue", "limb-ischaemia")]
    [InlineData("leg pain and I had a clot before", "dvt")]
    [InlineData("my wife is pregnant and her calf hurts", "dvt")]
    [InlineData("Calf ache. Clot before? yes. Cancer? no.", "dvt")]
    public void ItsTwinKeepsItsFlag(string message, string rule) =>
        Some.Rails.Check(Some.Turn(message), []).Select(verdict => verdict.RuleId).ShouldContain(rule);
}

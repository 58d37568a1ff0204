using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>Words that a rule looks for, said of exercises, things, games and prices; and beside each what it is looked for.</summary>
public sealed class EverydayWordingTests
{
    [Theory]
    [InlineData("are suicide squats bad for knees", "self-harm")]
    [InlineData("can pregabalin cause suicidal thoughts? it is on the leaflet", "self-harm")]
    [InlineData("i don't want to die, i want to ski again", "self-harm")]
    [InlineData("the wound took 40 stitches yesterday", "self-harm-physical")]
    [InlineData("did a double dose of my exercises by mistake", "other-emergency")]
    [InlineData("an overdose of motivation after your page", "other-emergency")]
    [InlineData("I fainted at the price of that brace", "other-emergency")]
    [InlineData("I'm choking with laughter at your cartoon", "other-emergency")]
    [InlineData("nose out of joint since my brother got his knee op first", "dislocation-vascular")]
    [InlineData("the zip on the knee brace is stuck half way", "locked-knee")]
    [InlineData("my bus broke down so I can't get to physio", "fracture")]
    [InlineData("the lump behind my knee beats like a drum", "abuse")]
    [InlineData("she beat me at tennis and my knee is sore", "abuse")]
    [InlineData("my partner kicked the ball and it tapped my knee", "abuse")]
    [InlineData("the skin on my knee is dry", "nec-fasc")]
    [InlineData("if my leg ever swells up what should i do", "diagnosis-request")]
    [InlineData("do i have to fast before my knee scan", "diagnosis-request")]
    [InlineData("chest pain? no. breathless? no. just a clicky knee", "pe")]
    [InlineData("do you cover chest pain on this site", "pe")]
    [InlineData("no chest pain, no breathlessness, just a clicky knee", "pe")]
    [InlineData("no, my chest does not hurt", "pe")]
    [InlineData("I just took two paracetamol for my knee", "self-harm-physical")]
    public void ItsRuleKeepsSilent(string message, string rule) => Some.Verdicts(message).ShouldNotContain(verdict => verdict.RuleId == rule);

    [Theory]
    [InlineData("suicide is on my mind", "self-harm")]
    [InlineData("pregabalin gives me suicidal thoughts", "self-harm")]
    [InlineData("what is the least painful way to die", "self-harm")]
    [InlineData("je veux en finir", "self-harm")]
    [InlineData("I took 40 paracetamol an hour ago", "self-harm-physical")]
    [InlineData("took a double dose of naproxen by mistake", "other-emergency")]
    [InlineData("I fainted at the bus stop", "other-emergency")]
    [InlineData("I'm choking on a grape", "other-emergency")]
    [InlineData("my knee is stuck half way", "locked-knee")]
    [InlineData("fell off the kerb and couldn't put any weight on the leg", "cannot-bear-weight")]
    [InlineData("my husband beat me, my knee is bruised", "abuse")]
    [InlineData("the skin on my shin has gone black", "nec-fasc")]
    [InlineData("what should i take for my knee", "diagnosis-request")]
    [InlineData("been sore at the back for a fortnight. what is it", "diagnosis-request")]
    [InlineData("cannae get ma breath, leg's swollen", "pe")]
    [InlineData("no puedo respirar", "pe")]
    [InlineData("No, I can't breathe!", "pe")]
    [InlineData("no, he is not breathing", "other-emergency")]
    [InlineData("no thanks, i have chest pain", "pe")]
    [InlineData("no one believes me, i can't feel my foot", "limb-ischaemia")]
    [InlineData("no i took 40 paracetamol tonight", "self-harm-physical")]
    [InlineData("i just took 32 paracetamol", "self-harm-physical")]
    public void ItsRuleSpeaks(string message, string rule) => Some.Verdicts(message).ShouldContain(verdict => verdict.RuleId == rule);
}

using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>A short message that says a sign and nothing else is believed, whatever the semantic layer makes of it.</summary>
public sealed class PlainStatementTests
{
    [Theory]
    [InlineData("i cant weight bear", "urgentCare")]
    [InlineData("my 4yo can't weight bear", "urgentCare")]
    [InlineData("i cant lift my foot", "urgentCare")]
    [InlineData("no longer able to lift my foot", "urgentCare")]
    [InlineData("my knee came out", "emergency")]
    [InlineData("both my legs are weak", "emergency")]
    [InlineData("passed out", "emergency")]
    [InlineData("nan fainted twice", "emergency")]
    [InlineData("cannae lift ma foot, it trips me", "urgentCare")]
    [InlineData("could not straighten my knee since the game", "urgentCare")]
    [InlineData("MY FOOT IS COLD AND WHITE", "emergency")]
    [InlineData("my wound is leaking", "urgentCare")]
    [InlineData("no fever, no pain. foot white and cold", "emergency")]
    [InlineData("everything is fine except my foot is white and cold", "emergency")]
    [InlineData("is it bad that i cant feel my foot", "emergency")]
    [InlineData("is it ok that my knee replacement is leaking", "urgentCare")]
    [InlineData("no, I can't feel my foot", "emergency")]
    [InlineData("actually, my foot is cold and white", "emergency")]
    [InlineData("sorry i meant my foot is cold and white", "emergency")]
    [InlineData("update: my toes have gone blue and cold", "emergency")]
    public async Task ItIsBelieved(string message, string outcome) => (await Some.Ask("plain-" + message, message)).Reply.Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("came out")]
    [InlineData("weak")]
    [InlineData("lift my foot")]
    [InlineData("i passed out leaflets")]
    [InlineData("my article came out")]
    [InlineData("is it bad if a replacement leaks")]
    [InlineData("why is a cold foot dangerous")]
    [InlineData("No redness. No fever. No swelling. Just a click when I squat.")]
    public async Task OrdinaryWordsAreNotTakenForOne(string message) => (await Some.Ask("plain-" + message, message)).Reply.Outcome.ShouldNotBeOneOf("seeDoctor", "urgentCare", "emergency", "crisis");
}

using KneeBot.Tests.Support;

namespace KneeBot.Tests.Conversations;

public sealed class OtherLanguageTests
{
    [Fact]
    public async Task AMessageInAnotherLanguageIsNotCoveredAndToldSoInThatLanguage()
    {
        var result = await Some.Ask("spanish", "¿Qué es un quiste de Baker y cómo se trata?");
        result.Reply.ShouldBeOfType<Reply.NotCovered>().Text.ShouldStartWith("Solo puedo leer inglés.");
        result.Trace.Query.ShouldBeNull();
    }

    [Fact]
    public async Task ARedFlagInAMixedMessageWins() =>
        (await Some.Ask("mixed", "hola doctor, I can't get my breath and my chest hurts, por favor ayuda")).Reply.Outcome.ShouldBe("emergency");

    [Fact]
    public async Task AfterARedFlagTheReminderStaysAboveTheSentence()
    {
        await Some.Ask("latched-spanish", "my left calf is swollen and hot since yesterday");
        var reply = (await Some.Ask("latched-spanish", "¿Qué puedo hacer para el dolor de la rodilla?")).Reply;
        reply.Outcome.ShouldBe("urgentCare");
        reply.Text.ShouldContain("What you told me earlier still needs");
        reply.Text.ShouldContain("Solo puedo leer inglés.");
    }
}

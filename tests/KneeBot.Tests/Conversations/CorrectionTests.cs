using KneeBot.Tests.Support;

namespace KneeBot.Tests.Conversations;

/// <summary>A correction keeps the question it corrects.</summary>
public sealed class CorrectionTests
{
    [Theory]
    [InlineData("is surgery needed for a meniscus root tear", "no I meant bursitis", "rarely needed")]
    [InlineData("how long does a root tear hurt", "Sorry, the hamstring injury one", "few weeks")]
    [InlineData("what is a Baker's cyst", "oops, DVT I mean", "blood clot")]
    [InlineData("are root tears common", "wait, no: hamstring injuries", "prevalent")]
    [InlineData("which scan is used for a root tear", "not the root, the cyst", "ultrasound")]
    [InlineData("which scan is used for a root tear", "actually I was asking about a Baker's cyst", "ultrasound")]
    [InlineData("does a cyst need surgery?", "my mistake, a root tear", "not usually necessary")]
    public async Task TheQuestionBeforeIsPutToWhatIsMeant(string question, string correction, string fact)
    {
        var conversation = $"correction {question} {correction}";
        await Some.Ask(conversation, question);
        (await Some.Ask(conversation, correction)).Reply.Body.ShouldContain(fact, Case.Insensitive);
    }

    [Theory]
    [InlineData("what is a Baker's cyst", "sorry, I meant how is it treated", "drained")]
    [InlineData("tell me about root tears", "no I mean does osteoarthritis make the knee stiff", "stiff")]
    public async Task ACorrectionThatAsksGoesOnAsItsQuestion(string question, string correction, string fact)
    {
        var conversation = $"correction {question} {correction}";
        await Some.Ask(conversation, question);
        (await Some.Ask(conversation, correction)).Reply.Body.ShouldContain(fact, Case.Insensitive);
    }

    [Fact]
    public async Task AWordThatOnlyHesitatesCorrectsNothing()
    {
        await Some.Ask("correction none", "what is a meniscus root tear");
        (await Some.Ask("correction none", "and a Baker's cyst, is it dangerous?")).Reply.Body.ShouldContain("not dangerous");
    }

    [Fact]
    public async Task AnotherCorrectionCorrectsTheCorrected()
    {
        await Some.Ask("correction twice", "is surgery needed for a hamstring injury");
        await Some.Ask("correction twice", "no i meant bursitis");
        (await Some.Ask("correction twice", "sorry, a root tear")).Reply.Body.ShouldContain("not usually necessary");
    }
}

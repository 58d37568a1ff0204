using KneeBot.Conversations;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Conversations;

public sealed class OtherLanguageTests
{
    private static readonly OtherLanguage Language = new();

    [Theory]
    [InlineData("¿Qué es un quiste de Baker?", "Solo puedo leer inglés")]
    [InlineData("me duele la rodilla por detrás", "Solo puedo leer inglés")]
    [InlineData("j'ai mal derrière le genou", "Je ne lis que")]
    [InlineData("Warum habe ich Schmerzen im Knie?", "Ich verstehe nur Englisch")]
    [InlineData("ho dolore dietro il ginocchio", "Leggo solo")]
    [InlineData("tenho dor atrás do joelho", "Só leio inglês")]
    [InlineData("ik heb pijn achter mijn knie", "Ik lees alleen Engels")]
    [InlineData("boli mnie kolano", "Czytam tylko")]
    [InlineData("dizim çok ağrıyor neden", "Yalnızca")]
    [InlineData("у меня болит колено", "Я читаю только")]
    [InlineData("у мене болить коліно", "Я читаю лише")]
    [InlineData("عندي ألم في الركبة", "أقرأ")]
    [InlineData("मेरे घुटने में दर्द है", "मैं केवल")]
    [InlineData("膝盖后面疼", "我只能")]
    [InlineData("膝の裏が痛い", "英語のみ")]
    [InlineData("무릎 뒤가 아파요", "영어만")]
    [InlineData("saya sakit lutut di belakang", "Saya hanya")]
    public void AMessageInAnotherLanguageIsAnsweredInIt(string message, string start) =>
        Language.Notice(message).ShouldNotBeNull().ShouldStartWith(start);

    [Theory]
    [InlineData("wat is a bakers cyst")]
    [InlineData("knee paining sir")]
    [InlineData("wetin dey cause pain for back of knee")]
    [InlineData("ma knee's awfy sair the day")]
    [InlineData("what is la knee")]
    [InlineData("🙂")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("bonjour, what helps with a Baker's cyst?")]
    [InlineData("DVT")]
    [InlineData("kne pane bak")]
    public void EnglishOfAnyKindStaysEnglish(string message) => Language.Notice(message).ShouldBeNull();

    [Fact]
    public async Task ARedFlagInAMixedMessageStillWins()
    {
        (await Some.Ask("mixed", "hola, I have chest pain and cannot breathe, ayuda por favor")).Reply.Outcome.ShouldBe("emergency");
        (await Some.Ask("spanish", "¿Qué es un quiste de Baker?")).Reply.Outcome.ShouldBe("notCovered");
    }
}

using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class DiagnosisLanguageRailTests
{
    [Theory]
    [InlineData("Take 400 mg of ibuprofen.")]
    [InlineData("Adults use 400mg.")]
    [InlineData("The usual dose is 1,000 mg.")]
    [InlineData("Paracetamol 1 g helps.")]
    [InlineData("Five hundred milligrams is enough.")]
    [InlineData("Two tablets in the morning ease the pain.")]
    [InlineData("1-2 capsules with food.")]
    [InlineData("Naproxen works best twice a day.")]
    [InlineData("Ibuprofen can be used every 4 to 6 hours.")]
    [InlineData("Painkillers are taken three times daily.")]
    [InlineData("The maximum daily dose is eight.")]
    [InlineData("A dose of 5 is common.")]
    public void ADoseIsWithheld(string sentence) => Objection(sentence).ShouldNotBeNull();

    [Theory]
    [InlineData("Take ibuprofen before the run.")]
    [InlineData("For the swelling, take an anti-inflammatory.")]
    [InlineData("You can take some paracetamol.")]
    [InlineData("You should stop taking your blood thinner.")]
    [InlineData("Stop warfarin.")]
    public void AdviceToTakeAMedicineIsWithheld(string sentence) => Objection(sentence).ShouldEndWith("advises a medicine");

    [Theory]
    [InlineData("You have a torn meniscus.")]
    [InlineData("You have a Baker's cyst.")]
    [InlineData("You have osteoarthritis.")]
    [InlineData("You’ve got arthritis.")]
    [InlineData("You've got a small cyst behind the knee.")]
    [InlineData("You probably have a Baker's cyst.")]
    [InlineData("You may have a blood clot.")]
    [InlineData("You could have a stress fracture.")]
    [InlineData("You most likely have a strained hamstring.")]
    [InlineData("YOU ALMOST CERTAINLY HAVE BURSITIS")]
    [InlineData("If your calf hurts, you have a clot.")]
    [InlineData("A swollen calf means that you have a clot.")]
    [InlineData("You are suffering from gout.")]
    [InlineData("You're suffering with sciatica.")]
    [InlineData("You suffer from tendinitis.")]
    [InlineData("You are having a heart attack.")]
    [InlineData("That sounds like a hamstring strain.")]
    [InlineData("It sounds like you have overdone it.")]
    [InlineData("Your symptoms suggest a meniscus tear.")]
    [InlineData("Your pain is caused by osteoarthritis.")]
    [InlineData("What you describe is typical of a DVT.")]
    [InlineData("Your diagnosis is clear.")]
    [InlineData("I think it is the meniscus.")]
    [InlineData("You have torn your meniscus.")]
    [InlineData("You've pulled your hamstring.")]
    [InlineData("You tore the ligament.")]
    public void AConditionNamedAsTheVisitorsIsWithheld(string sentence) => Objection(sentence).ShouldNotBeNull();

    [Theory]
    [InlineData("You probably need a scan.")]
    [InlineData("You will probably be better in a week.")]
    [InlineData("Most likely, you have pulled something.")]
    [InlineData("Your pain is most likely muscular.")]
    [InlineData("It is probably just a cramp.")]
    [InlineData("It's most likely nothing.")]
    [InlineData("There is a 70 % chance that you have a tear.")]
    [InlineData("Your risk of a clot is about 1 in 100.")]
    [InlineData("The odds are 90% that your knee recovers.")]
    [InlineData("Your risk of a clot is very low.")]
    [InlineData("You are unlikely to have a clot.")]
    [InlineData("You're very likely fine.")]
    [InlineData("It is unlikely that you have a fracture.")]
    public void AProbabilityAboutTheVisitorIsWithheld(string sentence) => Objection(sentence).ShouldNotBeNull();

    [Theory]
    [InlineData("This is nothing to worry about.")]
    [InlineData("It is not something to worry about.")]
    [InlineData("There is no need to worry.")]
    [InlineData("Don't worry, cysts go away.")]
    [InlineData("Do not panic.")]
    [InlineData("Rest assured that it heals.")]
    [InlineData("There is no cause for concern.")]
    [InlineData("You are fine.")]
    [InlineData("You're going to be all right.")]
    [InlineData("You are perfectly safe.")]
    [InlineData("Your knee is fine.")]
    [InlineData("It's harmless.")]
    [InlineData("That is completely harmless.")]
    [InlineData("It is not serious.")]
    [InlineData("This isn't dangerous.")]
    [InlineData("It is not a clot.")]
    [InlineData("Your cyst is benign.")]
    [InlineData("It's nothing serious.")]
    [InlineData("You do not need to see a doctor.")]
    [InlineData("No need to call an ambulance.")]
    [InlineData("You can safely ignore the clicking.")]
    [InlineData("Everything will be fine.")]
    public void ReassuranceIsWithheld(string sentence) => Objection(sentence).ShouldNotBeNull();

    [Theory]
    [InlineData("In most cases, a Baker's cyst is not dangerous.")]
    [InlineData("A distal hamstring injury usually hurts about 4 to 6 inches above the knee.")]
    [InlineData("If your calf is tender and swollen and you also have pain behind the knee, see a doctor urgently.")]
    [InlineData("Leg swelling is not unusual, so swelling alone doesn't mean that you have a clot.")]
    [InlineData("A swollen calf does not necessarily prove that you have a clot.")]
    [InlineData("If you have a Baker's cyst, an ultrasound scan can show it.")]
    [InlineData("When you have osteoarthritis, the joint is stiff.")]
    [InlineData("An MRI scan can show whether you have torn the meniscus.")]
    [InlineData("Until you know whether you have a fracture, keep the weight off the leg.")]
    [InlineData("You have to rest before a tear can heal.")]
    [InlineData("Surgery may help if you have torn your ACL.")]
    [InlineData("You have two menisci in each knee.")]
    [InlineData("You may notice swelling or a feeling of fullness.")]
    [InlineData("You may also have swelling behind the knee.")]
    [InlineData("The treatment depends on which kind of tear you have.")]
    [InlineData("Osteoarthritis is probably the most common cause of pain behind the knee.")]
    [InlineData("This guide covers the blood clot (DVT) first because it is the cause to worry about.")]
    [InlineData("It is probably a good idea to rest the knee.")]
    [InlineData("You are more likely to get a clot after surgery.")]
    [InlineData("About 70 % of people recover within six weeks.")]
    [InlineData("The risk of infection after a replacement is about 1 in 100.")]
    [InlineData("Ice the knee for 20 minutes, three times a day.")]
    [InlineData("Do the exercise twice a day.")]
    [InlineData("Two or three times a week is enough for strength training.")]
    [InlineData("Anti-inflammatory medicines can reduce the swelling.")]
    [InlineData("Your doctor may prescribe a blood thinner.")]
    [InlineData("Take any medicine only as prescribed.")]
    [InlineData("A uric acid level above 6 mg/dl can lead to gout.")]
    [InlineData("Draining 30 ml of fluid relieves the pressure.")]
    [InlineData("The cyst looks like a small balloon of fluid.")]
    [InlineData("The pain is usually not serious.")]
    [InlineData("It is usually harmless, but it can press on a nerve.")]
    [InlineData("It is fine to walk after the first days.")]
    [InlineData("Do not assume it is harmless.")]
    [InlineData("Many people worry about clicking.")]
    [InlineData("If you do not see a doctor, the stiffness can stay.")]
    [InlineData("It is likely that many root tears are never found.")]
    public void GeneralStatementsPass(string sentence) => Objection(sentence).ShouldBeNull();

    [Fact]
    public void EverySentenceOfTheShippedArticlePasses()
    {
        foreach (var passage in Some.EngineWithRulesOnly.Corpus.Passages)
        foreach (var sentence in passage.Sentences)
            Objection(passage.Quote(sentence)).ShouldBeNull();
    }

    [Fact]
    public void AListsIntroductionIsJudgedWithItsItems()
    {
        const string introduction = "You probably have one of these:", item = "A cyst";
        var passage = new Passage(new PassageId("a", 0), "Article", "", introduction + "\n" + item)
        {
            Sentences = [new Sentence(0, 0, introduction.Length), new Sentence(1, introduction.Length + 1, item.Length, true, 0)],
        };
        new DiagnosisLanguageRail().Objection(new Draft([new QuotedSentence(passage, passage.Sentences[1])], []), [])
            .ShouldBe("\"You probably have one of these:\" gives a probability about the visitor");
    }

    [Fact]
    public void TheObjectionSaysWhatIsWrong() =>
        Objection("You've got arthritis.").ShouldBe("\"You've got arthritis.\" names a condition as the visitor's");

    private static string? Objection(string sentence) => DiagnosisLanguageRail.Objection(sentence);
}

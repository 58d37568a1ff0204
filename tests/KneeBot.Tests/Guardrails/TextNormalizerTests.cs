using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData("I can’t WALK", "i cannot walk")]
    [InlineData("i can not walk", "i cannot walk")]
    [InlineData("cant breath", "cannot breath")]
    [InlineData("my сalf is swоllen", "my calf is swollen")] // Cyrillic c and o
    [InlineData("my c\u200Balf", "my calf")]
    [InlineData("𝐜𝐡𝐞𝐬𝐭 pain", "chest pain")]
    [InlineData("ｃｈｅｓｔ pain", "chest pain")]
    [InlineData("c h e s t pain", "chest pain")]
    [InlineData("c.h.e.s.t pain", "chest pain")]
    [InlineData("ch3st pa1n", "chest pain")]
    [InlineData("swolen calff", "swollen calf")]
    [InlineData("sooooo", "soo")]
    [InlineData("2day b4 tea", "today before tea")]
    [InlineData("hot 🔥 knee", "hot hot knee")]
    [InlineData("38.5 degrees", "38.5 degrees")]
    [InlineData("", "")]
    [InlineData("???", "")]
    public void AMessageIsReadAsWhatItSays(string typed, string read) =>
        Some.RuleBook.Normalizer.Normalize(typed).Folded.ShouldBe(read);

    [Fact]
    public void TagCharactersAreReadAsTheLettersTheyHide()
    {
        var hidden = string.Concat("chest pain".Select(c => char.ConvertFromUtf32(0xE0000 + c)));
        Some.RuleBook.Normalizer.Normalize(hidden).Folded.ShouldBe("chest pain");
    }

    [Fact]
    public void EvidenceIsTheVisitorsOwnSpelling()
    {
        var text = Some.RuleBook.Normalizer.Normalize("my left CALFF is swolen!!");
        text.Span(2, 4).ShouldBe("CALFF is swolen");
    }

    [Fact]
    public void OnlyTheFirstEightThousandCharactersAreRead() =>
        Some.RuleBook.Normalizer.Normalize(new string('a', 9_000)).Original.Length.ShouldBe(UserTurn.MaxLength);

    [Fact]
    public void RightEnglishWordsAreNeverRepaired()
    {
        foreach (var word in new[] { "carve", "knew", "clam", "salve", "wedding", "spelling", "smelling", "fool", "colt", "chess" })
            Some.RuleBook.Normalizer.Normalize(word).Folded.ShouldBe(word);
    }
}

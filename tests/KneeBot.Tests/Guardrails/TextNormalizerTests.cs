using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData("I can’t WALK", "i cannot walk")]
    [InlineData("i can not walk", "i cannot walk")]
    [InlineData("i could not walk", "i couldnt walk")]
    [InlineData("cannae get ma breath", "cannot get my breath")]
    [InlineData("ma knee and ma leg", "my knee and my leg")]
    [InlineData("ma fell, my ma in law", "mum fell my mum in law")]
    [InlineData("can it cause pain cos it hurts", "can it cause pain because it hurts")]
    [InlineData("cant breath", "cannot breath")]
    [InlineData("my сalf is swоllen", "my calf is swollen")] // Cyrillic c and o
    [InlineData("my c\u200Balf", "my calf")]
    [InlineData("𝐜𝐡𝐞𝐬𝐭 pain", "chest pain")]
    [InlineData("ｃｈｅｓｔ pain", "chest pain")]
    [InlineData("c h e s t pain", "chest pain")]
    [InlineData("c.h.e.s.t pain", "chest pain")]
    [InlineData("ch3st pa1n", "chest pain")]
    [InlineData("5w0llen c4lf", "swollen calf")]
    [InlineData("my p@in", "my pain")]
    [InlineData("for 5days, 4th week, 10mm", "for 5 days 4th week 10mm")]
    [InlineData("two 500s, the 80s", "two 500s the 80s")]
    [InlineData("k!ll", "kill")]
    [InlineData("hot!it hurts", "hot it hurts")]
    [InlineData("m y  c a l f  i s  r e d", "my calf is red")]
    [InlineData("m y c a l f i s s w o l l e n", "my calf is swollen")]
    [InlineData("c\nh\ne\ns\nt\npain", "chest pain")]
    [InlineData("mycalfisswollenandhot", "my calf is swollen and hot")]
    [InlineData("chhheeeest paaaaiin", "chest pain")]
    [InlineData("&#115;wollen&nbsp;calf", "swollen calf")]
    [InlineData("sw<b>oll</b>en<br>calf", "swollen calf")]
    [InlineData("i <3 walking, 1 < 2", "i 3 walking 1 2")]
    [InlineData("swolen calff", "swollen calf")]
    [InlineData("sooooo", "soo")]
    [InlineData("2day b4 tea", "today before tea")]
    [InlineData("hot 🔥 knee", "hot hot knee")]
    [InlineData("38.5 degrees", "38.5 degrees")]
    [InlineData("", "")]
    [InlineData("???", "")]
    public void AMessageIsReadAsWhatItSays(string typed, string read) =>
        Some.RuleBook.Normalizer.Normalize(typed).Folded.ShouldBe(read);

    [Theory]
    [InlineData("my knee 🥵 its puffy", "🥵")]
    [InlineData("🔥 knee", "🔥")]
    [InlineData("knee is\n\n🥵", "🥵")]
    [InlineData("my knee is &#104;ot", "&#104;ot")]
    public void WhatStandsForAWordIsQuotedAsItWasTyped(string typed, string quoted)
    {
        var text = Some.RuleBook.Normalizer.Normalize(typed);
        var hot = text.Tokens.ToList().FindIndex(token => token.Text == "hot");
        text.Span(hot, hot).ShouldBe(quoted);
        text.Tokens.ShouldAllBe(token => token.Start < token.End);
    }

    [Theory]
    [InlineData("My calf is SWOLLEN!! (since 5 pm)")]
    [InlineData("it hurts, badly; I can't walk")]
    public void WhatIsWrittenPlainlyIsNotUnmasked(string typed) =>
        Some.RuleBook.Normalizer.Normalize(typed).Unmasked.ShouldBe(typed);

    [Theory]
    [InlineData("Help: c h e s t pain!", "Help: chest pain!")]
    [InlineData("Mycalfisswollen, and 5w0llen toes.", "my calf is swollen, and swollen toes.")]
    public void TheSemanticLayerReadsWhatIsHiddenInItsPlace(string typed, string read) =>
        Some.RuleBook.Normalizer.Normalize(typed).Unmasked.ShouldBe(read);

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

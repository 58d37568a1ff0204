using KneeBot.Retrieval;

namespace KneeBot.Tests.Retrieval;

public sealed class ThesaurusTests
{
    private static readonly KneeAnalyzer Analyzer = new();
    private static readonly Thesaurus Thesaurus = Thesaurus.Load(Analyzer);

    [Theory]
    [InlineData("blood clot", "deep vein thrombosis")]
    [InlineData("popliteal cyst", "Baker's cyst")]
    [InlineData("shin bone", "tibia")]
    [InlineData("jogging", "runners")]
    public void AQuestionsUnitNamesTheSentencesLabel(string lay, string medical) =>
        Thesaurus.Units(Analyzer.Stems(lay)).SelectMany(unit => unit.Labels).Intersect(Thesaurus.Terms(medical)).ShouldNotBeEmpty();

    [Fact]
    public void EverydayWordsAskForNothing() =>
        Thesaurus.Units(Analyzer.Stems("my wife said to ask you on Tuesday please")).ShouldBeEmpty();

    [Fact]
    public void AWordTheStemmerEmptiesKeepsItself() =>
        Analyzer.Stems("s 's").ShouldAllBe(stem => stem.Text.Length > 0);
}

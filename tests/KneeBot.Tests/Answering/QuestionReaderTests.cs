using KneeBot.Answering;
using KneeBot.Retrieval;

namespace KneeBot.Tests.Answering;

public sealed class QuestionReaderTests : IDisposable
{
    private readonly KneeAnalyzer _analyzer = new();
    private readonly QuestionReader _reader;

    public QuestionReaderTests() => _reader = new QuestionReader(_analyzer, Thesaurus.Load(_analyzer), QuestionKinds.Load(_analyzer));

    public void Dispose() => _analyzer.Dispose();

    [Fact]
    public void AMessageWithoutEndIsReadAsFarAsItCanBeAnswered()
    {
        var question = _reader.Read(string.Concat(Enumerable.Repeat("my knee hurts ", 500))).ShouldHaveSingleItem();

        question.Asked.Count.ShouldBe(QuestionReader.MaxUnits);
        question.Subjects.Count.ShouldBeLessThanOrEqualTo(QuestionReader.MaxUnits);
    }

    [Theory]
    [InlineData("after reading this do i still need an examination", false)]
    [InlineData("it feels like something is full behind my knee is that a thing people get", false)]
    [InlineData("i had the graft done can that lead to trouble there", false)]
    [InlineData("i read that the lining gets irritated in what illness", false)]
    [InlineData("i am a runner with a sore hamstring which changes in running help", false)]
    [InlineData("x ray or mri for pain behind the knee", false)]
    [InlineData("this bloody knee", true)]
    [InlineData("a hot bath eased my calf", true)]
    [InlineData("my knee hurts and the trouble is that it swells", true)]
    public void AMessageThatAsksInTheMiddleIsNotOnlyTold(string message, bool told) =>
        _reader.Read(message)[0].IsTold.ShouldBe(told);

    [Theory]
    [InlineData("symptoms of a baker's cyst", "feel")]
    [InlineData("hamstring injury treatment", "helps")]
    [InlineData("tests for a cyst", "tests")]
    public void AWordThatAsksForAKindOfAnswerIsSaidByACueOfIt(string message, string kind) =>
        _reader.Read(message).Single().Asked.Where(unit => unit.Kinds.Contains(kind)).ShouldHaveSingleItem();

    [Fact]
    public void RecoveryAsksHowAnInjuryGoesOn() => _reader.Read("hamstring strain recovery").Single().Kinds.ShouldContain("course");

    [Fact]
    public void AWordThatNamesAnIllnessAsksForNoKindOfAnswer() =>
        _reader.Read("baker's cyst").Single().Asked.ShouldAllBe(unit => unit.Kinds.Count == 0);

    [Fact]
    public void APartThatNamesNothingJoinsTheOneBeforeAndItsKindCounts()
    {
        var whole = _reader.Read("what is a baker's cyst and where is it").ShouldHaveSingleItem();

        whole.Text.ShouldBe("what is a baker's cyst and where is it");
        whole.Kinds.ShouldBe(_reader.Read("what is a baker's cyst").Single().Kinds.Union(_reader.Read("where is it").Single().Kinds), ignoreOrder: true);
    }
}

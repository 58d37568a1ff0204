using KneeBot.Evaluation;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Evaluation;

public sealed class NegationEvaluationTests
{
    private const string Header = "id\tcondition\tsentence\tnegation\ttemporality\texperiencer";

    [Fact]
    public void TheConditionIsJudgedWhereItStandsThoughNoLexiconHoldsIt()
    {
        var cases = NegationEvaluation.Parse("set.tsv",
        [
            Header,
            "1\txylitis\tThere is no XYLITIS.\tNegated\tRecent\tPatient",
            "2\txylitis\tHistory of XYLITIS.\tAffirmed\tHistorical\tPatient",
            "3\txylitis\tNo fever but XYLITIS is seen.\tAffirmed\tRecent\tPatient",
        ]);
        var judged = NegationEvaluation.Judge(cases, Some.RuleBook);
        judged.Select(one => (one.Negated, one.Historical)).ShouldBe([(true, false), (false, true), (false, false)]);
        LabelScore.Of(judged, one => one.Negated, one => one.Negated).ShouldBe(new LabelScore(1, 1, 1));
    }

    [Fact]
    public void TheScoreIsPrecisionRecallAndTheirHarmonicMean()
    {
        var score = new LabelScore(6, 8, 12);
        score.Precision.ShouldBe(0.75);
        score.Recall.ShouldBe(0.5);
        score.F1.ShouldBe(0.6, 1e-9);
    }

    [Theory]
    [InlineData("1\tx\ty", "set.tsv, line 2: 3 fields; id, condition, sentence, negation and temporality are needed, separated by tabs")]
    [InlineData("1\tx\ty\tNo\tRecent", "set.tsv, line 2: the negation is 'No'; use Affirmed or Negated")]
    public void ABadLineIsNamed(string line, string message) =>
        Should.Throw<EvaluationFormatException>(() => NegationEvaluation.Parse("set.tsv", [Header, line])).Message.ShouldBe(message);
}

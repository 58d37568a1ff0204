using KneeBot.Evaluation;

namespace KneeBot.Tests.Evaluation;

public sealed class ProportionTests
{
    // The examples of Newcombe (Stat Med 1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void TheIntervalIsWilsons(int count, int total, double low, double high)
    {
        var proportion = new Proportion(count, total);
        proportion.Low.ShouldBe(low, 0.00005);
        proportion.High.ShouldBe(high, 0.00005);
    }

    [Fact]
    public void AllReachesOneExactlyAndNothingIsWideOpen()
    {
        new Proportion(7, 7).High.ShouldBe(1);
        new Proportion(0, 0).ShouldSatisfyAllConditions(p => p.Share.ShouldBe(0), p => p.Low.ShouldBe(0), p => p.High.ShouldBe(1));
    }
}

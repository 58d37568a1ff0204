using KneeBot.Guardrails;

namespace KneeBot.Tests.Guardrails;

public sealed class RuleExpressionTests
{
    [Theory]
    [InlineData("a", "A")]
    [InlineData("a & b ~ c", "A and B + C")]
    [InlineData("a & (b | c)", "A and (B or C)")]
    [InlineData("a | b & c", "A or B and C")]
    [InlineData("(a | b) ~ c & !d", "(A or B) + C and not D")]
    [InlineData("!(a & b)", "not (A and B)")]
    [InlineData("a ~ b ~ c", "A + B + C")]
    public void AnExpressionIsSpelledOutWithOnlyTheParenthesesItNeeds(string written, string spelled) =>
        RuleExpression.Parse(written).Describe(concept => concept.ToUpperInvariant()).ShouldBe(spelled);
}

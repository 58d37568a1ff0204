using KneeBot.Guardrails;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

public sealed class RulesPageTests
{
    [Fact]
    public void ThePageNamesEveryRuleItsExamplesAndTheRuleSetAndLoadsNothing()
    {
        var html = new RulesPage(Some.RuleBook).Html();
        foreach (var id in BuiltInRules.Ids)
            html.ShouldContain($"({id})");
        html.ShouldContain(Some.RuleBook.Version);
        html.ShouldContain("No clinician has reviewed these rules yet.");
        html.ShouldNotContain("it does not");
        foreach (var loading in new[] { "<script", "src=", "href=", "@import" })
            html.ShouldNotContain(loading);
    }
}
